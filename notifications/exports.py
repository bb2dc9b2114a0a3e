"""The columns of the messages as a file."""

from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.exports import Column, labels
from notifications import emails
from notifications.models import Message


def message_columns() -> list[Column]:
    # The rows are written once the answer has begun, when the page's language is no longer active.
    language = translation.get_language()

    def in_words(reason: str) -> str:
        with translation.override(language):
            return gettext(reason) if reason else ""

    kinds = [(kind.name, kind.label) for kind in emails.KINDS.values()]
    return [
        Column(_("Written"), "created_at"),
        Column(_("Due"), "due_at"),
        Column(_("Sent"), "sent_at"),
        Column(_("Kind"), "kind", labels(kinds), width=30),
        Column(_("Recipient"), "recipient__person__name_en", width=24),
        Column(_("E-mail address"), "recipient__email", width=30),
        Column(_("Status"), "status", labels(Message.Status.choices)),
        Column(_("Why"), "reason", in_words, width=60),
        Column(_("What the mail server said"), "answer", width=60),
    ]
