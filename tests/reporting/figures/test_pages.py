"""The pages of figures: who sees which numbers, what is hidden, and the rows behind each."""

import datetime as dt

import pytest
import time_machine

from core.models import AuditEntry
from people.models import Department, Posting
from people.roles import Role
from reporting.figures import FIGURES, Figure, Group, Of
from reporting.figures.behind import OF_PERSON, TOLD, Rows
from tests.clock import NOW, at
from tests.factories import DepartmentFactory, PersonFactory
from tests.pages import rows, words
from tests.queries import queries_of
from tests.reporting.figures.holding import held, takes_place
from tests.reporting.freezes import freeze

pytestmark = pytest.mark.django_db

YEAR = "period=fy-2026"


@pytest.fixture(autouse=True)
def _noon_on_a_sunday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def staff(as_role):
    return as_role(Role.PROGRAMME_STAFF)


def attended_by(department, number, session=None):
    """So many people of a department at a session of May."""
    session = session or held(at("2026-05-05"), capacity=90)
    for _ in range(number):
        person = PersonFactory(
            posting__department=department, posting__starts_on=dt.date(2020, 1, 1)
        )
        takes_place(person, session, "present")
    return session


def test_page_of_a_figure_says_what_it_is_and_tells_it_by_department(staff):
    customs, fire = DepartmentFactory(name_en="Customs"), DepartmentFactory(name_en="Fire")
    session = attended_by(customs, 7)
    attended_by(fire, 12, session)

    response = staff.get(f"/reports/figures/places_attended/?{YEAR}")

    text = words(response)
    assert str(FIGURES["places_attended"].definition) in text
    assert "Whole service, 1 April 2026 to 22 November 2026 19" in text
    assert "May 2026 19" in text
    table = response.text[response.text.index('id="by-department"') :]
    assert "Customs 7" in words(table)
    assert "Fire 12" in words(table)


def test_few_people_are_hidden_from_staff_with_one_number_that_would_tell_of_them(staff):
    few, some, many = (DepartmentFactory(name_en=name) for name in ("Few", "Some", "Many"))
    session = attended_by(few, 2)
    attended_by(some, 6, session)
    attended_by(many, 20, session)

    response = staff.get(f"/reports/figures/places_attended/?{YEAR}")

    table = words(response.text[response.text.index('id="by-department"') :])
    assert "Few Hidden" in table
    assert "Some Hidden" in table
    assert "Many 20" in table
    assert "Hidden: fewer than five people" in words(response)


def test_hidden_number_is_in_no_attribute_and_no_file(staff):
    few, many = DepartmentFactory(name_en="Few"), DepartmentFactory(name_en="Many")
    session = attended_by(few, 3)
    attended_by(many, 20, session)
    address = f"/reports/figures/places_attended/?{YEAR}"

    page, file = staff.get(address).text, staff.get(f"{address}&export=csv")

    assert 'data-value="3"' not in page
    lines = b"".join(file.streaming_content).decode().splitlines()
    assert [line.split(",")[1::2] for line in lines if line.startswith(few.code)] == [
        ["Few", "Hidden"]
    ]


def test_those_of_a_department_see_its_numbers_as_they_are_and_those_of_no_other(as_role):
    customs, fire = DepartmentFactory(name_en="Customs"), DepartmentFactory(name_en="Fire")
    session = attended_by(customs, 2)
    attended_by(fire, 30, session)
    client = as_role(Role.TRAINING_COORDINATOR, department=customs)

    response = client.get(f"/reports/figures/places_attended/?{YEAR}")

    table = words(response.text[response.text.index('id="by-department"') :])
    assert "Customs 2" in table
    assert "Fire" not in table


def test_rows_behind_a_number_open_for_staff_and_are_noted(staff):
    customs = DepartmentFactory(name_en="Customs")
    attended_by(customs, 5)

    response = staff.get(f"/reports/figures/places_attended/rows/?{YEAR}&department={customs.pk}")

    assert len(rows(response)) == 5
    entry = AuditEntry.objects.get(action="reporting.rows_viewed")
    assert (entry.object_id, entry.details["figure"]) == (customs.pk, "places_attended")


