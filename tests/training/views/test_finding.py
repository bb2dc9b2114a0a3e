"""Finding a session, taking a place, giving it back, and one's record."""

import pytest
import time_machine
from django.urls import reverse

from people.models import Level
from people.roles import Role
from tests.clock import NOW, at
from tests.factories import (
    AudienceFactory,
    CourseFactory,
    PersonFactory,
    SessionFactory,
    TopicFactory,
    person_with_role,
)
from training import actions
from training.models import Attendance, Meeting, Registration

pytestmark = pytest.mark.django_db

LIST = reverse("training:session-list")


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def person():
    return PersonFactory()


def titles(response):
    return [row.session.title_en for _, rows in response.context["months"] for row in rows]


def test_list_shows_upcoming_sessions_that_are_open_to_the_person(sign_in, person):
    shown = SessionFactory()
    SessionFactory(draft=True)
    SessionFactory(cancelled=True)
    SessionFactory(starts_at=at("2026-11-20"))
    SessionFactory(audience=AudienceFactory(levels=[Level.SENIOR]))

    response = sign_in(person).get(LIST)

    assert titles(response) == [shown.title_en]


def test_list_leaves_out_sessions_of_other_departments(sign_in, person):
    mine, theirs = SessionFactory(), SessionFactory()
    mine.audience.departments.add(person.postings.get().department)
    theirs.audience.departments.add(PersonFactory().postings.get().department)

    assert titles(sign_in(person).get(LIST)) == [mine.title_en]


def test_list_offers_staff_only_what_they_can_take_themselves(sign_in):
    staff = person_with_role(Role.PROGRAMME_STAFF, posting__level=Level.MIDDLE)
    SessionFactory(audience=AudienceFactory(levels=[Level.SENIOR]))

    assert titles(sign_in(staff).get(LIST)) == []


@pytest.mark.parametrize("words", ["利益衝突", "利益冲突", "INTEREST", "conflict supervisors"])
def test_list_finds_in_both_languages_and_both_scripts(sign_in, person, words):
    found = SessionFactory()
    SessionFactory(
        course__title_en="Procurement", course__title_zh_hant="採購", course__title_zh_hans="采购"
    )

    assert titles(sign_in(person).get(LIST, {"q": words})) == [found.title_en]


def test_list_filters_by_topic_kind_language_and_seats(sign_in, person):
    topic, course = TopicFactory(), CourseFactory(kind="webinar")
    course.topics.add(topic)
    wanted = SessionFactory(course=course, language="english")
    SessionFactory()
    SessionFactory(course=course, language="english", capacity=1, places_taken=1)
    filters = {"topic": topic.pk, "kind": "webinar", "language": "english", "seats": "on"}

    assert titles(sign_in(person).get(LIST, filters)) == [wanted.title_en]


def test_list_answers_htmx_with_the_results_alone(sign_in, person):
    SessionFactory()

    response = sign_in(person).get(LIST, headers={"HX-Request": "true"})

    assert b"<html" not in response.content
    assert b'id="results"' in response.content


def test_list_takes_the_same_number_of_queries_for_one_session_and_for_three(
    sign_in, person, django_assert_num_queries
):
    client = sign_in(person)
    for _ in range(2):
        SessionFactory.create_batch(1 if not Meeting.objects.exists() else 2)
        with django_assert_num_queries(9):
            client.get(LIST)


def test_detail_shows_seats_and_a_button(sign_in, person):
    session = SessionFactory(capacity=5)

    response = sign_in(person).get(reverse("training:session-detail", args=[session.pk]))

    assert b"5 seats left" in response.content
    assert reverse("training:registration-create", args=[session.pk]).encode() in response.content


def test_detail_shows_the_link_only_to_those_who_have_a_place(sign_in, person):
    session = SessionFactory()
    session.meetings.update(link="https://meet.gov.example/42")
    address = reverse("training:session-detail", args=[session.pk])
    client = sign_in(person)

    before = client.get(address).content
    actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)
    after = client.get(address).content

    assert b"https://meet.gov.example/42" not in before
    assert b"https://meet.gov.example/42" in after


