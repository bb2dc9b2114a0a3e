"""Marking who came."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from training.models import Attendance, Meeting, Registration


class AttendanceForm(Form):
    """One choice for each registration of a meeting; what is left open stays unmarked."""

    def __init__(
        self, *args: Any, meeting: Meeting, registrations: list[Registration], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        shown = meeting.attendances.filter(registration__in=registrations)
        standing = dict(shown.values_list("registration_id", "status"))
        self.rows: list[tuple[Registration, forms.BoundField]] = []
        for registration in registrations:
            name = f"registration-{registration.pk}"
            self.fields[name] = forms.ChoiceField(
                label=str(registration.person),
                choices=Attendance.Status,
                widget=forms.RadioSelect,
                required=False,
                initial=standing.get(registration.pk),
            )
            self.rows.append((registration, self[name]))

    def clean(self) -> dict[str, Any]:
        # A mark for somebody who is no longer on the page must not be lost without a word.
        if any(name.startswith("registration-") for name in set(self.data) - set(self.fields)):
            raise forms.ValidationError(
                _("Somebody on this page has cancelled meanwhile. Reload the page and mark again.")
            )
        return super().clean() or {}

    def marks(self) -> dict[int, str]:
        """Give what is marked, by the id of the registration."""
        return {
            registration.pk: status
            for registration, field in self.rows
            if (status := self.cleaned_data[field.name])
        }
