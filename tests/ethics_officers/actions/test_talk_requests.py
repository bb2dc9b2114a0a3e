"""Asking for a talk, and what becomes of the request."""

import datetime as dt

import pytest

from core.errors import PermissionRefused
from core.models import AuditEntry
from ethics_officers import actions
from ethics_officers.models import PlanItem, PlanItemSession, TalkRequest
from ethics_officers.rules import TalkRequestRefused
from notifications.models import Message
from people.models import Level
from people.roles import Role
from tests.clock import NOW, at
from tests.ethics_officers.factories import (
    PlanItemFactory,
    TalkRequestFactory,
    organisation,
)
from tests.factories import (
    CourseFactory,
    DepartmentFactory,
    EngagementFactory,
    SessionFactory,
    SpeakerFactory,
    TopicFactory,
    VenueFactory,
    person_with_role,
)
from training.actions import cancel_session
from training.models import Session, Venue
from training.rules import SpeakerTaken

pytestmark = pytest.mark.django_db

LATER = NOW + dt.timedelta(hours=1)
STARTS = [at("2026-12-08", "14:30"), at("2026-12-10", "14:30"), at("2026-12-15", "10:00")]


@pytest.fixture
def item():
    return PlanItemFactory(plan__department__name_en="Customs")


@pytest.fixture
def officer(item):
    return person_with_role(Role.ETHICS_OFFICER, item.plan.department).user


@pytest.fixture
def icac():
    return organisation("ICAC")


@pytest.fixture
def staff(icac):
    return person_with_role(Role.ICAC_STAFF, posting__department=icac).user


@pytest.fixture
def request_made(item, officer, icac):
    return TalkRequestFactory(item=item, asked_by=officer, asked_of=icac)


def wish(**values):
    given = {
        "asked_of": organisation("ICAC"),
        "topic": TopicFactory(),
        "levels": [Level.JUNIOR],
        "expected": 60,
        "starts": STARTS,
        "minutes": 90,
    }
    return actions.TalkWish(**given | values)


def offer(**values):
    course = values.pop("course", None) or CourseFactory()
    given = {
        "starts_at": STARTS[0],
        "minutes": 90,
        "course": course,
        "kind": "seminar",
        "title_en": "Conflict of interest",
        "title_zh_hant": "利益衝突",
        "language": "cantonese",
        "capacity": 60,
        "venue": VenueFactory(capacity=80),
        "speakers": [SpeakerFactory()],
    }
    return actions.TalkOffer(**given | values)


def ask(item, officer, **values):
    return actions.ask_for_talk(item_id=item.pk, wish=wish(**values), by=officer, now=NOW)


def accept(request, staff, **values):
    return actions.accept_talk_request(
        request_id=request.pk,
        asked_at=request.asked_at,
        offer=offer(**values),
        by=staff,
        now=LATER,
    )


def mails():
    return sorted(Message.objects.values_list("kind", "recipient__email"))


# Asking -----------------------------------------------------------------------------------------


def test_ask_for_talk_keeps_the_wish_with_its_dates_in_order(item, officer):
    request = ask(item, officer, starts=[STARTS[2], STARTS[0], STARTS[1]], place="Room 302")

    assert (request.department, request.item, request.status) == (
        item.plan.department,
        item,
        TalkRequest.Status.ASKED,
    )
    assert TalkRequest.objects.get().starts == STARTS
    assert (request.place, request.asked_by, request.asked_at) == ("Room 302", officer, NOW)


def test_ask_for_talk_tells_the_staff_of_the_organisation_once(item, officer, staff):
    person_with_role(Role.ICAC_STAFF)  # serves elsewhere
    person_with_role(Role.AUDITOR, posting__department=organisation("ICAC"))

    request = ask(item, officer)

    assert mails() == [("ethics_officers.talk_asked", staff.email)]
    assert Message.objects.get().about_id == request.pk


def test_ask_for_talk_is_recorded(item, officer):
    request = ask(item, officer)

    entry = AuditEntry.objects.get()
    assert (entry.action, entry.object_id, entry.actor) == (
        "ethics_officers.talk_asked_for",
        request.pk,
        officer,
    )


def test_ask_for_talk_is_refused_to_the_officer_of_another_department(item):
    stranger = person_with_role(Role.ETHICS_OFFICER).user

    with pytest.raises(PermissionRefused):
        ask(item, stranger)


@pytest.mark.parametrize("role", [Role.HEAD_OF_DEPARTMENT, Role.TRAINING_COORDINATOR])
def test_ask_for_talk_is_refused_to_who_does_not_write_the_programme(item, role):
    with pytest.raises(PermissionRefused):
        ask(item, person_with_role(role, item.plan.department).user)


def test_ask_for_talk_is_refused_for_an_item_that_is_over(item, officer):
    PlanItem.objects.update(status="dropped")

    with pytest.raises(TalkRequestRefused, match="marked “dropped”"):
        ask(item, officer)


