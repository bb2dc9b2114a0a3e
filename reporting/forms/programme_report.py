"""The period of a programme report."""

from django import forms

from reporting.forms.papers import PaperForm


class ProgrammeReportForm(PaperForm):
    """The period, and which pressing of the button it is: pressed twice, it is made once."""

    asking = forms.UUIDField(widget=forms.HiddenInput)
