"""The dry run of a spreadsheet of attendance: what each of its rows would do, and nothing done."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from core.chinese import fold
from people.models import Person, User, with_user
from training.models import Attendance, Meeting, Registration
from training.spreadsheets import SpreadsheetRefused

# Headings and marks are understood in either script, whatever language the reader has now.
_HEADINGS = {
    "registration": ("Registration", "Registration number", "No.", "報名", "報名編號"),
    "email": ("E-mail", "Email", "E-mail address", "電郵", "電郵地址"),
    "mark": ("Attendance", "Mark", "出席", "出席情況", "出席紀錄"),
}
_MARKS = {
    Attendance.Status.PRESENT: ("Present", "P", "Yes", "出席"),
    Attendance.Status.PARTLY: ("Partly present", "Partly", "Part", "部分時間出席", "部分出席"),
    Attendance.Status.EXCUSED: ("Excused", "E", "獲准缺席", "請假"),
    Attendance.Status.ABSENT: ("Absent", "A", "No", "缺席", "無故缺席"),
}


@dataclass(frozen=True)
class ImportRow:
    """A row of the spreadsheet and what would come of it.

    `status` is the mark it would write; without one, `problem` says why not, or nothing changes.
    """

    number: int
    who: str
    mark: str
    registration: Registration | None = None
    status: str = ""
    standing: str = ""
    problem: str = ""

    @property
    def would_change(self) -> bool:
        return bool(self.status) and self.status != self.standing

    @property
    def status_label(self) -> str:
        return str(Attendance.Status(self.status).label) if self.status else ""

    @property
    def standing_label(self) -> str:
        return str(Attendance.Status(self.standing).label) if self.standing else ""


def dry_run(meeting: Meeting, rows: Sequence[Sequence[str]], user: User) -> list[ImportRow]:
    """Say for each row of a spreadsheet what it would do to the attendance of a meeting."""
    heading = next((number for number, row in enumerate(rows) if any(row)), None)
    if heading is None or not any(map(any, rows[heading + 1 :])):
        raise SpreadsheetRefused(
            _("There is nothing in this spreadsheet. Fill in the template and choose that.")
        )
    columns = _columns(rows[heading])
    return list(_Reader(meeting, user, columns).read(rows[heading + 1 :], first=heading + 2))


def rows_to_confirm(meeting: Meeting, sealed: Iterable[Sequence[Any]]) -> list[ImportRow]:
    """Give the rows of a dry run again that would have changed something."""
    registrations = meeting.session.registrations.select_related("person").in_bulk(
        [pk for pk, *_rest in sealed]
    )
    return [
        ImportRow(
            number=number,
            who=str(registrations[pk].person),
            mark=str(Attendance.Status(status).label),
            registration=registrations[pk],
            status=status,
            standing=standing,
        )
        for pk, status, standing, number in sealed
    ]


def _columns(headings: Sequence[str]) -> dict[str, int]:
    """Find the columns we need by their headings."""
    columns: dict[str, int] = {}
    for number, heading in enumerate(headings):
        for name, words in _HEADINGS.items():
            if fold(heading) in {fold(word) for word in words}:
                columns.setdefault(name, number)
    if "mark" not in columns or not {"registration", "email"} & columns.keys():
        raise SpreadsheetRefused(
            _(
                "The first row must name the columns: “Attendance”, and “E-mail” or "
                "“Registration”. Download the template to have them."
            )
        )
    return columns


@cache
def _known_marks() -> Mapping[str, str]:
    known = {}
    for status, words in _MARKS.items():
        for word in (status.value, *words):
            known[fold(word)] = status.value
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for value, label in Attendance.Status.choices:
                known.setdefault(fold(str(label)), value)
    return known


class _Reader:
    """Reads rows with what is known of the meeting, looked up once."""

    def __init__(self, meeting: Meeting, user: User, columns: Mapping[str, int]) -> None:
        self.columns = columns
        self.user = user
        registrations = with_user(meeting.session.registrations.all(), "person__user")
        self.by_id = {registration.pk: registration for registration in registrations}
        # Of several registrations of one person, the one with a place counts.
        self.by_email = {
            registration.person.user.email: registration
            for registration in sorted(registrations, key=lambda each: each.is_confirmed)
            if registration.person.user
        }
        self.standing = dict(meeting.attendances.values_list("registration_id", "status"))
        self.row_of: dict[int, int] = {}
        self.known_people: set[str] = set()

    def read(self, rows: Sequence[Sequence[str]], *, first: int) -> Iterable[ImportRow]:
        emails = {self._cell(row, "email").lower() for row in rows} - {""}
        self.known_people = set(
            Person.objects.visible_to(self.user)
            .filter(user__email__in=emails - self.by_email.keys())
            .values_list("user__email", flat=True)
        )
        for number, row in enumerate(rows, start=first):
            if any(row):
                yield self._row(number, row)

    def _row(self, number: int, row: Sequence[str]) -> ImportRow:
        email, registration_id = self._cell(row, "email").lower(), self._cell(row, "registration")
        mark = self._cell(row, "mark")
        registration, problem = self._find(email, registration_id)
        who = str(registration.person) if registration else email or registration_id
        status = _known_marks().get(fold(mark), "")
        if registration and not problem:
            problem = self._duplicate(registration, number)
        if not problem and mark and not status:
            problem = _(
                "“%(mark)s” is no mark. Write Present, Partly present, Excused or Absent."
            ) % {"mark": mark}
        return ImportRow(
            number=number,
            who=who,
            mark=mark,
            registration=registration,
            status="" if problem else status,
            standing=self.standing.get(registration.pk, "") if registration else "",
            problem=problem,
        )

    def _find(self, email: str, registration_id: str) -> tuple[Registration | None, str]:
        """The registration that a row is about, or what is wrong."""
        if not email and not registration_id:
            return None, _("This row names nobody. Give an e-mail address or a registration.")
        by_email = self.by_email.get(email)
        by_id = self.by_id.get(int(registration_id)) if registration_id.isdecimal() else None
        if registration_id and by_id is None:
            return None, _("Registration %(number)s is not one of this session.") % {
                "number": registration_id
            }
        if by_id and email and by_id != by_email and self._email_of(by_id) != email:
            return None, _(
                "Registration %(number)s belongs to somebody else than %(email)s. Correct either."
            ) % {"number": registration_id, "email": email}
        found = by_id or by_email
        if found is None:
            if email in self.known_people:
                return None, _(
                    "This person is not registered. Let them in as a walk-in on the board first."
                )
            return None, _("Nobody is known by this e-mail address. Correct it.")
        if not found.is_confirmed:
            return found, _("This person has no place in the session: %(status)s.") % {
                "status": found.get_status_display()
            }
        return found, ""

    def _duplicate(self, registration: Registration, number: int) -> str:
        earlier = self.row_of.setdefault(registration.pk, number)
        if earlier == number:
            return ""
        return _("Row %(row)d is about this person already. Remove one of the two.") % {
            "row": earlier
        }

    def _cell(self, row: Sequence[str], column: str) -> str:
        at = self.columns.get(column)
        return row[at] if at is not None and at < len(row) else ""

    @staticmethod
    def _email_of(registration: Registration) -> str:
        return registration.person.user.email if registration.person.user else ""