@pytest.mark.parametrize("status", [TalkRequest.Status.ASKED, TalkRequest.Status.ANSWERED])
def test_ask_for_talk_is_refused_while_another_request_for_the_item_is_open(
    item, officer, request_made, status
):
    TalkRequest.objects.update(status=status)

    with pytest.raises(TalkRequestRefused, match="that request is still open"):
        ask(item, officer)


def test_ask_for_talk_is_possible_anew_when_the_session_was_called_off(
    item, officer, staff, request_made
):
    session = accept(request_made, staff).session
    cancel_session(session_id=session.pk, reason="The speaker is ill.", by=staff, now=LATER)

    assert ask(item, officer).pk != request_made.pk


def test_ask_for_talk_refuses_a_date_gone_by(item, officer):
    gone = at("2026-11-20", "14:30")

    with pytest.raises(TalkRequestRefused, match="is in the past"):
        ask(item, officer, starts=[gone, *STARTS[1:]])


def test_ask_for_talk_refuses_a_date_given_twice(item, officer):
    with pytest.raises(TalkRequestRefused, match="Two of the dates are the same"):
        ask(item, officer, starts=[STARTS[0], STARTS[0], STARTS[1]])


def test_ask_for_talk_refuses_an_organisation_that_gives_none(item, officer):
    with pytest.raises(TalkRequestRefused, match="gives no talks"):
        ask(item, officer, asked_of=DepartmentFactory())


# Answering --------------------------------------------------------------------------------------


def test_answer_puts_a_question_and_gives_the_officer_the_next_word(request_made, officer, staff):
    actions.answer_talk_request(
        request_id=request_made.pk, asked_at=NOW, answer="Would 17 suit?", by=staff, now=LATER
    )

    request = TalkRequest.objects.get()
    assert (request.status, request.answer) == ("answered", "Would 17 suit?")
    assert (request.answered_by, request.answered_at) == (staff, LATER)
    assert mails() == [("ethics_officers.talk_answered", officer.email)]


def test_a_changed_request_waits_for_an_answer_anew(request_made, officer, staff):
    actions.answer_talk_request(
        request_id=request_made.pk, asked_at=NOW, answer="Would 17 suit?", by=staff, now=LATER
    )
    later = LATER + dt.timedelta(hours=1)

    actions.change_talk_request(
        request_id=request_made.pk, wish=wish(expected=90), by=officer, now=later
    )

    request = TalkRequest.objects.get()
    assert (request.status, request.expected, request.asked_at) == ("asked", 90, later)
    assert ("ethics_officers.talk_asked", staff.email) in mails()


def test_an_answer_to_an_old_wording_is_refused(request_made, officer, staff):
    actions.change_talk_request(
        request_id=request_made.pk, wish=wish(expected=90), by=officer, now=LATER
    )

    with pytest.raises(TalkRequestRefused, match="after you had opened it"):
        actions.decline_talk_request(
            request_id=request_made.pk, asked_at=NOW, reason="No.", by=staff, now=LATER
        )


def test_decline_tells_the_reason(request_made, officer, staff):
    actions.decline_talk_request(
        request_id=request_made.pk, asked_at=NOW, reason="All booked.", by=staff, now=LATER
    )

    assert TalkRequest.objects.get().status == "declined"
    assert mails() == [("ethics_officers.talk_declined", officer.email)]


def test_the_answer_goes_to_the_officer_of_the_day_when_who_asked_has_left(
    item, request_made, officer, staff
):
    officer.role_assignments.update(ends_on=NOW.date())
    successor = person_with_role(Role.ETHICS_OFFICER, item.plan.department).user

    actions.decline_talk_request(
        request_id=request_made.pk, asked_at=NOW, reason="All booked.", by=staff, now=LATER
    )

    assert mails() == [("ethics_officers.talk_declined", successor.email)]


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ETHICS_OFFICER, Role.ICAC_STAFF])
def test_answers_are_refused_to_others_than_staff_of_the_organisation(request_made, role):
    stranger = person_with_role(role).user

    with pytest.raises(PermissionRefused):
        actions.decline_talk_request(
            request_id=request_made.pk, asked_at=NOW, reason="No.", by=stranger, now=LATER
        )
    with pytest.raises(PermissionRefused):
        actions.answer_talk_request(
            request_id=request_made.pk, asked_at=NOW, answer="What?", by=stranger, now=LATER
        )
    with pytest.raises(PermissionRefused):
        accept(request_made, stranger)


def test_programme_staff_answer_for_any_organisation(request_made):
    programme_staff = person_with_role(Role.PROGRAMME_STAFF).user

    assert accept(request_made, programme_staff).status == "accepted"


# Withdrawing ------------------------------------------------------------------------------------


def test_withdraw_tells_the_staff_and_can_be_repeated(request_made, officer, staff):
    for _again in range(2):
        actions.withdraw_talk_request(request_id=request_made.pk, by=officer, now=LATER)

    assert TalkRequest.objects.get().status == "withdrawn"
    assert mails() == [("ethics_officers.talk_withdrawn", staff.email)]


def test_withdraw_is_refused_once_it_is_accepted(request_made, officer, staff):
    accept(request_made, staff)

    with pytest.raises(TalkRequestRefused, match="accepted this request"):
        actions.withdraw_talk_request(request_id=request_made.pk, by=officer, now=LATER)


