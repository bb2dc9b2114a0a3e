"""Confirming what a spreadsheet of designations would do."""

import datetime as dt
from dataclasses import astuple
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from ethics_officers.actions import WantedDesignation
from people.models import User

# So long may somebody think about what a spreadsheet would do before confirming it.
_THINKING_TIME = dt.timedelta(hours=2)
_SALT = "ethics_officers.designation_import"


class DesignationsConfirmationForm(Form):
    """What the dry run has shown, sealed so that exactly that is recorded."""

    sealed = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    @staticmethod
    def seal(user: User, wanted: list[WantedDesignation]) -> str:
        """Give the rows of a dry run in a form that this user can send back, but not change."""
        rows = [
            [value.isoformat() if isinstance(value, dt.date) else value for value in astuple(each)]
            for each in wanted
        ]
        return signing.dumps([user.pk, rows], salt=_SALT, compress=True)

    def clean_sealed(self) -> list[WantedDesignation]:
        try:
            user, rows = signing.loads(
                self.cleaned_data["sealed"], salt=_SALT, max_age=_THINKING_TIME
            )
        except signing.BadSignature:
            user, rows = None, []
        if user != self.user.pk:
            raise forms.ValidationError(
                _("What was shown is too old to be saved. Choose the spreadsheet again.")
            )
        return [
            WantedDesignation(
                department,
                person,
                capacity,
                dt.date.fromisoformat(starts_on),
                dt.date.fromisoformat(ends_on) if ends_on else None,
                post_title,
                phone,
            )
            for department, person, capacity, starts_on, ends_on, post_title, phone in rows
        ]
