"""The returns of all departments, the answers of a year, and the rows behind a figure."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from core.models import AuditEntry
from ethics_officers import actions
from ethics_officers.actions import Given
from people.roles import Role
from tests.clock import NOW, at
from tests.ethics_officers.factories import (
    ActivityFactory,
    AnnualReturnFactory,
    DesignationFactory,
    FiledReturnFactory,
    PlanItemFactory,
    QuestionnaireFactory,
    ReturnQuestionFactory,
    publish,
)
from tests.ethics_officers.test_figures import session, was_there
from tests.factories import DepartmentFactory, PersonFactory, person_with_role
from tests.files import csv_rows, xlsx_rows
from tests.pages import rows, words
from tests.publications.factories import RecipientFactory
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

LIST = reverse("ethics_officers:return-list")


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def staff(as_role):
    return as_role(Role.PROGRAMME_STAFF)


@pytest.fixture
def asked():
    return publish(QuestionnaireFactory())


def returned(asked, name, **fields):
    return AnnualReturnFactory(
        questionnaire=asked, department__name_en=name, department__name_zh_hant="署", **fields
    )


@pytest.fixture
def returns(asked):
    """Four returns: late, open, filed late, and of another year."""
    later = dt.date(2026, 12, 31)
    returned(asked, "Audit")
    returned(asked, "Buildings", due_on=later)
    filed = returned(asked, "Customs", status="filed")
    FiledReturnFactory(annual_return=filed, was_late=True)
    returned(publish(QuestionnaireFactory(year=2024)), "Drainage", status="filed")
    return asked


def shown(response):
    return [row.record.department.name_en for row in response.context["table"].rows]


def test_list_shows_how_each_return_stands(staff, returns):
    response = staff.get(LIST)

    found = rows(response)
    assert [row[3:5] for row in found[:3]] == [
        ["Open Late", "—"],
        ["Open", "—"],
        ["Filed", "22 Nov 2026 Filed late LAM Wai-yee"],
    ]
    standing = response.context["standing"]
    assert (standing.total, standing.filed, standing.late, standing.reopened) == (4, 2, 1, 0)


@pytest.mark.parametrize(
    ("asked_for", "names"),
    [
        ({"state": "open"}, ["Audit", "Buildings"]),
        ({"state": "late"}, ["Audit"]),
        ({"state": "filed"}, ["Customs", "Drainage"]),
        ({"state": "filed_late"}, ["Customs"]),
        ({"state": "reopened"}, []),
        ({"q": "customs"}, ["Customs"]),
        ({"sort": "-department"}, ["Drainage", "Customs", "Buildings", "Audit"]),
    ],
)
def test_list_filters_and_sorts(staff, returns, asked_for, names):
    assert shown(staff.get(LIST, asked_for)) == names


def test_list_filters_by_year(staff, returns):
    assert shown(staff.get(LIST, {"year": returns.pk})) == ["Audit", "Buildings", "Customs"]


def test_list_is_exported_as_filtered_and_noted(staff, returns):
    found = csv_rows(staff.get(LIST, {"state": "filed_late", "export": "csv"}))

    assert found[0][:5] == ["Code", "Department", "部門", "Kind of year", "Year"]
    assert [row[1] for row in found[1:]] == ["Customs"]
    entry = AuditEntry.objects.get(action="ethics_officers.returns_exported")
    assert entry.details["found"] == 1


def test_list_takes_as_many_queries_for_three_as_for_one(staff, asked):
    returned(asked, "Audit")
    for_one = queries_of(staff, LIST)
    returned(asked, "Buildings")
    FiledReturnFactory(annual_return=returned(asked, "Customs", status="filed"))

    assert queries_of(staff, LIST) == for_one


def test_list_alone_answers_a_change_of_filters(staff, returns):
    response = staff.get(LIST, headers={"HX-Request": "true"})

    assert response.text.lstrip().startswith('<div id="results"')


# All answers -------------------------------------------------------------------------------------


@pytest.fixture
def answered():
    """A year's questionnaire, filed by one department twice, and being written by another."""
    figure = ReturnQuestionFactory(figure_of_persons=True, text_en="How many?", position=1)
    asked = figure.questionnaire
    table = ReturnQuestionFactory(questionnaire=asked, table=True, required=False, position=2)
    text = ReturnQuestionFactory(questionnaire=asked, text_en="What?", position=3)
    publish(asked)
    filed, draft = returned(asked, "Customs"), returned(asked, "Fire")
    staff = person_with_role(Role.PROGRAMME_STAFF).user

    def write(annual_return, words, version):
        officer = annual_return.department.designations.get().person.user
        actions.save_return(
            return_id=annual_return.pk,
            answers={
                table.pk: Given([["Reviewed", "Next"]]),
                text.pk: Given(words, "=1+1"),
            },
            notes="In all.",
            version=version,
            by=officer,
            now=NOW,
        )
        return officer

    for annual_return in (filed, draft):
        DesignationFactory(department=annual_return.department)
    write(draft, "Secret.", 1)
    officer = write(filed, "First.", 1)
    actions.file_return(return_id=filed.pk, version=2, by=officer, now=NOW)
    actions.reopen_return(
        return_id=filed.pk, reason="Why?", due_on=dt.date(2026, 12, 31), by=staff, now=NOW
    )
    write(filed, "Second.", 4)
    actions.file_return(return_id=filed.pk, version=5, by=officer, now=NOW)
    return asked


