"""Staff's side of sessions."""

from html import unescape

import pytest
import time_machine
from django.urls import reverse

from people.models import Level
from people.roles import Role
from tests.clock import NOW, at
from tests.factories import (
    CourseFactory,
    EngagementFactory,
    MeetingFactory,
    PersonFactory,
    SessionFactory,
    VenueFactory,
    person_with_role,
)
from tests.training.views.forms import edit_address, errors_of, opened, session_form
from training import actions
from training.models import Session

pytestmark = pytest.mark.django_db

CREATE = reverse("training:session-create")


def manage_address(session):
    return reverse("training:session-manage", args=[session.pk])


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def staff(as_role):
    return as_role(Role.PROGRAMME_STAFF)


def test_new_session_begins_with_the_values_of_the_course(staff):
    course = CourseFactory(minutes=90, levels=[Level.SENIOR], capacity=25)

    initial = staff.get(CREATE, {"course": course.pk}).context["form"].initial

    assert (initial["title_en"], initial["capacity"]) == (course.title_en, 25)
    [meeting] = initial["meetings"]
    assert (str(meeting["starts"]), str(meeting["ends"])) == ("09:30:00", "11:00:00")
    assert initial["levels"] == [Level.SENIOR]


def test_new_session_is_proposed_for_a_working_day_two_weeks_ahead_or_later(staff):
    initial = staff.get(CREATE, {"course": CourseFactory().pk}).context["form"].initial

    assert str(initial["meetings"][0]["date"]) == "2026-12-07"


def test_new_session_is_saved_as_a_draft(staff):
    response = staff.post(CREATE, session_form())

    session = Session.objects.get()
    assert response.status_code == 302
    assert response.url == manage_address(session)
    assert session.status == Session.Status.DRAFT
    assert (session.starts_at, session.ends_at) == (at("2026-12-01"), at("2026-12-01", "12:30"))


def test_new_session_can_be_published_at_once(staff):
    staff.post(CREATE, session_form(publish="1"))

    assert Session.objects.get().status == Session.Status.PUBLISHED


def test_publishing_at_once_into_a_taken_venue_keeps_the_draft_and_says_who_holds_it(staff):
    venue = VenueFactory(name_en="Room 3", capacity=60)
    MeetingFactory(session=SessionFactory(meeting=None), venue=venue)

    typed = session_form(publish="1", **{"meetings-0-venue": venue.pk})
    response = staff.post(CREATE, typed, follow=True)

    draft = Session.objects.get(status=Session.Status.DRAFT)
    assert response.redirect_chain[-1] == (manage_address(draft), 302)
    assert "Room 3 is taken from 1 December 2026, 09:30 to 12:30" in response.content.decode()


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        (
            {"meetings-0-ends": "09:00"},
            "meetings-0-ends",
            "It ends before it begins. Choose a later time.",
        ),
        (
            {"closes-kind": "moment", "closes-moment": "2026-12-02T17:00"},
            "closes-moment",
            "Close registration before the session begins.",
        ),
        (
            {"opens-kind": "days", "opens-days": "1", "opens-at": "17:00"},
            "opens-days",
            "Open registration before it closes.",
        ),
        ({"capacity": "0"}, "capacity", "Offer at least one seat."),
        (
            {"meetings-0-date": "soon"},
            "meetings-0-date",
            "This is not a date. Write it such as 2026-12-01.",
        ),
        ({"minimum": "31"}, "minimum", "Ask for no more people than there are seats."),
        ({"closes-days": ""}, "closes-days", "Say how many days before."),
        ({"closes-kind": "moment"}, "closes-moment", "Give a date and a time."),
        (
            {"cancel-kind": "moment", "cancel-moment": "2026-12-02T09:00"},
            "cancel-moment",
            "Choose a moment before the session begins.",
        ),
    ],
)
def test_a_wrong_input_says_what_is_wrong_and_keeps_what_was_typed(staff, changes, field, sentence):
    response = staff.post(CREATE, session_form(title_en="My own title", **changes))

    assert response.status_code == 422
    assert errors_of(response) == {field: [sentence]}
    assert 'value="My own title"' in response.content.decode()
    assert Session.objects.count() == 0


def test_check_tells_of_a_clash_and_offers_free_venues(staff):
    venue = VenueFactory(name_en="Room 3")
    free = VenueFactory(name_en="Room 5", capacity=35)
    VenueFactory(name_en="Too small", capacity=10)
    other = SessionFactory(meeting=None)
    MeetingFactory(session=other, venue=venue)

    response = staff.get(
        reverse("training:session-check"), session_form(**{"meetings-0-venue": venue.pk})
    )

    [checks] = response.context["checks"].meetings
    assert checks.clash.session == other
    assert checks.suggestions[0] == free
    assert "Room 3 is taken 09:30–12:30" in response.content.decode()


def test_check_counts_whom_the_session_is_for(staff):
    PersonFactory.create_batch(3, posting__level=Level.JUNIOR)

    response = staff.get(reverse("training:session-check"), session_form(levels=["junior"]))

    assert response.context["checks"].persons == 3


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_of_a_century_that_nobody_means_is_refused_and_harms_no_check(staff, day):
    typed = session_form(**{"meetings-0-date": day})

    checked = staff.get(reverse("training:session-check"), typed)
    posted = staff.post(CREATE, typed)

    assert checked.status_code == 200
    assert posted.status_code == 422
    assert "Choose a date from 1990 to 2099." in unescape(posted.content.decode())


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_schedule_says_that_a_day_of_another_age_cannot_be_meant(staff, day):
    for name in ("starts_from", "starts_to"):
        response = staff.get(reverse("training:schedule"), {name: day})
        assert b"Choose a date from 1990 to 2099." in response.content


