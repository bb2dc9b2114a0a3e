"""Under which name a list is saved, whom it is shared with, and when it is sent."""

import re
from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.forms.widgets import CheckboxSelectMultiple
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.exports import FileFormat
from core.forms import Form
from core.lists import listed
from people.models import Department, User
from people.roles import Role
from reporting import permissions
from reporting.actions.saved import Sharing
from reporting.models import SavedReport
from reporting.rules.saved import Rhythm

_BETWEEN_ADDRESSES = re.compile(r"[\s,;，；]+")


class SavedReportForm(Form):
    """The use-case of saving a list, and of changing what was saved."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        help_text=gettext_lazy("Those you share it with read it, too."),
    )
    readers = forms.CharField(
        label=gettext_lazy("People"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Their e-mail addresses, each on a line. If it is sent by mail, they get it, too."
        ),
    )
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Roles"),
        choices=[(role, role.label) for role in Role if role != Role.CIVIL_SERVANT],
        widget=CheckboxSelectMultiple,
        required=False,
    )
    departments = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Bureaux and departments"),
        queryset=Department.objects.none(),
        widget=CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy(
            "With roles ticked as well, it is shared with those who hold them there. None of this "
            "lets anybody see more than they see anyway."
        ),
    )
    rhythm = forms.ChoiceField(
        label=gettext_lazy("Send it by mail"),
        choices=SavedReport.Rhythm,
        widget=forms.RadioSelect,
        initial=SavedReport.Rhythm.NEVER,
        help_text=gettext_lazy(
            "The mail leads to the file, which asks to sign in; it has no data in itself."
        ),
    )
    weekday = forms.TypedChoiceField(
        label=gettext_lazy("Every week on"),
        choices=[(number + 1, name) for number, name in WEEKDAYS.items()],
        coerce=int,
        empty_value=None,
        required=False,
    )
    month_day = forms.IntegerField(
        label=gettext_lazy("Every month on day"),
        min_value=1,
        max_value=31,
        required=False,
        help_text=gettext_lazy("In a month that has not that many days, the last one."),
    )
    file_format = forms.ChoiceField(
        label=gettext_lazy("File"),
        choices=[(FileFormat.XLSX, gettext_lazy("Excel")), (FileFormat.CSV, gettext_lazy("CSV"))],
        initial=FileFormat.XLSX,
    )

    def __init__(self, *args: Any, user: User, report: SavedReport | None = None, **kwargs: Any):
        super().__init__(*args, initial=_as_saved(report) if report else None, **kwargs)
        self._user = user
        departments = permissions.departments_to_share_with(user)
        field: Any = self.fields["departments"]
        field.queryset = departments
        shared = ["readers", "roles", "departments"]
        if not departments.exists():
            # Who looks after nobody keeps it, or has it sent, for themselves alone.
            for name in shared:
                del self.fields[name]
            shared = []
        self.helper.layout = Layout(
            "name",
            *([Fieldset(_("Share it with"), *shared)] if shared else []),
            Fieldset(_("By mail"), "rhythm", "weekday", "month_day", "file_format"),
        )

    def clean_readers(self) -> list[User]:
        asked = {
            each.lower() for each in _BETWEEN_ADDRESSES.split(self.cleaned_data["readers"]) if each
        }
        readers = permissions.readers_to_share_with(self._user).filter(email__in=asked)
        found = {reader.email: reader for reader in readers.defer("password")}
        if missing := sorted(asked - set(found)):
            self.add_error(
                "readers",
                _(
                    "Nobody whom you can share with has this address: %(addresses)s. Correct it, "
                    "or take it out."
                )
                % {"addresses": listed(missing)},
            )
        return list(found.values())

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        rhythm = given.get("rhythm")
        if rhythm == SavedReport.Rhythm.WEEKLY and not given.get("weekday"):
            self.add_error("weekday", _("Choose the day of the week."))
        if (
            rhythm == SavedReport.Rhythm.MONTHLY
            and "month_day" not in self.errors
            and not given.get("month_day")
        ):
            self.add_error("month_day", _("Write the day of the month, from 1 to 31."))
        if (
            given.get("roles")
            and not given.get("departments")
            and not permissions.may_share_with_all(self._user)
        ):
            self.add_error("departments", _("Tick the department in which those hold the roles."))
        return given

    def values(self) -> dict[str, Any]:
        """What the actions ask for."""
        given = self.cleaned_data
        kind = given["rhythm"]
        weekly, monthly = SavedReport.Rhythm.WEEKLY, SavedReport.Rhythm.MONTHLY
        return {
            "name": given["name"],
            "sharing": Sharing(
                roles=given.get("roles", ()),
                departments=given.get("departments", ()),
                readers=given.get("readers", ()),
            ),
            "rhythm": Rhythm(
                kind,
                weekday=given["weekday"] if kind == weekly else None,
                month_day=given["month_day"] if kind == monthly else None,
            ),
            "file_format": given["file_format"],
        }


def _as_saved(report: SavedReport) -> dict[str, Any]:
    return {
        "name": report.name,
        "readers": "\n".join(report.readers.order_by("email").values_list("email", flat=True)),
        "roles": report.roles,
        "departments": report.departments.all(),
        "rhythm": report.rhythm,
        "weekday": report.weekday,
        "month_day": report.month_day,
        "file_format": report.file_format,
    }
