"""Which form it is that makes something new, so that sent twice it makes one."""

from uuid import UUID, uuid4

from django import forms

from core.forms import Form


class KeyForm(Form):
    """A key that each form gets when it is opened, and sends along however often it is sent."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def given_key(self) -> UUID | None:
        """Give the key, as far as it can be read."""
        return None if "key" in self.errors else self.cleaned_data.get("key")
