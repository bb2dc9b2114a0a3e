"""The heat map of departments by signals."""

import re

import pytest
import time_machine
from django.urls import reverse

from core.models import AuditEntry
from people.roles import Role
from tests.clock import NOW, TODAY, at
from tests.ethics_officers.factories import DesignationFactory, WorkPlanFactory
from tests.ethics_officers.standing import DAY, annual_return, strategy, trained
from tests.factories import DepartmentFactory, person_with_role
from tests.files import csv_rows, xlsx_rows
from tests.pages import rows, words
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

PAGE = reverse("ethics_officers:oversight")


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def staff(as_role):
    return as_role(Role.PROGRAMME_STAFF)


@pytest.fixture
def well():
    """A department that nothing is to be said of."""
    department = DepartmentFactory(name_en="Audit Commission", name_zh_hant="審計署")
    designation = DesignationFactory(department=department)
    strategy(department)
    WorkPlanFactory(department=department, endorsed=True)
    annual_return(department, "filed")
    trained(department, at("2026-10-01"), person=designation.person)
    return department


@pytest.fixture
def badly():
    department = DepartmentFactory(name_en="Works Bureau", kind="bureau")
    annual_return(department, due_on=TODAY - DAY)
    return department


def headings(scope, response):
    """What stands at the top of the columns, or at the left of the rows."""
    cells = re.findall(
        r"<th[^>]* ?scope=\"(\w+)\".*?>(.*?)</th>", response.content.decode(), re.DOTALL
    )
    return [words(cell) for of, cell in cells if of == scope]


def shown(response):
    """The names of the departments on a page, in their order."""
    return [record.name_en for record in response.context["table"].page.object_list.data]


def test_page_says_in_words_how_each_department_stands(staff, well, badly):
    page = staff.get(PAGE)

    found = dict(zip(headings("row", page), rows(page), strict=True))
    assert headings("col", page) == [
        "Department",
        "Signals",
        "No Ethics Officer",
        "No strategy",
        "No plan",
        "Late return",
        "Plan stalled",
        "Coverage gap",
    ]
    assert found["Audit Commission 審計署"] == [
        "0",
        "In post",
        "In force",
        "Endorsed",
        "Filed",
        "Moving",
        "100%",
    ]
    assert found[words(f"Works Bureau {badly.name_zh_hant}")] == [
        "4",
        "Vacant",
        "None",
        "None",
        "Late",
        "No plan endorsed",
        "Nobody serving",
    ]


def test_a_square_is_tinted_by_what_its_state_is(staff, well, badly):
    page = staff.get(PAGE, {"q": "Works"}).content.decode()

    found = re.findall(r'<td class="(\w+)"><a', page)
    assert found == ["raised", "raised", "raised", "raised", "silent", "silent"]


def test_a_square_shows_what_is_so_now_and_not_what_was_drawn_before(staff, badly):
    assert rows(staff.get(PAGE, {"q": "Works"}))[0][:3] == ["4", "Vacant", "None"]

    strategy(badly)

    assert rows(staff.get(PAGE, {"q": "Works"}))[0][:3] == ["3", "Vacant", "In force"]


def test_each_square_opens_the_page_of_the_department_that_is_behind_it(staff, badly):
    page = staff.get(PAGE, {"q": "Works"}).content.decode()

    for name in ("department-detail", "strategy-of-department", "plan-of-department"):
        assert reverse(f"ethics_officers:{name}", args=[badly.pk]) in page
    assert reverse("ethics_officers:return-of-department", args=[badly.pk]) in page
    coverage = reverse("ethics_officers:figure-detail", args=[badly.pk, "coverage"])
    assert f"{coverage}?since=2025-11-23&amp;until=2026-11-23" in page
    assert staff.get(coverage, {"since": "2025-11-23", "until": "2026-11-23"}).status_code == 200


def test_the_worst_come_first_and_the_other_way_round_when_asked(staff, well, badly):
    ours = {"Audit Commission", "Works Bureau"}

    worst_first = [name for name in shown(staff.get(PAGE)) if name in ours]
    best_first = [name for name in shown(staff.get(PAGE, {"sort": "raised"})) if name in ours]

    assert worst_first == ["Works Bureau", "Audit Commission"]
    assert best_first == ["Audit Commission", "Works Bureau"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"q": "works"}, ["Works Bureau"]),
        ({"q": "審計"}, ["Audit Commission"]),
        ({"kind": "bureau"}, ["Works Bureau"]),
        ({"signal": "return"}, ["Works Bureau"]),
        ({"signal": "any", "kind": "bureau"}, ["Works Bureau"]),
        ({"signal": "none"}, ["Audit Commission"]),
        ({"signal": "stalled"}, []),
    ],
)
def test_departments_are_found_by_name_kind_and_signal(staff, well, badly, asked, expected):
    assert shown(staff.get(PAGE, asked)) == expected


def test_a_signal_is_counted_over_all_departments_and_its_figure_opens_the_map(staff, well, badly):
    response = staff.get(PAGE, {"q": "audit"})

    counts = {signal.value: count for signal, count in response.context["signals"]}
    assert (counts["return"], counts["stalled"]) == (1, 0)
    assert "?q=audit&amp;signal=return" in response.content.decode()
    assert "Late return 1" in words(response)


def test_map_is_exported_as_it_is_filtered_and_the_export_is_recorded(staff, well, badly):
    asked = {"signal": "none", "export": "csv"}

    headings, line = csv_rows(staff.get(PAGE, asked))

    assert line == [
        well.code,
        "Audit Commission",
        "審計署",
        "Department",
        "0",
        "In post",
        "In force",
        "Endorsed",
        "Filed",
        "Moving",
        "Enough",
        "100.0",
    ]
    assert headings[5:11] == [
        "No Ethics Officer",
        "No strategy",
        "No plan",
        "Late return",
        "Plan stalled",
        "Coverage gap",
    ]
    entry = AuditEntry.objects.get(action="ethics_officers.oversight_exported")
    assert entry.details == {
        "format": "csv",
        "filter": {"searched": False, "signal": "none", "kind": ""},
    }


def test_map_is_exported_as_a_spreadsheet(staff, badly):
    _, line = xlsx_rows(staff.get(PAGE, {"q": "works", "export": "xlsx"}))

    assert line[4:10] == [4, "Vacant", "None", "None", "Late", "No plan endorsed"]


@pytest.mark.parametrize(
    "role", [Role.ETHICS_OFFICER, Role.ASSISTANT_ETHICS_OFFICER, Role.HEAD_OF_DEPARTMENT]
)
@pytest.mark.parametrize("asked", [{}, {"export": "xlsx"}, {"export": "csv"}, {"q": "Works"}])
def test_who_works_for_one_department_sees_the_line_of_none(sign_in, well, badly, role, asked):
    response = sign_in(person_with_role(role, well)).get(PAGE, asked)

    assert response.status_code == 403
    assert "Works Bureau" not in response.content.decode()


def test_page_asks_as_much_of_the_database_for_one_department_as_for_more(staff):
    DepartmentFactory()
    few = queries_of(staff, PAGE)

    for _ in range(3):
        WorkPlanFactory(endorsed=True)
    assert queries_of(staff, PAGE) == few


def test_htmx_is_answered_with_the_map_alone(staff, badly):
    response = staff.get(PAGE, {"signal": "return"}, headers={"HX-Request": "true"})

    assert "<html" not in response.content.decode()
    assert "Works Bureau" in response.content.decode()
