"""Home: each role finds what is due, and nothing that is not theirs."""

import re
from html import unescape

import pytest
import time_machine
from django.urls import reverse

from notifications.models import Message
from people.models import Department
from people.roles import Role
from tests.clock import NOW, at
from tests.ethics_officers.factories import DesignationFactory
from tests.factories import (
    DepartmentFactory,
    EngagementFactory,
    PersonFactory,
    SessionFactory,
    person_with_role,
)
from tests.publications.factories import CirculationFactory
from training.models import Registration

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon_on_a_sunday():
    with time_machine.travel(NOW, tick=False):
        yield


def confirmed(session, person):
    return Registration.objects.create(
        session=session,
        person=person,
        status=Registration.Status.CONFIRMED,
        registered_at=NOW,
        registered_by=person.user,
        confirmed_at=NOW,
    )


def waiting(session, person, number):
    return Registration.objects.create(
        session=session,
        person=person,
        status=Registration.Status.WAITING,
        registered_at=NOW,
        registered_by=person.user,
        waiting_number=number,
    )


def failed_message(person, key="training.reminder:1"):
    return Message.objects.create(
        key=key,
        kind="training.reminder",
        recipient=person.user,
        about_id=1,
        status=Message.Status.FAILED,
        reason="The mail server refused it.",
        created_at=NOW,
        due_at=NOW,
    )


def figures(response):
    schedule = response.context["schedule"]
    return len(schedule.today), len(schedule.this_week), schedule.drafts, schedule.full


def test_a_visitor_is_sent_to_sign_in(client):
    response = client.get("/")

    assert (response.status_code, response.url) == (302, "/accounts/login/?next=/")


@pytest.mark.parametrize("role", list(Role))
def test_everybody_who_is_signed_in_has_a_home(as_role, role):
    assert as_role(role).get(reverse("home")).status_code == 200


def test_somebody_without_any_role_has_a_home(sign_in):
    nobody = PersonFactory(posting=None)

    assert sign_in(nobody).get(reverse("home")).status_code == 200


def test_an_officer_sees_the_sessions_to_come_the_next_first(sign_in):
    officer = PersonFactory()
    later = confirmed(SessionFactory(starts_at=at("2026-12-08")), officer)
    next_one = confirmed(SessionFactory(starts_at=at("2026-12-01")), officer)
    confirmed(SessionFactory(starts_at=at("2026-11-20")), officer)
    confirmed(SessionFactory(starts_at=at("2026-12-02"), cancelled=True), officer)
    confirmed(SessionFactory(starts_at=at("2026-12-03")), PersonFactory())

    own = sign_in(officer).get("/").context["own"]

    assert own.confirmed == [next_one, later]
    assert own.waiting == []


def test_an_officer_sees_the_place_in_the_waiting_list_without_the_gaps(sign_in):
    session = SessionFactory(waiting_count=3)
    waiting(session, PersonFactory(), 3)
    officer = PersonFactory()
    mine = waiting(session, officer, 8)
    waiting(session, PersonFactory(), 9)

    response = sign_in(officer).get("/")

    assert [(each, each.place) for each in response.context["own"].waiting] == [(mine, 2)]
    assert "2nd of 3 in the waiting list" in response.content.decode()


def test_an_officer_without_a_session_is_shown_where_to_find_one(as_role):
    page = as_role(Role.CIVIL_SERVANT).get("/").content.decode()

    assert "You have not registered for a session." in page
    assert reverse("training:session-list") in page


@pytest.mark.parametrize("role", [Role.PROGRAMME_STAFF, Role.ICAC_STAFF, Role.AUDITOR])
def test_overseers_see_how_many_departments_have_no_ethics_officer(sign_in, role):
    held = DesignationFactory()
    person = person_with_role(role, posting__department=held.department)
    DesignationFactory(ends_on=NOW.date())

    response = sign_in(person).get("/")

    assert response.context["posts_vacant"] == 1
    assert reverse("ethics_officers:register") + "?state=vacant" in response.text


def test_others_see_nothing_of_vacancies(as_role):
    for role in (Role.CIVIL_SERVANT, Role.ETHICS_OFFICER, Role.ADMINISTRATOR):
        assert "posts_vacant" not in as_role(role).get("/").context


def test_an_officer_sees_nothing_of_the_schedule_or_of_messages(as_role):
    SessionFactory(draft=True)
    failed_message(PersonFactory())

    context = as_role(Role.CIVIL_SERVANT).get("/").context

    assert "schedule" not in context
    assert "failed_messages" not in context


