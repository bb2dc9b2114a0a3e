"""What our forms share: crispy lays them out, in a form element that the template writes."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms


class LaidOut:
    """Gives a form its `helper`. Change its layout in `__init__`: `self.helper.layout = Layout(…)`.

    The template writes what is around the fields, so that it can hold more than one form:

        <form method="post" novalidate>
          {% csrf_token %}
          {% crispy form %}
          <button class="btn btn-primary">…</button>
        </form>

    `{% crispy form %}` starts with the summary of errors, each a link to its field.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True


class Form(LaidOut, forms.Form):
    """Input to a use-case."""


class ModelForm(LaidOut, forms.ModelForm):
    """Input to reference data."""