@pytest.mark.parametrize("key", FIGURES)
def test_rows_behind_every_figure_open_and_can_be_taken_away_as_a_file(staff, key):
    attended_by(DepartmentFactory(), 1)
    address = f"/reports/figures/{key}/rows/?{YEAR}"

    page, file = staff.get(address), staff.get(f"{address}&export=csv")

    assert page.status_code == 200
    assert file.status_code == 200
    assert b"".join(file.streaming_content).startswith("\ufeff".encode())


@pytest.mark.parametrize("key", FIGURES)
def test_page_of_every_figure_opens(staff, key):
    attended_by(DepartmentFactory(), 1)

    assert staff.get(f"/reports/figures/{key}/?{YEAR}").status_code == 200


def test_rows_of_another_department_and_of_all_are_absent_for_those_of_one(as_role):
    own, other = DepartmentFactory(), DepartmentFactory()
    attended_by(other, 9)
    client = as_role(Role.TRAINING_COORDINATOR, department=own)

    def status(query=""):
        return client.get(f"/reports/figures/places_attended/rows/?{YEAR}{query}").status_code

    assert status(f"&department={own.pk}") == 200
    assert status(f"&department={other.pk}") == 404
    assert status() == 404


PEOPLE = [key for key, figure in FIGURES.items() if figure.behind in OF_PERSON]


def test_rows_of_every_kind_that_name_a_person_say_whose_they_are():
    named = {kind for kind, told in TOLD.items() if "person_en" in {each.source for each in told}}

    assert named - set(OF_PERSON) == {Rows.POSTS, Rows.OFFICERS}


@pytest.mark.parametrize("key", PEOPLE)
def test_rows_of_people_open_for_those_of_their_department(as_role, key):
    customs = DepartmentFactory()
    attended_by(customs, 1)
    client = as_role(Role.ETHICS_OFFICER, department=customs)

    address = f"/reports/figures/{key}/rows/?{YEAR}&department={customs.pk}"

    assert client.get(address).status_code == 200


@pytest.mark.parametrize("key", ["places_attended", "attendances", "persons_trained"])
def test_who_has_left_the_department_is_counted_and_not_named(as_role, key):
    customs = DepartmentFactory()
    attended_by(customs, 3)
    gone = Posting.objects.filter(department=customs).earliest("pk")
    Posting.objects.filter(pk=gone.pk).update(ends_on=dt.date(2026, 6, 1))
    client = as_role(Role.TRAINING_COORDINATOR, department=customs)
    address = f"/reports/figures/{key}/rows/?{YEAR}&department={customs.pk}"

    page, file = client.get(address), client.get(f"{address}&export=csv")

    assert len(rows(page)) == 2
    assert gone.person.name_en not in words(page)
    assert "1 more is counted, of somebody who serves in your department no longer." in words(page)
    assert gone.person.name_en not in b"".join(file.streaming_content).decode()


def test_what_the_ethics_officer_writes_opens_for_officers_alone(as_role):
    department = DepartmentFactory()
    address = f"/reports/figures/activities/rows/?{YEAR}&department={department.pk}"

    head = as_role(Role.HEAD_OF_DEPARTMENT, department=department).get(address)
    co_ordinator = as_role(Role.TRAINING_COORDINATOR, department=department).get(address)

    assert (head.status_code, co_ordinator.status_code) == (200, 404)


@pytest.mark.parametrize("query", ["department=x", "department=999999", "department=9999999999"])
def test_rows_of_a_department_there_is_not_are_absent(staff, query):
    assert staff.get(f"/reports/figures/attendances/rows/?{query}").status_code == 404


def test_figure_there_is_not_is_absent(staff):
    assert staff.get("/reports/figures/nothing/").status_code == 404
    assert staff.get("/reports/figures/nothing/rows/").status_code == 404


def test_list_tells_the_period_beside_the_one_before(staff):
    attended_by(DepartmentFactory(), 8)
    attended_by(DepartmentFactory(), 6, held(at("2025-05-05"), capacity=90))

    response = staff.get(f"/reports/figures/?{YEAR}&group=places")

    assert "The period before is 1 April 2025 to 22 November 2025." in words(response)
    assert ["Attended", "8", "6"] in rows(response)


def test_period_before_the_last_months_ends_where_they_begin(staff):
    attended_by(DepartmentFactory(), 8, held(at("2025-11-04"), capacity=90))

    response = staff.get("/reports/figures/?period=last-12&group=places")

    assert "1 November 2025 to 22 November 2026" in words(response)
    assert "The period before is 10 October 2024 to 31 October 2025." in words(response)
    assert ["Attended", "8", "0"] in rows(response)


