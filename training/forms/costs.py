"""What a session cost."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form


class CostForm(Form):
    """A sum of Hong Kong dollars, or nothing."""

    cost = forms.DecimalField(
        label=_("Cost in Hong Kong dollars"),
        help_text=_("All that was paid for it: venue, speakers, material. Empty if not known."),
        required=False,
        min_value=Decimal(0),
        max_digits=10,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "0.01"}),
        error_messages={
            "invalid": _("Write a sum in digits, such as 1200.50."),
            "min_value": _("Write what it cost in dollars, 0 or more."),
            "max_digits": _("This is too much: write 99999999.99 or less."),
            "max_whole_digits": _("This is too much: write 99999999.99 or less."),
            "max_decimal_places": _("Write cents with two digits, such as 1200.50."),
        },
    )
