"""The coverage map, a department's coverage by topic, and the people behind the squares."""

import re

import pytest
import time_machine
from django.urls import reverse

from core.models import AuditEntry
from people.models import Level
from people.roles import Role
from tests.clock import NOW, at
from tests.factories import (
    CourseFactory,
    DepartmentFactory,
    PersonFactory,
    PostingFactory,
    RoleAssignmentFactory,
    TopicFactory,
    person_with_role,
)
from tests.files import csv_rows, xlsx_rows
from tests.pages import rows, words
from tests.queries import queries_of
from tests.reporting.covering import serving
from tests.training.completing import completed, session

pytestmark = pytest.mark.django_db

PAGE = reverse("reporting:coverage")
EVERYBODY = reverse("reporting:coverage-everybody")


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


def department_page(department):
    return reverse("reporting:coverage-department", args=[department.pk])


def people_page(department):
    return reverse("reporting:coverage-people", args=[department.pk])


def headings(response):
    """What stands at the left of the rows."""
    cells = re.findall(r'<th scope="row">(.*?)</th>', response.content.decode(), re.DOTALL)
    return [words(cell) for cell in cells]


def squares(response):
    """The cells of each row by what stands at its left."""
    return dict(zip(headings(response), rows(response), strict=True))


def names(response):
    return sorted(person.name_en for person in response.context["table"].page.object_list.data)


@pytest.fixture
def customs():
    return DepartmentFactory(code="C&ED", name_en="Customs", name_zh_hant="海關")


@pytest.fixture
def fire():
    return DepartmentFactory(code="FSD", name_en="Fire Services", name_zh_hant="消防處")


@pytest.fixture
def two(customs, fire):
    """Two departments with junior and middle levels, all of which can be shown."""
    for department, junior, middle in ((customs, 12, 6), (fire, 6, 10)):
        serving(department, Level.JUNIOR, 20, trained=junior)
        serving(department, Level.MIDDLE, 20, trained=middle)
    return customs, fire


@pytest.fixture
def staff(sign_in):
    """Somebody of programme staff who left the service: nobody is there besides those made."""
    person = person_with_role(Role.PROGRAMME_STAFF)
    person.postings.update(ends_on=NOW.date())
    return sign_in(person)


def test_the_map_shows_shares_of_strength_by_department_and_level(staff, two):
    page = staff.get(PAGE)

    found = squares(page)
    assert found["Customs 海關"] == ["40", "–", "60%", "30%", "–", "45%"]
    assert found["Fire Services 消防處"] == ["40", "–", "30%", "50%", "–", "40%"]
    assert found["The whole service"] == ["80", "–", "45%", "40%", "–", "42%"]
    assert "Officers trained 34 42% of 80 who serve" in words(page)
    assert "1 November 2023 to 22 November 2026" in words(page)
    assert "Strength of 22 November 2026. Counted 22 November 2026, 12:00." in words(page)


def test_the_squares_show_persons_or_attendances_instead(staff, two):
    persons = squares(staff.get(PAGE, {"show": "persons"}))
    attendances = squares(staff.get(PAGE, {"show": "attendances"}))

    assert persons["Customs 海關"] == ["40", "–", "12", "6", "–", "18"]
    assert attendances["The whole service"] == ["80", "–", "18", "16", "–", "34"]


def test_a_small_number_is_hidden_with_what_it_could_be_worked_out_from(staff, two, customs, fire):
    works = DepartmentFactory(name_en="Works", name_zh_hant="工務局")
    serving(works, Level.JUNIOR, 20, trained=2)
    serving(works, Level.MIDDLE, 20, trained=15)

    found = squares(staff.get(PAGE))

    assert found["Works 工務局"] == ["40", "–", "hidden", "hidden", "–", "42%"]
    assert found["The whole service"] == ["120", "–", "33%", "52%", "–", "42%"]
    hidden = [cells for cells in found.values() if cells.count("hidden") == 2]
    assert len(hidden) == 2  # the second department hides the same two levels


def test_few_left_untrained_are_hidden_too(staff, two):
    works = DepartmentFactory(name_en="Works", name_zh_hant="工務局")
    serving(works, Level.JUNIOR, 20, trained=18)
    serving(works, Level.MIDDLE, 20, trained=10)

    assert squares(staff.get(PAGE))["Works 工務局"][2:4] == ["hidden", "hidden"]


