"""Designations from a spreadsheet: what each of its rows asks for, and the one to fill in."""

import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import xlsxwriter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.chinese import fold
from core.forms import check_day_can_be_meant
from ethics_officers.actions import WantedDesignation
from ethics_officers.forms import PhoneField
from ethics_officers.models import Designation
from people.models import Department, Person, with_user
from training.spreadsheets import MOST_ROWS, SpreadsheetRefused, guarded

_TITLES = {
    "department": gettext_lazy("Department code"),
    "capacity": gettext_lazy("Capacity"),
    "email": gettext_lazy("E-mail"),
    "post_title": gettext_lazy("Post title"),
    "phone": gettext_lazy("Office telephone"),
    "starts_on": gettext_lazy("First day"),
    "ends_on": gettext_lazy("First day without the designation"),
}
# Understood besides the titles of the template, in whatever language it was made.
_HEADINGS = {
    "department": ("Department", "Code", "部門代號", "部門"),
    "capacity": ("身分",),
    "email": ("Email", "E-mail address", "電郵", "電郵地址"),
    "post_title": ("Post", "職位", "職位名稱"),
    "phone": ("Telephone", "Phone", "辦公室電話", "電話"),
    "starts_on": ("From", "首日", "生效日期"),
    "ends_on": ("Until", "End", "終止日期"),
}
_NEEDED = {"department", "capacity", "email", "starts_on"}
_CAPACITIES: dict[str, tuple[str, ...]] = {
    Designation.Capacity.OFFICER: ("EO", "誠信事務主任"),
    Designation.Capacity.ASSISTANT: (
        "Assistant", "AEO", "助理誠信事務主任",
    ),
}  # fmt: skip
_DAY_FORMATS = ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%d/%m/%Y", "%d.%m.%Y")
_LONGEST_POST_TITLE = 150


class _RowProblem(Exception):
    """What is wrong with a row, for its reader."""


@dataclass(frozen=True)
class WantedRow:
    """A row of the spreadsheet: what it asks for, or why it can't be used."""

    number: int
    department: str
    officer: str
    wanted: WantedDesignation | None = None
    problem: str = ""


def read(rows: Sequence[Sequence[str]]) -> list[WantedRow]:
    """Say of each row of a spreadsheet what it asks for. Raises SpreadsheetRefused if of none."""
    heading = next((number for number, row in enumerate(rows) if any(row)), None)
    if heading is None or not any(map(any, rows[heading + 1 :])):
        raise SpreadsheetRefused(
            _("There is nothing in this spreadsheet. Fill in the template and choose that.")
        )
    columns = _columns(rows[heading])
    numbered = [
        (number, {name: row[at] if at < len(row) else "" for name, at in columns.items()})
        for number, row in enumerate(rows[heading + 1 :], start=heading + 2)
        if any(row)
    ]
    departments = {each.code.lower(): each for each in Department.objects.all()}
    emails = {cells["email"].lower() for _number, cells in numbered}
    persons = {
        person.user.email: person
        for person in with_user(Person.objects.filter(user__email__in=emails), "user")
        if person.user
    }
    return [_row(number, cells, departments, persons) for number, cells in numbered]


