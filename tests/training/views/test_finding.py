"""Finding a session, taking a place, giving it back, and one's record."""

import pytest
import time_machine
from django.urls import reverse

from core.models import GeneralHoliday
from people.models import Level
from people.roles import Role
from tests.clock import NOW, at
from tests.factories import (
    AudienceFactory,
    CourseFactory,
    DepartmentFactory,
    MeetingFactory,
    PersonFactory,
    PublicationFactory,
    SessionFactory,
    TopicFactory,
    person_with_role,
)
from tests.pages import words
from tests.publications.factories import publication_for
from training import actions
from training.models import Meeting

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
    return [row.title for _, rows in response.context["months"] for row in rows]


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
        with django_assert_num_queries(5):
            client.get(LIST)


def test_list_of_two_hundred_sessions_is_light(sign_in, person):
    SessionFactory.create_batch(30, course=CourseFactory())
    client = sign_in(person)

    response = client.get(LIST)

    assert len(response.content) <= 60_000
    assert response.context["page"].paginator.count == 30
    assert len(titles(response)) == 25
    assert len(titles(client.get(LIST, {"page": 2}))) == 5


@pytest.mark.parametrize("page", ["0", "-1", "3", "99999999999999999999", "many"])
def test_list_shows_a_page_there_is_for_one_that_there_is_not(sign_in, person, page):
    SessionFactory.create_batch(26, course=CourseFactory())

    response = sign_in(person).get(LIST, {"page": page})

    assert len(titles(response)) in {1, 25}


def test_list_shows_the_seats_of_this_moment_to_each_as_they_stand(sign_in, person):
    session, other = SessionFactory(capacity=2), PersonFactory()
    seats = {"free": "2 seats left", "taken": "1 seat left"}

    before = sign_in(person).get(LIST).content.decode()
    actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)
    mine = sign_in(person).get(LIST).content.decode()
    theirs = sign_in(other).get(LIST).content.decode()

    assert (seats["free"] in before, seats["taken"] in before) == (True, False)
    assert (seats["taken"] in mine, "Registered" in mine) == (True, True)
    assert (seats["taken"] in theirs, "Registered" in theirs) == (True, False)


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


def test_detail_of_a_session_called_off_says_why_and_shows_no_link(sign_in, person):
    session = SessionFactory()
    session.meetings.update(link="https://meet.gov.example/42")
    actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)
    staff = person_with_role(Role.PROGRAMME_STAFF).user
    actions.cancel_session(session_id=session.pk, reason="Typhoon", by=staff, now=NOW)

    page = sign_in(person).get(reverse("training:session-detail", args=[session.pk]))

    assert "This session will not take place: Typhoon" in page.content.decode()
    assert b"https://meet.gov.example/42" not in page.content
    assert b"The link is shown" not in page.content


def test_detail_of_a_draft_or_of_a_session_for_others_is_absent(sign_in, person):
    for session in (
        SessionFactory(draft=True),
        SessionFactory(audience=AudienceFactory(levels=[Level.SENIOR])),
    ):
        address = reverse("training:session-detail", args=[session.pk])

        assert sign_in(person).get(address).status_code == 404


def test_detail_takes_few_queries_however_many_have_registered(
    sign_in, person, django_assert_num_queries
):
    session = SessionFactory(capacity=1)
    session.course.topics.add(TopicFactory())
    address = reverse("training:session-detail", args=[session.pk])
    client = sign_in(person)
    for other in (PersonFactory(), PersonFactory(), person):
        actions.register(session_id=session.pk, person=other, by=other.user, now=NOW)
        with django_assert_num_queries(7):
            client.get(address)


def test_detail_answers_htmx_with_the_place_alone_in_few_queries(
    sign_in, person, django_assert_num_queries
):
    session = SessionFactory(capacity=5)
    client = sign_in(person)

    with django_assert_num_queries(3):
        response = client.get(
            reverse("training:session-detail", args=[session.pk]), headers={"HX-Request": "true"}
        )

    assert b"5 seats left" in response.content
    assert b'id="place"' in response.content
    assert b"When and where" not in response.content


def test_pages_with_seats_are_not_shown_again_from_memory(sign_in, person):
    session = SessionFactory()
    client = sign_in(person)

    for address in (LIST, reverse("training:session-detail", args=[session.pk])):
        assert "no-store" in client.get(address)["Cache-Control"]


