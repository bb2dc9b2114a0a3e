"""Filters of the messages; their state is in the address."""

from typing import Any

import django_filters as filters
from django import forms
from django.utils.translation import gettext_lazy as _

from notifications import emails
from notifications.models import Message, MessageQuerySet
from people.queries import users_named


def kinds() -> list[tuple[str, Any]]:
    return sorted(
        ((kind.name, kind.label) for kind in emails.KINDS.values()), key=lambda kind: str(kind[1])
    )


class MessageFilter(filters.FilterSet):
    """Finding a message: to whom, of which kind, and what became of it."""

    q = filters.CharFilter(
        label=_("Recipient, by name or e-mail address"),
        method="to_recipient",
        widget=forms.SearchInput,
    )
    kind = filters.ChoiceFilter(label=_("Kind"), choices=kinds, empty_label=_("Any kind"))
    status = filters.ChoiceFilter(
        label=_("Status"), choices=Message.Status, empty_label=_("Any status")
    )

    unresent = filters.BooleanFilter(
        label=_("Without those sent again"), method="not_sent_again", widget=forms.CheckboxInput
    )

    class Meta:
        model = Message
        fields = ("q", "kind", "status", "unresent")

    def to_recipient(self, messages: MessageQuerySet, name: str, value: str) -> MessageQuerySet:
        return messages.filter(recipient__in=users_named(value).values("pk"))

    def not_sent_again(self, messages: MessageQuerySet, name: str, value: bool) -> MessageQuerySet:
        return messages.unresent() if value else messages

    def summary(self) -> dict[str, Any]:
        """What was asked for, for the audit log: never the words of a search, which are names."""
        chosen = self.form.cleaned_data
        return {
            "searched": bool(chosen.get("q")),
            "kind": chosen.get("kind", ""),
            "status": chosen.get("status", ""),
        }