def template() -> bytes:
    """Give the spreadsheet to fill in, with the codes of the departments beside it."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    heading = book.add_format({"bold": True, "bg_color": "#e4f1ee", "bottom": 1})
    sheet = book.add_worksheet(_("Designations")[:31])
    for column, title in enumerate(_TITLES.values()):
        sheet.write_string(0, column, str(title), heading)
    sheet.set_column(0, len(_TITLES) - 1, 24)
    sheet.freeze_panes(1, 0)
    labels = [str(label) for label in Designation.Capacity.labels]
    sheet.data_validation(1, 1, MOST_ROWS, 1, {"validate": "list", "source": labels})
    codes = book.add_worksheet(_("Departments")[:31])
    codes.write_string(0, 0, _("Department code"), heading)
    codes.write_string(0, 1, _("Department"), heading)
    for line, department in enumerate(Department.objects.order_by("code"), start=1):
        codes.write_string(line, 0, guarded(department.code))
        codes.write_string(line, 1, guarded(str(department.name)))
    codes.set_column(0, 0, 18)
    codes.set_column(1, 1, 60)
    book.close()
    return file.getvalue()


@cache
def _known_headings() -> Mapping[str, str]:
    return _in_all_languages(_HEADINGS, _TITLES)


@cache
def _known_capacities() -> Mapping[str, str]:
    return _in_all_languages(_CAPACITIES, dict(Designation.Capacity.choices))


def _in_all_languages(
    words: Mapping[str, Iterable[str]], labels: Mapping[str, Any]
) -> Mapping[str, str]:
    """Give what is meant by each word, and by each label in each language."""
    known = {fold(word): meant for meant, many in words.items() for word in many}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            known |= {fold(str(label)): meant for meant, label in labels.items()}
    return known


def _columns(headings: Sequence[str]) -> dict[str, int]:
    """Find the columns by their headings."""
    columns: dict[str, int] = {}
    for number, heading in enumerate(headings):
        if name := _known_headings().get(fold(heading)):
            columns.setdefault(name, number)
    if not columns.keys() >= _NEEDED:
        raise SpreadsheetRefused(
            _(
                "The first row must name the columns: “Department code”, “Capacity”, “E-mail” and "
                "“First day”. Download the template to have them."
            )
        )
    return columns


def _row(
    number: int,
    cells: Mapping[str, str],
    departments: Mapping[str, Department],
    persons: Mapping[str, Person],
) -> WantedRow:
    department = departments.get(cells["department"].lower())
    person = persons.get(cells["email"].lower())
    shown = (
        str(department.name) if department else cells["department"],
        str(person) if person else cells["email"],
    )
    try:
        wanted = _wanted(cells, department, person)
    except _RowProblem as problem:
        return WantedRow(number, *shown, problem=str(problem))
    return WantedRow(number, *shown, wanted=wanted)


def _wanted(
    cells: Mapping[str, str], department: Department | None, person: Person | None
) -> WantedDesignation:
    if department is None:
        raise _RowProblem(_("No department has this code. Look it up in the template."))
    if person is None:
        raise _RowProblem(_("Nobody is known by this e-mail address. Correct it."))
    capacity = _known_capacities().get(fold(cells["capacity"]))
    if capacity is None:
        raise _RowProblem(_("This is no capacity. Write Ethics Officer or Assistant."))
    starts_on = _day(cells["starts_on"])
    if starts_on is None:
        raise _RowProblem(_("The first day is missing. Write it such as 2026-12-01."))
    post_title = cells.get("post_title", "")
    if len(post_title) > _LONGEST_POST_TITLE:
        raise _RowProblem(_("The post title is too long. Keep to 150 characters."))
    try:
        phone = str(PhoneField().clean(cells.get("phone", "")))
    except ValidationError as error:
        raise _RowProblem(" ".join(error.messages)) from error
    return WantedDesignation(
        department_id=department.pk,
        person_id=person.pk,
        capacity=capacity,
        starts_on=starts_on,
        ends_on=_day(cells.get("ends_on", "")),
        post_title=post_title,
        phone=phone,
    )


def _day(text: str) -> dt.date | None:
    """Read a day as spreadsheets of Hong Kong have it: 2026-12-01 or 1/12/2026."""
    if not text:
        return None
    for form in _DAY_FORMATS:
        try:
            day = dt.datetime.strptime(text, form).date()  # noqa: DTZ007 (a day has no zone)
            check_day_can_be_meant(day)
        except ValueError:
            continue
        except ValidationError as error:
            raise _RowProblem(" ".join(error.messages)) from error
        return day
    raise _RowProblem(_("“%(text)s” is not a date. Write it such as 2026-12-01.") % {"text": text})
