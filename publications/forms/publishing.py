"""When readers have an edition, from when not, and why it is taken back."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from core.widgets import MomentInput


class ExpiryForm(Form):
    """Until when readers have it."""

    expires_at = forms.DateTimeField(
        label=_("Expires at"),
        widget=MomentInput,
        required=False,
        help_text=_("Leave it empty if it does not expire."),
    )


class PublishingForm(ExpiryForm):
    """From when readers have it, and until when."""

    NOW, LATER = "now", "later"

    when = forms.ChoiceField(
        label=_("Publish"),
        choices=[(NOW, _("Now")), (LATER, _("At a minute to come"))],
        widget=forms.RadioSelect,
    )
    publish_at = forms.DateTimeField(label=_("Published at"), widget=MomentInput, required=False)

    # What of the edition the form was opened with.
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    field_order = ("when", "publish_at", "expires_at")

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        is_later = values.get("when") == self.LATER
        if is_later and not values.get("publish_at") and "publish_at" not in self.errors:
            self.add_error("publish_at", _("Choose the minute, or publish now."))
        return values

    @property
    def minute(self) -> dt.datetime | None:
        """The minute a valid form asks for; none is now."""
        values = self.cleaned_data
        return values["publish_at"] if values["when"] == self.LATER else None


class WithdrawalForm(Form):
    """Why an edition is withdrawn."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Staff see it."),
    )