def test_check_of_an_empty_form_says_nothing(staff):
    response = staff.get(reverse("training:session-check"))

    assert response.status_code == 200
    assert "agenda" not in response.content.decode()


def test_editing_to_fewer_places_than_are_taken_asks_what_becomes_of_the_last_ones(staff):
    session = SessionFactory(capacity=2)
    first, last = PersonFactory.create_batch(2)
    for person in (first, last):
        actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)
    address, typed = edit_address(session), opened(staff, session, capacity="1")

    asked = staff.post(address, {**typed, "title_en": "A better title"})
    done = staff.post(address, {**typed, "excess": "move", "excess_count": "1"})

    assert asked.status_code == 422
    assert asked.context["form"].errors["capacity"] == [
        "1 person has a place beyond that many. Say what is to become of it."
    ]
    assert asked.context["form"]["title_en"].value() == "A better title"
    assert [registration.person for registration in asked.context["last_in"]] == [last]
    assert b'name="excess_count"' in asked.content
    assert done.status_code == 302
    assert session.registrations.waiting().get().person == last


def test_editing_to_fewer_places_asks_again_if_more_have_come_meanwhile(staff):
    session = SessionFactory(capacity=3)
    for person in PersonFactory.create_batch(3):
        actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)
    answer = {"capacity": "1", "excess": "move", "excess_count": "1"}

    response = staff.post(edit_address(session), opened(staff, session, **answer))

    assert response.status_code == 422
    assert len(response.context["last_in"]) == 2
    assert session.registrations.waiting().count() == 0


def test_calling_off_asks_for_a_reason_and_says_whom_it_touches(staff):
    session = SessionFactory()
    person = PersonFactory()
    actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)
    address = reverse("training:session-cancel", args=[session.pk])

    asked = staff.get(address).content.decode()
    without = staff.post(address, {"reason": " "})
    done = staff.post(address, {"reason": "Typhoon"})

    assert "1 registered and 0 waiting are told by mail" in asked
    assert without.status_code == 422
    assert done.status_code == 302
    session.refresh_from_db()
    assert session.status == Session.Status.CANCELLED


def test_concluding_too_early_is_refused_in_words(staff):
    session = SessionFactory()

    address = reverse("training:session-conclude", args=[session.pk])
    response = staff.post(address, follow=True)

    assert response.redirect_chain == [(manage_address(session), 302)]
    assert "The session ends on 1 December 2026, 12:30." in response.content.decode()


def test_schedule_shows_staff_every_session_and_a_speaker_those_spoken_at(sign_in, staff):
    draft, other = SessionFactory(draft=True), SessionFactory()
    speaker = person_with_role(Role.SPEAKER)
    EngagementFactory(meeting=other.meetings.get(), speaker=speaker.speaker)
    address = reverse("training:schedule")

    of_staff = [row.record for row in staff.get(address).context["table"].rows]
    of_speaker = [row.record for row in sign_in(speaker).get(address).context["table"].rows]

    assert set(of_staff) == {draft, other}
    assert of_speaker == [other]


def test_schedule_begins_with_what_is_to_come_and_keeps_to_it_when_sorted(staff):
    past, coming = SessionFactory(starts_at=at("2026-11-20")), SessionFactory()
    address = reverse("training:schedule")

    def shown(**query):
        return {row.record for row in staff.get(address, query).context["table"].rows}

    assert shown() == {coming}
    assert shown(sort="title") == {coming}
    assert shown(when="") == {past, coming}


def test_schedule_filters_by_day_and_status(staff):
    SessionFactory(draft=True)
    wanted = SessionFactory()
    SessionFactory(starts_at=at("2026-12-20"))
    filters = {"status": "published", "starts_from": "2026-12-01", "starts_to": "2026-12-01"}

    table = staff.get(reverse("training:schedule"), filters).context["table"]

    assert [row.record for row in table.rows] == [wanted]


def test_schedule_takes_the_same_number_of_queries_for_one_session_and_for_three(
    staff, django_assert_num_queries
):
    for count in (1, 2):
        SessionFactory.create_batch(count)
        with django_assert_num_queries(4):
            staff.get(reverse("training:schedule"))


def test_session_of_another_speaker_is_absent(sign_in):
    session = SessionFactory()

    response = sign_in(person_with_role(Role.SPEAKER)).get(manage_address(session))

    assert response.status_code == 404


def test_manage_page_shows_why_people_cancelled_late(staff):
    session = SessionFactory(cancel_by=NOW)
    person = PersonFactory()
    registration = actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)
    actions.cancel_registration(
        registration_id=registration.pk, by=person.user, now=NOW, reason="Called to court."
    )

    response = staff.get(manage_address(session))

    assert b"Called to court." in response.content


def test_manage_page_shows_a_long_waiting_list_page_by_page(staff):
    session = SessionFactory(capacity=1)
    for person in PersonFactory.create_batch(52):
        actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)
    address = reverse("training:session-manage", args=[session.pk])

    first = staff.get(address, {"page": "1"})
    second = staff.get(address, {"page": "1", "waiting_page": "2"})

    assert len(first.context["waiting"].object_list) == 50
    assert b'href="?page=1&amp;waiting_page=2#waiting-list"' in first.content
    [last] = second.context["waiting"].object_list
    assert f"51. {last.person}" in " ".join(second.content.decode().split())
    assert len(second.context["confirmed"].object_list) == 1


def test_manage_page_takes_the_same_number_of_queries_for_one_registration_and_for_three(
    staff, django_assert_num_queries
):
    session = SessionFactory()
    for count in (1, 2):
        for person in PersonFactory.create_batch(count):
            actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)
        with django_assert_num_queries(19):
            staff.get(manage_address(session))