def test_departments_are_sorted_by_name_strength_and_share_of_a_level(staff, two):
    works = DepartmentFactory(name_en="Works", name_zh_hant="工務局")
    serving(works, Level.JUNIOR, 10, trained=5)

    def order(sort):
        found = headings(staff.get(PAGE, {"sort": sort}))
        return [
            name.split()[0] for name in found if name.split()[0] in {"Customs", "Fire", "Works"}
        ]

    assert order("name") == ["Customs", "Fire", "Works"]
    assert order("-name") == ["Works", "Fire", "Customs"]
    assert order("strength")[0] == "Works"
    assert order("-junior") == ["Customs", "Works", "Fire"]
    assert order("all") == ["Fire", "Customs", "Works"]


def test_the_map_of_a_topic_counts_its_courses_alone(staff, customs):
    topic = TopicFactory(name_en="Gifts")
    course = CourseFactory()
    course.topics.add(topic)
    serving(customs, Level.JUNIOR, 20, trained=6, course=course)
    serving(customs, Level.JUNIOR, 20, trained=9)

    page = staff.get(PAGE, {"topic": topic.pk, "show": "persons"})

    assert squares(page)["Customs 海關"] == ["40", "–", "6", "–", "–", "6"]
    assert f"topic={topic.pk}&amp;level=junior" in page.text


def test_each_square_opens_a_list_of_as_many_people(staff, two, customs):
    page = staff.get(PAGE, {"show": "persons"}).text

    address = re.search(rf'href="({people_page(customs)}\?[^"]*level=junior)">12<', page)[1]
    opened = staff.get(address.replace("&amp;", "&"))
    assert words(opened).count("12 persons") == 1
    assert opened.context["table"].paginator.count == 12

    others = staff.get(address.replace("&amp;", "&") + "&side=untrained")
    assert others.context["table"].paginator.count == 8
    assert "Officers not yet trained" in words(others)


def test_a_square_of_attendances_opens_as_many_of_them(staff, two, customs):
    page = staff.get(PAGE, {"show": "attendances"}).text

    address = re.search(rf'href="({people_page(customs)}\?[^"]*level=middle[^"]*)">6<', page)[1]
    opened = staff.get(address.replace("&amp;", "&"))
    assert opened.context["table"].paginator.count == 6
    assert "6 attendances" in words(opened)


def test_the_number_at_the_head_opens_everybody_who_was_trained(staff, two):
    assert staff.get(EVERYBODY).context["table"].paginator.count == 34
    assert staff.get(EVERYBODY, {"side": "untrained"}).context["table"].paginator.count == 46


def test_somebody_who_moved_is_listed_where_the_basis_counts_them(staff, customs, fire):
    moved = PersonFactory(posting=None, name_en="LEE Kam-wing")
    june = at("2026-06-01").date()
    PostingFactory(person=moved, department=customs, ends_on=june)
    PostingFactory(person=moved, department=fire, starts_on=june)
    completed(moved, session(at("2026-03-02")))

    assert names(staff.get(people_page(fire))) == ["LEE Kam-wing"]
    assert names(staff.get(people_page(customs))) == []
    assert names(staff.get(people_page(customs), {"basis": "that_day"})) == ["LEE Kam-wing"]
    assert names(staff.get(people_page(fire), {"basis": "that_day"})) == []


def test_the_list_is_searched_by_name_and_tells_when_people_last_completed(staff, customs):
    people = serving(customs, Level.JUNIOR, 3, trained=3)
    wanted = PersonFactory(name_en="LEE Kam-wing", posting__department=customs)
    completed(wanted, session(at("2026-09-01")))

    page = staff.get(people_page(customs), {"q": "kam-wing"})

    assert names(page) == ["LEE Kam-wing"]
    assert "1 September 2026" in words(page)
    assert people[0].name_en not in page.text


def test_who_is_not_trained_yet_is_listed_with_what_they_completed_before(staff, customs):
    early = PersonFactory(name_en="LEE Kam-wing", posting__department=customs)
    completed(early, session(at("2021-09-01")))

    page = staff.get(people_page(customs), {"side": "untrained", "period": "last-12"})

    assert names(page) == ["LEE Kam-wing"]
    assert "1 September 2021" in words(page)