@pytest.mark.parametrize("role", [Role.PROGRAMME_STAFF, Role.ICAC_STAFF, Role.AUDITOR])
def test_staff_see_today_the_week_drafts_and_full_sessions(as_role, role):
    SessionFactory(starts_at=at("2026-11-22", "08:00"))
    SessionFactory(starts_at=at("2026-11-23"), waiting_count=2)
    SessionFactory(starts_at=at("2026-11-29", "23:00"))
    SessionFactory(starts_at=at("2026-11-30", "00:00"))
    SessionFactory(starts_at=at("2026-11-21", "23:00"), waiting_count=1)
    SessionFactory(starts_at=at("2026-11-24"), draft=True)

    assert figures(as_role(role).get("/")) == (1, 2, 1, 1)


def test_staff_see_how_many_messages_failed_but_for_those_sent_again(as_role):
    failed_message(PersonFactory())
    failed_message(PersonFactory(), key="training.reminder:2")
    again = failed_message(PersonFactory(), key="training.reminder:3")
    failed_message(again.recipient.person, key=again.resend_key)

    assert as_role(Role.PROGRAMME_STAFF).get("/").context["failed_messages"] == 3


def test_every_figure_of_the_staff_opens_a_list_of_as_many(as_role):
    SessionFactory(starts_at=at("2026-11-22", "08:00"))
    SessionFactory(starts_at=at("2026-11-22", "20:00"), draft=True)
    SessionFactory(starts_at=at("2026-11-20"), draft=True)
    SessionFactory(starts_at=at("2026-11-22", "20:00"), cancelled=True)
    for day in ("2026-11-23", "2026-11-24", "2026-11-25"):
        SessionFactory(starts_at=at(day), waiting_count=2)
    SessionFactory(starts_at=at("2026-11-22", "11:00"), waiting_count=2)
    for number in range(4):
        failed_message(PersonFactory(), key=f"training.reminder:{number}")
    failed_message(PersonFactory(), key=Message.objects.first().resend_key)
    DesignationFactory(ends_on=NOW.date())
    CirculationFactory(), CirculationFactory(draft=True)
    client = as_role(Role.PROGRAMME_STAFF)
    vacant = Department.objects.count()

    page = client.get("/").content.decode()

    figures = re.findall(r'<a class="figure-value" href="([^"]+)">(\d+)</a>', page)
    opened = [client.get(unescape(address)).context["table"] for address, _ in figures]
    assert [int(number) for _, number in figures] == [2, 2, 3, vacant, 1, 4, 0, 0, 0]
    assert [len(table.rows) for table in opened] == [2, 2, 3, vacant, 1, 4, 0, 0, 0]


def test_only_those_who_may_schedule_are_invited_to(as_role):
    address = reverse("training:session-create")

    assert address in as_role(Role.PROGRAMME_STAFF).get("/").content.decode()
    assert address not in as_role(Role.AUDITOR).get("/").content.decode()


@pytest.mark.parametrize(
    "role", [Role.ETHICS_OFFICER, Role.ASSISTANT_ETHICS_OFFICER, Role.TRAINING_COORDINATOR]
)
def test_who_works_for_a_department_sees_its_people_and_their_places(sign_in, role):
    department = DepartmentFactory()
    officer = person_with_role(role, department)
    colleague = PersonFactory(posting__department=department)
    stranger = PersonFactory()
    session = SessionFactory()
    for person in (colleague, stranger):
        confirmed(session, person)
    confirmed(SessionFactory(starts_at=at("2026-11-20")), colleague)

    departments = sign_in(officer).get("/").context["departments"]

    assert [(each, each.people, each.places) for each in departments] == [(department, 2, 1)]


def test_a_speaker_sees_where_to_speak(sign_in):
    speaker = person_with_role(Role.SPEAKER)
    session, elsewhere = SessionFactory(), SessionFactory()
    EngagementFactory(meeting=session.meetings.get(), speaker=speaker.speaker)
    EngagementFactory(meeting=elsewhere.meetings.get())

    assert sign_in(speaker).get("/").context["engagements"] == [session]


def test_home_takes_the_same_queries_for_one_row_and_for_three(
    sign_in, django_assert_max_num_queries, django_assert_num_queries
):
    staff = person_with_role(Role.PROGRAMME_STAFF)
    client = sign_in(staff)

    def one_more(day):
        confirmed(SessionFactory(starts_at=at(day)), staff)
        SessionFactory(starts_at=at(day), draft=True)
        SessionFactory(starts_at=at(day), waiting_count=1)

    one_more("2026-11-23")
    with django_assert_max_num_queries(30) as counted:
        client.get("/")
    one_more("2026-11-24")
    one_more("2026-11-25")

    with django_assert_num_queries(len(counted.captured_queries)):
        client.get("/")


def test_home_does_not_take_a_post(as_role):
    assert as_role(Role.CIVIL_SERVANT).post("/").status_code == 405