def test_answers_are_exported_by_question_as_last_filed(staff, answered):
    address = reverse("ethics_officers:answers-export", args=[answered.pk])

    headings, *found = csv_rows(staff.get(address, {"export": "csv"}))

    assert headings[7:9] == ["1. How many?", "Note on question 1"]
    [row] = found
    assert (row[1], row[3], row[5]) == ("Customs", "2", "No")
    assert row[7:] == ["0", "", "Licences: Reviewed, Next", "", "Second.", "'=1+1", "In all."]


def test_answers_are_exported_to_excel_with_numbers_as_numbers(staff, answered):
    address = reverse("ethics_officers:answers-export", args=[answered.pk])

    _headings, row = xlsx_rows(staff.get(address))

    assert row[7] == 0.0
    entry = AuditEntry.objects.get(action="ethics_officers.answers_exported")
    assert entry.details == {"format": "xlsx", "found": 1}


# What is behind a figure -------------------------------------------------------------------------


def behind(department, key, **asked):
    query = "&".join(
        f"{name}={value}"
        for name, value in {"since": "2025-04-01", "until": "2026-04-01", **asked}.items()
    )
    address = reverse("ethics_officers:figure-detail", args=[department.pk, key])
    return f"{address}?{query}"


@pytest.fixture
def customs():
    return DepartmentFactory()


@pytest.fixture
def officer(customs):
    return DesignationFactory(department=customs, starts_on=dt.date(2025, 4, 11)).person


@pytest.fixture
def year(customs, officer):
    """Something behind every kind of figure."""
    was_there(officer, session(at("2025-09-01"), title_en="Gifts"), "present")
    ActivityFactory(department=customs, happened_on=dt.date(2025, 9, 2))
    PlanItemFactory(plan__department=customs, plan__year=2025, plan__submitted=True)


@pytest.mark.parametrize(
    ("key", "value", "row"),
    [
        ("attendances", "1", ["1 Sep 2025", "CHAN Tai-man", "Senior officers", "Gifts"]),
        ("sessions", "1", ["1 Sep 2025", "Gifts", "1", "1"]),
        ("persons_trained", "1", ["CHAN Tai-man", "1", "1 Sep 2025"]),
        ("coverage", "100.0%", ["CHAN Tai-man", "1", "1 Sep 2025"]),
        ("activities", "1", ["2 Sep 2025", "Talk at Kwai Chung Customhouse"]),
        ("plan_items", "1", ["Talks for recruits", "Awareness", "Planned", "—"]),
        ("vacant_days", "10 days", ["1 Apr 2025", "10 Apr 2025", "10"]),
    ],
)
def test_figure_opens_the_rows_it_counts(sign_in, officer, customs, year, key, value, row):
    response = sign_in(officer).get(behind(customs, key))

    assert response.context["words"] == value
    [found] = rows(response)
    assert all(cell.startswith(wanted) for cell, wanted in zip(found, row, strict=False))
    assert "1 April 2025 to 31 March 2026" in words(response)