def test_months_of_the_longest_period_add_up_to_its_figure(staff):
    attended_by(DepartmentFactory(), 8, held(at("2023-11-06"), capacity=90))

    text = words(staff.get("/reports/figures/places_attended/?period=last-36"))

    assert "November 2023 8 December 2023 0" in text


def test_list_of_those_of_a_department_has_the_whole_service_beside(as_role):
    customs = DepartmentFactory()
    attended_by(DepartmentFactory(), 30, attended_by(customs, 7))
    client = as_role(Role.ETHICS_OFFICER, department=customs)

    response = client.get(f"/reports/figures/?{YEAR}&group=places")

    assert ["Attended", "7", "0", "37"] in rows(response)


def test_page_takes_as_many_statements_for_one_department_as_for_three(staff):
    address = f"/reports/figures/places_attended/?{YEAR}"
    session = attended_by(DepartmentFactory(), 5)
    before = queries_of(staff, address)
    for _ in range(2):
        attended_by(DepartmentFactory(), 5, session)

    assert queries_of(staff, address) == before


def test_month_of_a_number_of_people_is_counted_in_as_many_statements_as_one_of_things(staff):
    people, things = (
        queries_of(staff, f"/reports/figures/{key}/?period=last-36")
        for key in ("activity_persons", "activity_attendances")
    )

    assert people == things


def test_figure_that_is_added_is_on_pages_in_files_and_can_be_frozen(staff, monkeypatch):
    """What later work counts needs a definition and a query, and no page of its own."""

    def count(departments, span):
        return dict.fromkeys(departments, 7)

    def behind(departments, span):
        return [
            {
                "department": each.pk,
                "department_en": each.name_en,
                "person_en": "CHAN",
                "person_zh": "陳",
                "since": None,
            }
            for each in Department.objects.filter(pk__in=departments)
        ]

    nominations = Figure(
        "nominations",
        "Nominations",
        "How many people departments put forward.",
        count,
        behind,
        Rows.POSTS,
        group=Group.PLACES,
        of=Of.DEPARTMENT,
    )
    monkeypatch.setitem(FIGURES, "nominations", nominations)
    customs = DepartmentFactory(name_en="Customs")

    listed = staff.get(f"/reports/figures/?{YEAR}&group=places")
    page = staff.get(f"/reports/figures/nominations/?{YEAR}")
    file = staff.get(f"/reports/figures/nominations/?{YEAR}&export=csv")
    opened = staff.get(f"/reports/figures/nominations/rows/?{YEAR}&department={customs.pk}")

    assert "Nominations" in words(listed)
    assert "How many people departments put forward." in words(page)
    assert "Customs 7" in words(page)
    assert f"{customs.code},Customs," in b"".join(file.streaming_content).decode()
    assert rows(opened) == [["Customs", "CHAN", "—"]]
    frozen = freeze("nominations").figures.get()
    assert frozen.value == 7 * Department.objects.count()


def test_overview_tells_the_period_beside_the_one_before_and_its_course(staff):
    attended_by(DepartmentFactory(), 8)

    response = staff.get(f"/reports/?{YEAR}")

    text = words(response)
    assert "1 April 2026 to 22 November 2026, beside 1 April 2025 to 22 November 2025" in text
    assert "Attendances 8 Before: 0" in text
    assert "Attendances, by month" in text
    assert "Coverage rate, by level" in text


def test_overview_of_a_department_is_of_that_department(as_role):
    customs = DepartmentFactory()
    attended_by(DepartmentFactory(), 30, attended_by(customs, 3))

    response = as_role(Role.ETHICS_OFFICER, department=customs).get(f"/reports/?{YEAR}")

    assert "Our department" in words(response)
    assert "Attendances 3 Before: 0" in words(response)


def test_export_of_the_list_has_both_languages(staff):
    attended_by(DepartmentFactory(), 8)

    file = staff.get(f"/reports/figures/?{YEAR}&group=places&export=csv")

    lines = b"".join(file.streaming_content).decode("utf-8-sig").splitlines()
    (line,) = (line for line in lines if line.startswith("places_attended,"))
    assert lines[0].startswith("Key,Figure,")
    assert line.startswith("places_attended,Attended,")
    assert line.endswith(",8,0")