def test_nothing_answers_what_was_withdrawn(request_made, officer, staff):
    actions.withdraw_talk_request(request_id=request_made.pk, by=officer, now=LATER)

    with pytest.raises(TalkRequestRefused, match="withdrew this request"):
        accept(request_made, staff)


# Accepting --------------------------------------------------------------------------------------


def test_accept_makes_a_published_session_for_the_department_that_serves_the_item(
    item, request_made, officer, staff, icac
):
    TalkRequest.objects.update(levels=[Level.JUNIOR])

    request = accept(request_made, staff)

    session = Session.objects.get()
    assert (request.status, request.session) == ("accepted", session)
    assert (session.status, session.organiser, session.capacity) == ("published", icac, 60)
    assert (session.starts_at, session.ends_at) == (
        STARTS[0],
        STARTS[0] + dt.timedelta(minutes=90),
    )
    assert session.closes_at == at("2026-12-06", "17:00")
    assert list(session.audience.departments.all()) == [item.plan.department]
    assert session.audience.levels == [Level.JUNIOR]
    assert list(PlanItemSession.objects.values_list("item", "session")) == [(item.pk, session.pk)]
    assert ("ethics_officers.talk_accepted", officer.email) in mails()


def test_accept_holds_venue_and_speaker(request_made, staff):
    session = accept(request_made, staff).session

    meeting = session.meetings.get()
    assert meeting.holds_venue is True
    assert meeting.engagements.get().holds_speaker is True


def test_accept_with_a_draft_holds_nothing_yet(request_made, staff):
    session = accept(request_made, staff, is_published=False).session

    assert session.status == "draft"
    assert session.meetings.get().holds_venue is False


def test_accept_at_the_department_registers_its_place_as_a_venue_held_once(
    item, request_made, staff
):
    TalkRequest.objects.update(place="Room 302")

    session = accept(request_made, staff, venue=None).session

    venue = session.meetings.get().venue
    department = item.plan.department
    assert venue.name_en == f"{department.name_en}: Room 302"
    assert venue.name_zh_hant == f"{department.name_zh_hant}：Room 302"
    assert venue.capacity == 60


def test_accept_at_the_department_takes_the_venue_there_is_and_widens_it(item, request_made, staff):
    TalkRequest.objects.update(place="Room 302")
    name = f"{item.plan.department.name_en}: Room 302"
    known = VenueFactory(name_en=name, capacity=40)

    accept(request_made, staff, venue=None)

    assert Venue.objects.get(name_en=name) == known
    assert Venue.objects.get(pk=known.pk).capacity == 60


def test_accept_needs_a_place_or_a_link(request_made, staff):
    with pytest.raises(TalkRequestRefused, match="named no place"):
        accept(request_made, staff, venue=None)

    assert accept(request_made, staff, venue=None, link="https://meet.example/1").session


def test_accept_on_a_near_day_lets_people_register_until_it_begins(request_made, staff):
    tomorrow = at("2026-11-23", "14:30")

    session = accept(request_made, staff, starts_at=tomorrow).session

    assert session.closes_at == tomorrow


def test_accept_refuses_a_date_gone_by(request_made, staff):
    with pytest.raises(TalkRequestRefused, match="is in the past"):
        accept(request_made, staff, starts_at=at("2026-11-20", "14:30"))


def test_accept_names_the_clash_of_a_speaker_and_leaves_everything_as_it_was(request_made, staff):
    speaker = SpeakerFactory(name_en="LEE Siu-yuk")
    other = SessionFactory(starts_at=STARTS[0], title_en="Another talk")
    EngagementFactory(meeting=other.meetings.get(), speaker=speaker, holds_speaker=True)

    with pytest.raises(SpeakerTaken, match=r"LEE Siu-yuk .* “Another talk”"):
        accept(request_made, staff, speakers=[speaker])

    assert TalkRequest.objects.get().status == "asked"
    assert Session.objects.get() == other

    reason = "Both are in the same building."
    session = accept(request_made, staff, speakers=[speaker], override_reason=reason).session
    assert session.meetings.get().engagements.get().override_reason == reason


def test_accepting_twice_gives_the_same_session_and_one_mail(request_made, officer, staff):
    accept(request_made, staff)

    accept(request_made, staff)

    assert Session.objects.count() == 1
    assert mails() == [("ethics_officers.talk_accepted", officer.email)]


def test_accept_after_a_colleague_is_refused_with_the_name(request_made, staff, icac):
    accept(request_made, staff)
    colleague = person_with_role(Role.ICAC_STAFF, posting__department=icac).user

    with pytest.raises(TalkRequestRefused) as refused:
        accept(request_made, colleague)

    assert str(refused.value) == (
        f"{staff.person} accepted this request on 22 November 2026, 13:00. "
        "Its session is in the schedule."
    )


def test_an_item_keeps_its_status_when_its_talk_is_accepted(item, request_made, staff):
    accept(request_made, staff)

    assert PlanItem.objects.get().status == "planned"
