"""Who came: marks of the board, people let in at the door, spreadsheets."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from people.models import Person, User
from training.models import Attendance, Meeting, Registration

REASON_MAX_LENGTH = 500
# So long may somebody think about what a spreadsheet would do before confirming it.
_THINKING_TIME = dt.timedelta(hours=2)
_SALT = "training.attendance_import"
_MARK = "registration-"

# A registration, the mark for it, the mark that was seen, and the row of the spreadsheet.
SealedRow = tuple[int, str, str, int]


class _MarkField(forms.ChoiceField):
    """One mark for one registration, that may be left open."""

    def __init__(self, registration: Registration, standing: str) -> None:
        super().__init__(
            label=str(registration.person),
            choices=Attendance.Status,
            widget=forms.RadioSelect,
            required=False,
            initial=standing,
        )


class _Corrects(Form):
    """Says why, where the session was held already; the action refuses without."""

    reason = forms.CharField(
        label=_("Reason for the correction"), max_length=REASON_MAX_LENGTH, required=False
    )


@dataclass(frozen=True)
class MarkRow:
    """A line of the board: who, the choice, the mark that stands, and what the reader saw."""

    registration: Registration
    field: forms.BoundField
    attendance: Attendance | None
    seen: str


class AttendanceForm(_Corrects):
    """One choice for each registration of a meeting; what is left open stays unmarked.

    Beside each choice goes what the reader saw when choosing, as `seen-…`.
    """

    def __init__(
        self, *args: Any, meeting: Meeting, registrations: list[Registration], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        standing = {
            attendance.registration_id: attendance
            for attendance in meeting.attendances.filter(registration__in=registrations)
        }
        self.rows: list[MarkRow] = []
        for registration in registrations:
            name = f"{_MARK}{registration.pk}"
            attendance = standing.get(registration.pk)
            status = attendance.status if attendance else ""
            self.fields[name] = _MarkField(registration, status)
            seen = self.data.get(f"seen-{registration.pk}", "") if self.is_bound else status
            self.rows.append(MarkRow(registration, self[name], attendance, seen))

    @staticmethod
    def named_in(data: Iterable[str]) -> list[int]:
        """Give the registrations that a posted board has a mark for."""
        ids = (name.removeprefix(_MARK) for name in data if name.startswith(_MARK))
        return [int(pk) for pk in ids if pk.isdecimal() and len(pk) < 19]

    def marks(self) -> dict[int, str]:
        """Give what was chosen anew, by the id of the registration."""
        return {
            row.registration.pk: status
            for row in self.rows
            if (status := self.cleaned_data[row.field.name]) and status != row.seen
        }

    def seen(self) -> dict[int, str]:
        """Give what stood when the choices were made, by the id of the registration."""
        return {row.registration.pk: row.seen for row in self.rows}


class UndoForm(Form):
    """Which change to take back: those marks are known by the instant they were made."""

    made_at = forms.DateTimeField(widget=forms.HiddenInput)


class WalkInForm(_Corrects):
    """Somebody at the door, chosen from the people within the user's scope."""

    person = forms.ModelChoiceField(queryset=Person.objects.none(), widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["person"].queryset = Person.objects.visible_to(user)


class ImportForm(Form):
    """A spreadsheet of marks. Its content is checked by whoever reads it."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_("Excel (.xlsx) or CSV, up to 2 MB and 2,000 rows."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={
            "required": _("Choose the spreadsheet to read."),
            "empty": _("This file is empty. Choose the one that was filled in."),
        },
    )


class ImportConfirmationForm(_Corrects):
    """What the dry run has shown, sealed so that exactly that is written."""

    sealed = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, meeting: Meeting, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting, self.user = meeting, user

    @staticmethod
    def seal(meeting: Meeting, user: User, rows: list[SealedRow]) -> str:
        """Give the marks of a dry run in a form that this user can send back, but not change."""
        return signing.dumps([meeting.pk, user.pk, rows], salt=_SALT, compress=True)

    def clean_sealed(self) -> list[SealedRow]:
        try:
            meeting, user, rows = signing.loads(
                self.cleaned_data["sealed"], salt=_SALT, max_age=_THINKING_TIME
            )
        except signing.BadSignature:
            meeting = user = rows = None
        if (meeting, user) != (self.meeting.pk, self.user.pk):
            raise forms.ValidationError(
                _("What was shown is too old to be saved. Choose the spreadsheet again.")
            )
        return rows

    def marks(self) -> dict[int, str]:
        return {pk: status for pk, status, _seen, _row in self.cleaned_data["sealed"]}

    def seen(self) -> dict[int, str]:
        return {pk: seen for pk, _status, seen, _row in self.cleaned_data["sealed"]}