def test_list_filters_by_dates_and_by_where_it_is_held(sign_in, person):
    early, late = SessionFactory(), SessionFactory(starts_at=at("2026-12-08", "23:30"))
    late.meetings.update(link="https://meet.gov.example/42", venue=None, holds_venue=False)
    client = sign_in(person)

    def found(**filters):
        return titles(client.get(LIST, filters))

    assert found(starts_from="2026-12-02") == [late.title_en]
    assert found(starts_to="2026-12-08", starts_from="2026-12-08") == [late.title_en]
    assert found(starts_to="2026-12-07") == [early.title_en]
    assert found(mode="online") == [late.title_en]
    assert found(mode="venue") == [early.title_en]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_list_says_that_a_day_of_another_age_cannot_be_meant(sign_in, person, day):
    session = SessionFactory()
    client = sign_in(person)

    for name in ("starts_from", "starts_to"):
        response = client.get(LIST, {name: day})
        assert titles(response) == [session.title_en]
        assert b"Choose a date from 1990 to 2099." in response.content


@pytest.mark.parametrize(
    "nonsense",
    [{"starts_from": "soon"}, {"topic": "x"}, {"view": "week"}, {"month": "x"}, {"page": "x"}],
)
def test_list_leaves_out_filters_it_cannot_read(sign_in, person, nonsense):
    session = SessionFactory()

    assert titles(sign_in(person).get(LIST, nonsense)) == [session.title_en]


def days(response):
    """The days of the month view that have meetings, with their titles."""
    return {
        day.date.isoformat(): [row.title for _, row in day.meetings]
        for week in response.context["weeks"]
        for day in week
        if day.meetings
    }


def test_month_shows_each_meeting_on_its_day_and_leads_to_the_months_beside_it(sign_in, person):
    session = SessionFactory()
    MeetingFactory(
        session=session, starts_at=at("2026-12-15", "00:15"), ends_at=at("2026-12-15", "01:00")
    )
    SessionFactory(starts_at=at("2027-01-20"))

    response = sign_in(person).get(LIST, {"view": "month", "month": "2026-12", "kind": "workshop"})

    assert days(response) == {
        "2026-12-01": [session.title_en],
        "2026-12-15": [session.title_en],
    }
    text = response.content.decode()
    assert "?view=month&amp;month=2026-11&amp;kind=workshop" in text
    assert "?view=month&amp;month=2027-01&amp;kind=workshop" in text


@pytest.mark.parametrize("month", ["2026-13", "9999-12", "0001-01"])
def test_month_begins_with_this_one_and_offers_none_before_it(sign_in, person, month):
    session = SessionFactory(starts_at=at("2026-11-30"))

    response = sign_in(person).get(LIST, {"view": "month", "month": month})

    assert days(response) == {"2026-11-30": [session.title_en]}
    assert response.context["month_before"] is None


def test_month_names_the_general_holidays(sign_in, person):
    GeneralHoliday.objects.create(
        date=at("2026-12-25").date(),
        name_en="Christmas Day",
        name_zh_hant="聖誕節",
        name_zh_hans="圣诞节",
    )

    response = sign_in(person).get(LIST, {"view": "month", "month": "2026-12"})

    assert b"Christmas Day" in response.content


def test_month_takes_the_same_number_of_queries_for_one_session_and_for_three(
    sign_in, person, django_assert_num_queries
):
    client = sign_in(person)
    for count in (1, 2):
        SessionFactory.create_batch(count)
        with django_assert_num_queries(6):
            client.get(LIST, {"view": "month", "month": "2026-12"})


def test_a_session_says_what_to_read_before_to_whoever_may_read_it(sign_in):
    session = SessionFactory()
    open_to_all = PublicationFactory(title_en="Declare it early")
    hidden = publication_for(DepartmentFactory())
    session.course.publications.set([open_to_all, hidden])
    person = person_with_role(Role.CIVIL_SERVANT)

    response = sign_in(person).get(reverse("training:session-detail", args=[session.pk]))

    assert list(response.context["to_read"]) == [open_to_all]
    assert "To read before Declare it early" in words(response)
    assert hidden.title_en not in words(response)