def test_detail_of_a_draft_or_of_a_session_for_others_is_absent(sign_in, person):
    for session in (
        SessionFactory(draft=True),
        SessionFactory(audience=AudienceFactory(levels=[Level.SENIOR])),
    ):
        address = reverse("training:session-detail", args=[session.pk])

        assert sign_in(person).get(address).status_code == 404


def test_registering_leads_back_to_the_session_and_says_so(sign_in, person):
    session = SessionFactory()

    response = sign_in(person).post(
        reverse("training:registration-create", args=[session.pk]), follow=True
    )

    assert response.redirect_chain == [(reverse("training:session-detail", args=[session.pk]), 302)]
    assert b"You have a place. A confirmation is on its way by mail." in response.content
    assert session.registrations.get().person == person


def test_registering_for_a_full_session_says_which_in_the_waiting_list(sign_in, person):
    session = SessionFactory(capacity=1)
    other = PersonFactory()
    actions.register(session_id=session.pk, person=other, by=other.user, now=NOW)

    response = sign_in(person).post(
        reverse("training:registration-create", args=[session.pk]), follow=True
    )

    assert b"The session is full. You are number 1 in the waiting list." in response.content


def test_a_form_opened_before_the_closing_time_and_sent_after_it_is_refused_in_words(
    sign_in, person
):
    session = SessionFactory()

    with time_machine.travel(session.closes_at, tick=False):
        response = sign_in(person).post(reverse("training:registration-create", args=[session.pk]))

    assert response.status_code == 422
    assert "Registration closed on 30 November 2026, 09:30." in response.content.decode()
    assert Registration.objects.count() == 0


def test_registering_for_a_session_one_cannot_see_is_absent(sign_in, person):
    session = SessionFactory(draft=True)

    response = sign_in(person).post(reverse("training:registration-create", args=[session.pk]))

    assert response.status_code == 404


def test_cancelling_asks_first_and_then_does_it(sign_in, person):
    session = SessionFactory()
    registration = actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)
    address = reverse("training:registration-cancel", args=[registration.pk])
    client = sign_in(person)

    asked = client.get(address)
    done = client.post(address)

    assert b"You give up your place" in asked.content
    assert done.status_code == 302
    registration.refresh_from_db()
    assert registration.status == Registration.Status.CANCELLED


def test_cancelling_after_the_start_is_refused_in_words(sign_in, person):
    session = SessionFactory()
    registration = actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)

    with time_machine.travel(session.starts_at, tick=False):
        response = sign_in(person).post(
            reverse("training:registration-cancel", args=[registration.pk])
        )

    assert response.status_code == 422
    assert "so the registration stands as it is." in response.content.decode()


def test_cancelling_for_somebody_else_is_absent_even_for_staff(sign_in, person):
    session = SessionFactory()
    registration = actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)
    address = reverse("training:registration-cancel", args=[registration.pk])

    for other in (PersonFactory(), person_with_role(Role.PROGRAMME_STAFF)):
        assert sign_in(other).post(address).status_code == 404


def test_record_shows_what_is_to_come_and_what_was(sign_in, person):
    past = SessionFactory(starts_at=at("2026-11-20"), status="held")
    held = past.registrations.create(
        person=person,
        status="confirmed",
        registered_at=NOW,
        registered_by=person.user,
        confirmed_at=NOW,
    )
    Attendance.objects.create(
        meeting=past.meetings.get(),
        registration=held,
        status="present",
        marked_at=NOW,
        marked_by=person.user,
    )
    session = SessionFactory()
    coming = actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)

    response = sign_in(person).get(reverse("training:my-record"))

    assert response.context["upcoming"] == [coming]
    assert response.context["past"] == [held]
    assert b"Present" in response.content


def test_record_takes_the_same_number_of_queries_for_one_registration_and_for_three(
    sign_in, person, django_assert_num_queries
):
    client = sign_in(person)
    for count in (1, 2):
        for session in SessionFactory.create_batch(count):
            actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)
        with django_assert_num_queries(7):
            client.get(reverse("training:my-record"))
