"""The period of a document, as a form of its page has it."""

import datetime as dt
from typing import Any

from django import forms

from reporting.periods import PeriodForm


class PaperForm(PeriodForm):
    """A period whose fields look as they do above lists."""

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        for field in self.fields.values():
            if isinstance(field.widget, forms.CheckboxSelectMultiple):
                field.widget.attrs["class"] = "form-check-input"
            else:
                is_date = isinstance(field, forms.DateField)
                field.widget.attrs["class"] = "form-control" if is_date else "form-select"
