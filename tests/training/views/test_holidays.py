"""The page of the general holidays, and a year's days read from a spreadsheet and saved."""

import datetime as dt

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.models import GeneralHoliday
from people.roles import Role
from tests.clock import NOW
from tests.pages import words
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

LIST = reverse("training:holiday-list")
PAGE = reverse("training:holiday-year", args=[2028])


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def staff(as_role):
    return as_role(Role.PROGRAMME_STAFF)


def holiday(date="2028-01-01"):
    return GeneralHoliday.objects.create(
        date=dt.date.fromisoformat(date),
        name_en="New Year",
        name_zh_hant="新年",
        name_zh_hans="新年",
    )


def sheet(text):
    return SimpleUploadedFile("holidays.csv", text.encode(), content_type="text/csv")


def lines(*days):
    fields = {"days-TOTAL_FORMS": str(len(days)), "days-INITIAL_FORMS": "0"}
    for at, (date, en, zh) in enumerate(days):
        fields |= {f"days-{at}-date": date, f"days-{at}-name_en": en, f"days-{at}-name_zh_hant": zh}
    return fields


def test_years_are_shown_and_those_to_come_that_lack_their_days(staff, as_role):
    GeneralHoliday.objects.all().delete()
    holiday("2027-01-01")

    page = staff.get(LIST)

    assert [year for year, _days in page.context["years"]] == [2027]
    assert page.context["missing"] == [2026, 2028]
    assert "The general holidays of 2028 are not loaded yet." in words(page)
    assert PAGE in page.text
    assert "Friday 1 January 2027 · New Year" in words(page)
    assert PAGE not in as_role(Role.AUDITOR).get(LIST).text


def test_a_spreadsheet_is_read_into_the_lines_and_saves_nothing(staff):
    file = sheet(
        "Date,English name,Chinese name\n2028-01-01,New Year,新年\n01/05/2028,Labour,勞動節\n"
    )

    page = staff.post(PAGE, {"read": "1", "file": file})

    assert page.status_code == 200
    assert "The spreadsheet is read into the lines below." in words(page)
    found = [form.initial for form in page.context["forms"] if form.initial]
    assert [(each["date"], each["name_zh_hant"]) for each in found] == [
        (dt.date(2028, 1, 1), "新年"),
        (dt.date(2028, 5, 1), "勞動節"),
    ]
    assert not GeneralHoliday.objects.filter(date__year=2028).exists()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "This file is empty."),
        ("Date,English name,Chinese name\n", "There is nothing in this spreadsheet."),
        ("Date,Name\n2028-01-01,New Year\n", "The first row must name the columns"),
        ("Date,Name,中文名稱\nsoon,New Year,新年\n", "Row 2: “soon” is no date."),
    ],
)
def test_a_spreadsheet_that_can_not_be_read_says_why(staff, text, sentence):
    page = staff.post(PAGE, {"read": "1", "file": sheet(text)})

    assert page.status_code == 422
    assert sentence in words(page)


def test_lines_are_saved_and_empty_ones_are_none(staff):
    page = staff.post(PAGE, lines(("2028-01-01", "New Year", "新年"), ("", "", "")), follow=True)

    assert "1 general holiday of 2028 is loaded." in words(page)
    [day] = GeneralHoliday.objects.filter(date__year=2028)
    assert (day.date, day.name_en) == (dt.date(2028, 1, 1), "New Year")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (("2027-01-01", "New Year", "新年"), "This is no day of 2028."),
        (("2028-01-01", "", "新年"), "Please fill this in, or empty the whole line."),
        (("", "", ""), "Give at least one day"),
    ],
)
def test_a_wrong_line_says_what_is_wrong_and_keeps_what_was_typed(staff, line, sentence):
    page = staff.post(PAGE, lines(line))

    assert page.status_code == 422
    assert sentence in words(page)
    assert page.context["forms"][0]["date"].value() == line[0]
    assert not GeneralHoliday.objects.filter(date__year=2028).exists()


def test_a_date_there_twice_is_refused_in_a_sentence(staff):
    page = staff.post(PAGE, lines(("2028-01-01", "a", "甲"), ("2028-01-01", "b", "乙")))

    assert page.status_code == 422
    assert "A date is there twice." in words(page)


def test_a_year_that_can_not_be_meant_is_absent(staff):
    assert staff.get(reverse("training:holiday-year", args=[1066])).status_code == 404


def test_pages_take_as_many_queries_for_three_days_as_for_one(staff):
    holiday()
    few = [queries_of(staff, page) for page in (LIST, PAGE)]

    holiday("2028-05-01")
    holiday("2028-07-01")

    assert [queries_of(staff, page) for page in (LIST, PAGE)] == few
