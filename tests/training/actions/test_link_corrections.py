"""Correcting the link of a published session: who is told, once, and when that is refused."""

import datetime as dt

import pytest

from core.errors import PermissionRefused
from core.models import AuditEntry
from notifications.emails import Mail, Unwanted, compose
from notifications.models import Message
from people.roles import Role
from tests.clock import NOW, at
from tests.factories import MeetingFactory, PersonFactory, SessionFactory, person_with_role
from training import actions
from training.models import Session
from training.rules import SchedulingRefused

pytestmark = pytest.mark.django_db

WRONG, RIGHT = "https://meet.example/wrong", "https://meet.example/right"
LATER = NOW + dt.timedelta(minutes=1)


@pytest.fixture
def staff():
    return person_with_role(Role.PROGRAMME_STAFF).user


@pytest.fixture
def webinar():
    session = SessionFactory(capacity=1)
    session.meetings.update(link=WRONG)
    return session


def register(session):
    person = PersonFactory()
    return actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)


def correct(session, by, link=RIGHT, now=NOW):
    links = dict.fromkeys(session.meetings.values_list("pk", flat=True), link)
    return actions.correct_links(session_id=session.pk, links=links, by=by, now=now)


def told():
    return Message.objects.filter(kind="training.link_corrected").order_by("pk")


def composed(messages):
    return [each for _, each in compose(list(messages.select_related("recipient")), NOW)]


def test_who_has_a_place_is_told_once_and_who_waits_is_not(staff, webinar):
    confirmed, waiting = register(webinar), register(webinar)

    for _ in range(2):
        correct(webinar, staff)

    [message] = told()
    assert message.recipient == confirmed.person.user
    [mail] = composed(told())
    assert isinstance(mail, Mail)
    assert mail.subject.startswith("New link for joining: ")
    assert RIGHT in mail.text
    assert WRONG not in mail.text
    assert RIGHT.encode() in mail.calendar
    waiting.refresh_from_db()
    confirmed.refresh_from_db()
    assert (confirmed.calendar_sequence, waiting.calendar_sequence) == (1, 0)
    [entry] = AuditEntry.objects.filter(action="training.links_corrected")
    assert entry.details == {"meetings": [webinar.meetings.get().pk]}


def test_of_two_corrections_before_the_mail_is_sent_the_last_is_told(staff, webinar):
    register(webinar)
    correct(webinar, staff, link="https://meet.example/wrong-again")
    correct(webinar, staff, now=LATER)

    outcomes = {message.created_at: outcome for message, outcome in compose(list(told()), NOW)}
    assert isinstance(outcomes[NOW], Unwanted)
    assert RIGHT in outcomes[LATER].text


def test_several_links_are_told_in_one_mail(staff, webinar):
    MeetingFactory(
        session=webinar, starts_at=at("2026-12-02"), ends_at=at("2026-12-02", "12:30"), link=WRONG
    )
    register(webinar)

    correct(webinar, staff)

    [mail] = composed(told())
    assert mail.text.count(RIGHT) == 2


def test_who_gave_up_the_place_meanwhile_is_not_told(staff, webinar):
    registration = register(webinar)
    correct(webinar, staff)
    actions.cancel_registration(
        registration_id=registration.pk, by=registration.person.user, now=NOW
    )

    [outcome] = composed(told())
    assert isinstance(outcome, Unwanted)


def test_who_waits_is_still_told_of_a_move_that_came_before(staff, webinar):
    register(webinar)
    register(webinar)
    meeting = webinar.meetings.get()
    move = actions.MeetingMove(
        meeting_id=meeting.pk, starts_at=at("2026-12-08"), ends_at=at("2026-12-08", "12:30"),
        venue=meeting.venue, link=WRONG,
    )  # fmt: skip
    actions.reschedule_session(session_id=webinar.pk, moves=[move], by=staff, now=NOW)
    correct(webinar, staff)

    moved = composed(Message.objects.filter(kind="training.session_moved"))

    assert [type(each) for each in moved] == [Mail, Mail]


def test_a_link_is_not_taken_away_nor_given_nor_corrected_when_it_is_over(staff, webinar):
    with pytest.raises(SchedulingRefused, match="move the session"):
        correct(webinar, staff, link="")
    with pytest.raises(SchedulingRefused, match="is over, so its link stays"):
        correct(webinar, staff, now=at("2026-12-02"))
    webinar.meetings.update(link="")
    with pytest.raises(SchedulingRefused, match="move the session"):
        correct(webinar, staff)

    assert told().count() == 0


@pytest.mark.parametrize("status", [Session.Status.DRAFT, Session.Status.HELD])
def test_only_the_link_of_a_published_session_is_corrected(staff, status):
    session = SessionFactory(status=status)

    with pytest.raises(SchedulingRefused):
        correct(session, staff)


def test_who_does_not_run_the_session_corrects_nothing(webinar):
    for role in (Role.CIVIL_SERVANT, Role.AUDITOR, Role.ETHICS_OFFICER):
        with pytest.raises(PermissionRefused):
            correct(webinar, person_with_role(role).user)
