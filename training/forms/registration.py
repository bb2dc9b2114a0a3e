"""Giving up a place, or one for another: what has to be asked, and only that."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form


class GivingUpForm(Form):
    """Giving up a place or a wait; why, once the cancellation deadline has passed."""

    reason = forms.CharField(
        label=_("Why you cancel"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Those who run the session read it."),
    )

    def ask(self, **asked: bool) -> None:
        """Show only what has to be asked; nothing that was typed or found wrong is hidden."""
        for name in self.fields:
            if not asked[name] and not self.data.get(name) and name not in self.errors:
                self.fields[name].widget = forms.HiddenInput()


class RemovalForm(Form):
    """Why staff cancel somebody's registration."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person reads it in the message."),
    )


class SwapForm(GivingUpForm):
    """Giving up one registration for another; whether the end of a waiting list will do."""

    may_wait = forms.BooleanField(
        label=_("Swap even if I only join the waiting list"), required=False
    )