def test_who_looked_at_a_list_and_who_took_it_along_is_recorded(staff, two, customs):
    staff.get(people_page(customs), {"level": "junior"})
    csv_rows(staff.get(people_page(customs), {"level": "junior", "export": "csv"}))

    looked, taken = AuditEntry.objects.filter(action__startswith="reporting.").order_by("id")
    assert (looked.action, taken.action) == (
        "reporting.coverage_people_viewed",
        "reporting.coverage_people_exported",
    )
    assert (taken.object_id, taken.details["found"], taken.details["level"]) == (
        customs.pk,
        12,
        "junior",
    )


def test_the_map_as_a_file_has_numbers_and_says_what_is_hidden(staff, two):
    works = DepartmentFactory(code="WB", name_en="Works", name_zh_hant="工務局")
    serving(works, Level.JUNIOR, 20, trained=2)
    serving(works, Level.MIDDLE, 20, trained=15)

    table = xlsx_rows(staff.get(PAGE, {"export": "xlsx"}))
    lines = {line[1]: line for line in table}

    hidden = "hidden: small numbers"
    assert table[0][:3] == ["Code", "Department", "部門"]
    assert table[0][8:12] == [
        "Junior and front-line: strength",
        "Junior and front-line: persons",
        "Junior and front-line: coverage, percent",
        "Junior and front-line: attendances",
    ]
    assert lines["Works"][:4] == ["WB", "Works", "工務局", 40.0]
    assert lines["Works"][8:16] == [hidden] * 8
    assert lines["Works"][20:] == [40.0, 17.0, 42.5, 17.0]
    assert lines["The whole service"][20:] == [120.0, 51.0, 42.5, 51.0]


def test_the_people_of_a_square_are_taken_along_as_a_file(staff, two, customs):
    found = csv_rows(staff.get(people_page(customs), {"level": "junior", "export": "csv"}))

    assert len(found) == 13
    assert found[0][-1] == "Last completed"
    assert found[1][-1] == "2026-10-01"


def test_what_cannot_be_asked_for_shows_the_usual_map(staff, two):
    page = staff.get(PAGE, {"period": "fy-1800", "topic": "x", "mode": "?", "sort": "nonsense"})

    assert page.status_code == 200
    assert "1 November 2023 to 22 November 2026" in words(page)


def test_an_officer_sees_the_own_department_exactly_and_no_other(sign_in, two, customs, fire):
    topic = TopicFactory(name_en="Gifts", name_zh_hant="饋贈")
    course = CourseFactory()
    course.topics.add(topic)
    serving(customs, Level.SENIOR, 3, trained=2, course=course)
    client = sign_in(person_with_role(Role.ETHICS_OFFICER, customs))

    led = client.get(PAGE)
    page = client.get(led.url)

    assert led.url == department_page(customs)
    found = squares(page)
    assert found["All of these together"] == ["44", "–", "60%", "29%", "67%", "45%"]
    assert found["Gifts 饋贈"] == ["44", "–", "0%", "0%", "67%", "5%"]
    assert "Fire Services" not in page.text


def test_the_line_of_the_service_does_not_tell_of_the_others_less_ones_own(sign_in, customs, fire):
    TopicFactory()
    serving(customs, Level.JUNIOR, 20, trained=12)
    serving(customs, Level.MIDDLE, 20, trained=6)
    serving(fire, Level.JUNIOR, 20, trained=2)
    serving(fire, Level.MIDDLE, 20, trained=10)
    officer = person_with_role(Role.ETHICS_OFFICER, customs)

    found = squares(sign_in(officer).get(department_page(customs)))

    assert found["The whole service"][2:4] == ["hidden", "hidden"]
    assert found["All of these together"][2] == "60%"


def test_an_officer_of_another_department_is_told_that_there_is_no_such_page(
    sign_in, customs, fire
):
    client = sign_in(person_with_role(Role.ETHICS_OFFICER, fire))

    assert client.get(department_page(customs)).status_code == 404
    assert client.get(people_page(customs)).status_code == 404
    assert client.get(EVERYBODY).status_code == 404
    assert client.get(people_page(fire)).status_code == 200


def test_an_officer_is_told_of_those_in_the_square_who_left_the_department(sign_in, customs, fire):
    moved = PersonFactory(posting=None, name_en="LEE Kam-wing")
    june = at("2026-06-01").date()
    PostingFactory(person=moved, department=customs, ends_on=june)
    PostingFactory(person=moved, department=fire, starts_on=june)
    completed(moved, session(at("2026-03-02")))
    client = sign_in(person_with_role(Role.ETHICS_OFFICER, customs))

    page = client.get(people_page(customs), {"basis": "that_day"})

    assert "LEE Kam-wing" not in page.text
    assert "1 more is counted in the square" in words(page)