@pytest.mark.parametrize(
    "key",
    ["attendances", "sessions", "persons_trained", "activities", "plan_items", "vacant_days"],
)
def test_rows_behind_a_figure_are_exported_and_noted(sign_in, officer, customs, year, key):
    found = csv_rows(sign_in(officer).get(behind(customs, key, export="csv")))

    assert len(found) == 2
    entry = AuditEntry.objects.get(action="ethics_officers.figure_exported")
    assert (entry.details["figure"], entry.details["since"]) == (key, "2025-04-01")


def test_looking_behind_a_figure_is_noted(sign_in, officer, customs, year):
    sign_in(officer).get(behind(customs, "persons_trained"))

    entry = AuditEntry.objects.get(action="ethics_officers.figure_viewed")
    assert (entry.object_id, entry.details["figure"]) == (customs.pk, "persons_trained")


def test_rows_behind_a_figure_take_as_many_queries_for_three_as_for_one(
    sign_in, officer, customs, year
):
    client, address = sign_in(officer), behind(customs, "attendances")
    for_one = queries_of(client, address)
    for person in PersonFactory.create_batch(2, posting__department=customs):
        was_there(person, session(at("2025-09-01")), "present")

    assert queries_of(client, address) == for_one


@pytest.mark.parametrize(
    "address",
    [
        "nothing/?since=2025-04-01&until=2026-04-01",
        "attendances/?since=2025-04-01",
        "attendances/?since=2026-04-01&until=2025-04-01",
        "attendances/?since=long&until=ago",
    ],
)
def test_figure_or_period_that_is_none_is_absent(sign_in, officer, customs, address):
    base = reverse("ethics_officers:figure-detail", args=[customs.pk, "x"])

    assert sign_in(officer).get(base.replace("x/", address)).status_code == 404


def test_figure_without_a_period_is_that_of_the_financial_year_so_far(sign_in, officer, customs):
    address = reverse("ethics_officers:figure-detail", args=[customs.pk, "vacant_days"])

    response = sign_in(officer).get(address)

    assert "1 April 2026 to 22 November 2026" in words(response)


THIS_YEAR = {"since": "2026-04-01", "until": "2027-04-01"}


def test_the_circulations_behind_their_number_are_listed_and_exported(staff):
    department = DepartmentFactory()
    recipient = RecipientFactory(department=department)
    address = behind(department, "circulations", **THIS_YEAR)

    response = staff.get(address)

    title = recipient.round.edition.publication.title_en
    assert rows(response) == [["22 Nov 2026", title, "1", "0"]]
    circulation = reverse("publications:circulation-detail", args=[recipient.round.circulation_id])
    assert f'href="{circulation}"' in response.text
    found = csv_rows(staff.get(behind(department, "circulations", export="csv", **THIS_YEAR)))
    assert found[1] == ["2026-11-22", title, "", "1", "0"]


def test_the_readers_behind_their_number_are_listed_and_exported(staff):
    department = DepartmentFactory()
    RecipientFactory(department=department, person__name_en="CHAN Siu-ming")
    recipient = RecipientFactory(department=department, opened_at=NOW, acknowledged_at=NOW)

    found = rows(staff.get(behind(department, "readers", **THIS_YEAR)))

    assert found == [[recipient.person.name_en, "1", "1", "22 Nov 2026"]]
    exported = csv_rows(
        staff.get(behind(department, "persons_asked_to_read", export="csv", **THIS_YEAR))
    )
    assert ["CHAN Siu-ming", "1", "0"] in [[row[0], row[2], row[3]] for row in exported]
