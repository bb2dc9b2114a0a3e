"""Who is due: the report by department, the people behind it, Home, and where there are seats."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from core.models import AuditEntry
from people.models import Level
from people.roles import Role
from tests.clock import NOW, TODAY
from tests.factories import (
    AudienceFactory,
    CourseFactory,
    DepartmentFactory,
    PersonFactory,
    PostingFactory,
    RequirementFactory,
    SessionFactory,
    person_with_role,
)
from tests.files import csv_rows
from tests.queries import queries_of
from tests.training.completions import complete
from training import actions
from training.models import Registration

pytestmark = pytest.mark.django_db

REPORT = reverse("reporting:due")
PEOPLE = reverse("reporting:due-people")
HOME = reverse("home")
WEEK = dt.timedelta(days=7)


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def customs():
    return DepartmentFactory(name_en="Customs")


@pytest.fixture
def overdue(customs):
    """A course required of recruits, for which Customs has six people overdue and one on time."""
    requirement = RequirementFactory(
        due_on=TODAY - WEEK, audience=AudienceFactory(levels=[Level.RECRUIT])
    )
    recruits(customs, 6)
    complete(recruits(customs, 1)[0], requirement.course, TODAY - WEEK)
    return requirement


def recruits(department, number, **fields):
    return PersonFactory.create_batch(
        number, posting__department=department, posting__level=Level.RECRUIT, **fields
    )


def numbers(response):
    """The numbers of each row: on time, late, due, overdue, asked; None where hidden."""
    found = response.context["found"]
    return {
        str(row.department or "all"): [cell.number for cell in row.cells]
        for row in [*found.rows, found.whole]
    }


def listed(response):
    return [(str(row.person.name_en), row.state) for row in response.context["table"].data.data]


# The report


def test_report_counts_a_department_exactly_for_its_own_people(sign_in, customs, overdue):
    officer = person_with_role(Role.ETHICS_OFFICER, customs)
    actions.count_due(now=NOW)

    response = sign_in(officer).get(REPORT)

    assert numbers(response)["Customs"] == [1, 0, 0, 6, 7]
    assert response.context["stands_at"] == NOW


def test_report_shows_departments_their_own_row_and_the_whole_service(sign_in, customs, overdue):
    recruits(DepartmentFactory(name_en="Fire Services"), 8)
    officer = person_with_role(Role.ETHICS_OFFICER, customs)
    actions.count_due(now=NOW)

    assert list(numbers(sign_in(officer).get(REPORT))) == ["Customs", "all"]


def test_report_hides_small_numbers_from_staff_and_what_they_follow_from(as_role, overdue):
    recruits(DepartmentFactory(name_en="Fire Services"), 8)
    actions.count_due(now=NOW)

    found = numbers(as_role(Role.PROGRAMME_STAFF).get(REPORT))

    on_time, late, due, of_overdue, asked = found["Customs"]
    assert (on_time, late, due) == (None, 0, 0)
    assert None in (of_overdue, asked)


def test_report_gives_the_same_as_a_file(sign_in, customs, overdue):
    officer = person_with_role(Role.ETHICS_OFFICER, customs)
    actions.count_due(now=NOW)

    response = sign_in(officer).get(REPORT, {"export": "csv"})

    assert csv_rows(response)[1][3:] == ["1", "0", "0", "6", "7"]
    entry = AuditEntry.objects.get(action="reporting.due_exported")
    assert entry.details["course"] == overdue.course_id


def test_report_is_of_the_course_asked_for(as_role, overdue):
    other = RequirementFactory(course=CourseFactory(title_en="Zero tolerance"))
    actions.count_due(now=NOW)

    response = as_role(Role.AUDITOR).get(REPORT, {"course": other.course_id})

    assert response.context["course"] == other.course


def test_report_says_that_nobody_is_asked_for_anything(as_role):
    response = as_role(Role.AUDITOR).get(REPORT)

    assert b"No course is required of anybody" in response.content


def test_report_counts_for_the_department_of_that_day_unless_today_is_asked_for(as_role, customs):
    requirement = RequirementFactory(due_on=TODAY - WEEK)
    later = DepartmentFactory(name_en="Immigration")
    for person in PersonFactory.create_batch(6, posting__department=customs):
        person.postings.update(ends_on=TODAY)
        PostingFactory(person=person, department=later, starts_on=TODAY)
    actions.count_due(now=NOW)
    client = as_role(Role.PROGRAMME_STAFF)
    asked = {"course": requirement.course_id}

    assert numbers(client.get(REPORT, asked))["Customs"][-1] == 6
    assert numbers(client.get(REPORT, asked | {"counted": "today"}))["Immigration"][-1] == 6


def test_report_takes_the_same_number_of_queries_for_one_department_and_for_three(as_role, overdue):
    client = as_role(Role.PROGRAMME_STAFF)
    actions.count_due(now=NOW)
    of_one = queries_of(client, REPORT)
    for _ in range(2):
        recruits(DepartmentFactory(), 6)
    actions.count_due(now=NOW)

    assert queries_of(client, REPORT) == of_one


# The people


def test_people_are_those_of_ones_own_department(sign_in, customs, overdue):
    recruits(DepartmentFactory(), 2)
    coordinator = person_with_role(Role.TRAINING_COORDINATOR, customs)

    response = sign_in(coordinator).get(PEOPLE, {"state": "overdue"})

    assert [state for _, state in listed(response)] == ["overdue"] * 6


def test_people_of_other_departments_are_not_to_be_asked_for(sign_in, customs, overdue):
    elsewhere = person_with_role(Role.TRAINING_COORDINATOR)

    response = sign_in(elsewhere).get(PEOPLE, {"department": customs.pk})

    assert listed(response) == []


def test_people_who_moved_away_are_listed_where_they_are_now(sign_in, customs):
    RequirementFactory(due_on=TODAY - WEEK)
    coordinator = person_with_role(Role.TRAINING_COORDINATOR, customs, name_en="HO Mei-kuen")
    moved = PersonFactory(posting__ends_on=TODAY, name_en="AU Tai-man")
    PostingFactory(person=moved, department=customs, starts_on=TODAY)

    response = sign_in(coordinator).get(PEOPLE)

    assert sorted(listed(response)) == [("AU Tai-man", "overdue"), ("HO Mei-kuen", "overdue")]


def test_people_are_found_by_name_state_level_and_course(sign_in, customs, overdue):
    coordinator = person_with_role(Role.TRAINING_COORDINATOR, customs)
    wanted = recruits(customs, 1, name_en="YIP Siu-yuk")[0]
    RequirementFactory()
    asked = {
        "q": "yip",
        "state": "open",
        "level": "recruit",
        "course": overdue.course_id,
    }

    assert listed(sign_in(coordinator).get(PEOPLE, asked)) == [(wanted.name_en, "overdue")]


def test_staff_choose_a_department_first(as_role, customs, overdue):
    client = as_role(Role.PROGRAMME_STAFF)

    nobody, people = client.get(PEOPLE), client.get(PEOPLE, {"department": customs.pk})

    assert listed(nobody) == []
    assert b"Choose a department to see its people." in nobody.content
    assert len(listed(people)) == 7


def test_looking_at_people_is_recorded_without_the_name_searched_for(sign_in, customs, overdue):
    coordinator = person_with_role(Role.TRAINING_COORDINATOR, customs)

    sign_in(coordinator).get(PEOPLE, {"q": "yip"})

    entry = AuditEntry.objects.get(action="reporting.due_people_viewed")
    assert entry.details["filter"] == {"searched": True, "counted": "today"}


def test_people_are_there_as_a_file_which_is_recorded(sign_in, customs, overdue):
    coordinator = person_with_role(Role.TRAINING_COORDINATOR, customs)

    response = sign_in(coordinator).get(PEOPLE, {"state": "on_time", "export": "csv"})

    assert [row[-1] for row in csv_rows(response)] == ["State", "Done on time"]
    entry = AuditEntry.objects.get(action="reporting.due_people_exported")
    assert entry.details["found"] == 1


def test_people_take_the_same_number_of_queries_for_one_and_for_three(sign_in, customs):
    client = sign_in(person_with_role(Role.TRAINING_COORDINATOR, customs))
    RequirementFactory(audience=AudienceFactory(levels=[Level.RECRUIT]))
    recruits(customs, 1)
    of_one = queries_of(client, PEOPLE)
    recruits(customs, 2)

    assert queries_of(client, PEOPLE) == of_one


# Where there are seats


def test_sessions_with_seats_are_those_that_ones_people_may_take(sign_in, customs, overdue):
    theirs = SessionFactory(course=overdue.course)
    theirs.audience.levels = [Level.RECRUIT]
    theirs.audience.save()
    others = SessionFactory(course=overdue.course)
    others.audience.departments.add(DepartmentFactory())
    SessionFactory(course=overdue.course, capacity=1, places_taken=1)
    SessionFactory()
    client = sign_in(person_with_role(Role.ETHICS_OFFICER, customs))

    response = client.get(reverse("reporting:due-sessions", args=[overdue.course_id]))

    assert response.context["sessions"] == [theirs]


def test_sessions_are_those_of_required_courses_alone(as_role):
    address = reverse("reporting:due-sessions", args=[CourseFactory().pk])

    assert as_role(Role.PROGRAMME_STAFF).get(address).status_code == 404


# Home


def test_home_says_what_is_due_for_oneself_the_soonest_first(sign_in):
    late = RequirementFactory(due_on=TODAY - WEEK)
    today = RequirementFactory(due_on=TODAY)
    done = RequirementFactory()
    person = PersonFactory()
    complete(person, done.course, TODAY - WEEK)

    response = sign_in(person).get(HOME)

    found = [(own.due.requirement, own.days) for own in response.context["due"]]
    assert found == [(late, -7), (today, 0)]
    assert b"7 days overdue" in response.content
    assert b"Due today" in response.content


def test_home_leads_to_a_session_with_seats_where_there_is_one(sign_in):
    requirement = RequirementFactory()
    person = PersonFactory()
    address = f"{reverse('training:session-list')}?course={requirement.course_id}&amp;seats=on"

    before = sign_in(person).get(HOME).content.decode()
    SessionFactory(course=requirement.course)
    after = sign_in(person).get(HOME).content.decode()

    assert address not in before
    assert "No session with seats takes registrations yet." in before
    assert address in after


def test_home_says_where_one_has_a_place_already(sign_in):
    requirement = RequirementFactory()
    person = PersonFactory()
    session = SessionFactory(course=requirement.course)
    registration = actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)

    response = sign_in(person).get(HOME)

    assert registration.status == Registration.Status.CONFIRMED
    assert b"You have a place on 1 December 2026" in response.content


def test_home_of_a_department_counts_who_is_overdue_and_who_is_due_soon(sign_in, customs, overdue):
    RequirementFactory(
        course=overdue.course,
        due_on=TODAY + dt.timedelta(days=30),
        audience=AudienceFactory(levels=[Level.SENIOR]),
    )
    PersonFactory(posting__department=customs, posting__level=Level.SENIOR)
    SessionFactory(course=overdue.course)
    officer = person_with_role(Role.ETHICS_OFFICER, customs)
    actions.count_due(now=NOW)

    response = sign_in(officer).get(HOME)

    (department,) = response.context["departments"]
    (row,) = department.courses
    assert (row["overdue"], row["soon"], row["has_seats"]) == (6, 1, True)
    assert reverse("reporting:due-sessions", args=[overdue.course_id]).encode() in response.content


def test_home_takes_the_same_number_of_queries_for_one_course_due_and_for_three(sign_in):
    client = sign_in(PersonFactory())
    RequirementFactory()
    of_one = queries_of(client, HOME)
    RequirementFactory.create_batch(2)

    assert queries_of(client, HOME) == of_one


def test_record_tells_all_that_is_required_of_oneself(sign_in):
    done, open_ = RequirementFactory(), RequirementFactory()
    person = PersonFactory()
    complete(person, done.course, TODAY - WEEK)

    response = sign_in(person).get(reverse("training:my-record"))

    found = [(due.requirement, due.state) for due in response.context["required"]]
    assert found == [(open_, "due"), (done, "on_time")]