def test_who_works_for_two_departments_sees_both_and_the_service(sign_in, two, customs, fire):
    person = person_with_role(Role.TRAINING_COORDINATOR, customs)
    RoleAssignmentFactory(user=person.user, role=Role.TRAINING_COORDINATOR, department=fire)
    DepartmentFactory(name_en="Works", name_zh_hant="工務局")

    found = squares(sign_in(person).get(PAGE))

    assert list(found) == ["Customs 海關", "Fire Services 消防處", "The whole service"]


def test_a_civil_servant_has_no_such_page(as_role, customs):
    client = as_role(Role.CIVIL_SERVANT)

    assert client.get(PAGE).status_code == 403
    assert client.get(people_page(customs)).status_code == 403


def test_the_map_takes_as_many_queries_for_three_departments_as_for_one(staff, customs):
    serving(customs, Level.JUNIOR, 6, trained=5)
    staff.get(PAGE)
    one = queries_of(staff, PAGE)
    for _ in range(2):
        serving(DepartmentFactory(), Level.JUNIOR, 6, trained=5)

    assert queries_of(staff, PAGE) == one


def test_a_list_takes_as_many_queries_for_three_people_as_for_one(staff, customs):
    serving(customs, Level.JUNIOR, 1, trained=1)
    staff.get(people_page(customs))
    one = queries_of(staff, people_page(customs))
    serving(customs, Level.JUNIOR, 2, trained=2)

    assert queries_of(staff, people_page(customs)) == one


def test_staff_who_are_officers_of_a_department_see_that_one_exactly(sign_in, two, customs, fire):
    works = DepartmentFactory(name_en="Works", name_zh_hant="工務局")
    serving(works, Level.JUNIOR, 20, trained=2)
    serving(works, Level.MIDDLE, 20, trained=15)
    person = person_with_role(Role.ETHICS_OFFICER, works, posting__level=Level.SENIOR)
    RoleAssignmentFactory(user=person.user, role=Role.PROGRAMME_STAFF)

    found = squares(sign_in(person).get(PAGE))

    assert found["Works 工務局"] == ["41", "–", "10%", "75%", "0%", "41%"]
    assert found["Customs 海關"] == ["40", "–", "60%", "30%", "–", "45%"]


def test_by_the_department_of_that_day_more_than_everybody_may_be_trained(staff, customs, fire):
    serving(fire, Level.JUNIOR, 20)
    june = at("2026-06-01").date()
    held = session(at("2026-03-02"), capacity=60)
    for number in range(12):
        moved = PersonFactory(posting=None)
        PostingFactory(person=moved, department=customs, level=Level.JUNIOR, ends_on=june)
        PostingFactory(person=moved, department=fire, level=Level.JUNIOR, starts_on=june)
        completed(moved, held)
        if number < 6:
            PersonFactory(posting__department=customs, posting__level=Level.JUNIOR)

    by_that_day = squares(staff.get(PAGE, {"basis": "that_day"}))
    by_today = squares(staff.get(PAGE))

    assert by_that_day["Customs 海關"] == ["6", "–", "200%", "–", "–", "200%"]
    assert by_today["Fire Services 消防處"] == ["32", "–", "38%", "–", "–", "38%"]


def test_the_annex_is_made_of_the_period_of_the_map_by_those_who_write_reports(as_role):
    page = as_role(Role.PROGRAMME_STAFF).get(PAGE, {"period": "cy-2025"})
    part = as_role(Role.PROGRAMME_STAFF).get(
        PAGE, {"period": "cy-2024"}, headers={"HX-Request": "true"}
    )

    assert page.text.count("UNCAC art. 7(1)(d) annex") == 1
    assert 'name="since" value="2025-01-01"' in page.text
    assert 'name="since" value="2024-01-01"' in part.text
    assert "annex" not in as_role(Role.AUDITOR).get(PAGE).text


def test_the_figures_at_the_head_follow_the_period_that_is_chosen(staff, two):
    part = staff.get(PAGE, {"period": "fy-2025"}, headers={"HX-Request": "true"})

    assert "<html" not in part.text
    assert "Officers trained 0 0% of 81 who serve" in words(part)
    assert 'id="headline"' in part.text
