"""What a mail is, and who composes which kind of message.

An app registers its composers in its own `emails.py`, which is imported when Django starts:

    @composes("training.reminder", label=_("Reminder of a session"))
    def reminder(messages: Sequence[Message], now: datetime) -> Writer:
        registrations = Registration.objects.in_bulk([m.about_id for m in messages])

        def write(message: Message) -> Composed:
            registration = registrations[message.about_id]
            if not registration.is_confirmed:
                return Unwanted(_("The registration was cancelled."))
            return Mail.from_templates("training/emails/reminder", subject=…, context=…)

        return write
"""

import datetime as dt
import logging
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from notifications.mime import Letter
from notifications.models import Message

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as LazyText

logger = logging.getLogger(__name__)

# Stands for the reader's name in a mail written for many; nobody's name and no text has it.
BLANK = "\ue000"


@dataclass(frozen=True)
class Mail:
    """A mail ready to be sent: its words, in the reader's language, and perhaps an invitation."""

    subject: str
    text: str
    html: str
    calendar: bytes | None = None
    calendar_method: str = "REQUEST"

    @classmethod
    def from_templates(
        cls,
        name: str,
        *,
        subject: str,
        context: Mapping[str, Any],
        calendar: bytes | None = None,
        calendar_method: str = "REQUEST",
    ) -> "Mail":
        """Write a mail from `<name>.txt` and `<name>.html`, in the active language.

        They extend `emails/layout.txt` and `emails/layout.html`. Besides the context they know
        `subject`, `language`, `site_name`, and `base_url` to put before every `{% url %}`.
        """
        subject = " ".join(str(subject).split())
        full_context = {
            "base_url": settings.BASE_URL,
            "language": translation.get_language(),
            "site_name": settings.SITE_NAME,
            "subject": subject,
            **context,
        }
        return cls(
            subject=subject,
            text=_tidy(render_to_string(f"{name}.txt", full_context)),
            html=render_to_string(f"{name}.html", full_context),
            calendar=calendar,
            calendar_method=calendar_method,
        )

    def to(self, name: str, *, calendar: bytes | None) -> "Mail":
        """Give this mail, which was written for many with BLANK as the name, to one of them."""
        return replace(
            self,
            text=self.text.replace(BLANK, name),
            html=self.html.replace(BLANK, escape(name)),
            calendar=calendar,
        )


@dataclass(frozen=True)
class Unwanted:
    """What the message was to tell is no longer so. The reason is shown to staff."""

    reason: "LazyText"


@dataclass(frozen=True)
class TooLate:
    """The message would still be right, but comes too late to be of use."""

    reason: "LazyText"


@dataclass(frozen=True)
class Uncomposable:
    """The message can't be composed; that is a fault of the program."""

    reason: "LazyText"


Composed = Mail | Unwanted | TooLate
Writer = Callable[[Message], Composed]
Composer = Callable[[Sequence[Message], dt.datetime], Writer]


@dataclass(frozen=True)
class Kind:
    """A kind of message: what staff call it, and what composes it."""

    name: str
    label: "LazyText"
    composer: Composer


KINDS: dict[str, Kind] = {}


def composes(kind: str, *, label: "LazyText") -> Callable[[Composer], Composer]:
    """Make a function the composer of a kind of message.

    It is called with a batch of messages of that kind, each with its recipient loaded, and reads
    what they need in a few queries. The writer it gives back is called for each message in turn,
    with the reader's language active, and decides there whether the message is still wanted.
    Nothing that fails for one message harms the others.
    """

    def register(composer: Composer) -> Composer:
        if kind in KINDS:
            raise ValueError(f"Messages of the kind {kind} already have a composer.")
        KINDS[kind] = Kind(kind, label, composer)
        return composer

    return register


def compose(
    messages: Sequence[Message], now: dt.datetime
) -> Iterator[tuple[Message, Composed | Uncomposable]]:
    """Give each message with its mail, or with what keeps it from being sent."""
    reachable = defaultdict(list)
    for message in messages:
        if not message.recipient.is_active:
            yield message, Unwanted(_("The recipient's account is closed."))
        elif not message.recipient.email:
            yield message, Unwanted(_("The recipient has no e-mail address."))
        else:
            reachable[message.kind].append(message)
    for kind, of_this_kind in reachable.items():
        if kind in KINDS:
            yield from _compose_with(KINDS[kind].composer, of_this_kind, now)
        else:
            for message in of_this_kind:
                yield message, Uncomposable(_("This release does not know this kind of message."))


def _compose_with(
    composer: Composer, messages: Sequence[Message], now: dt.datetime
) -> Iterator[tuple[Message, Composed | Uncomposable]]:
    try:
        write = composer(messages, now)
    except (OperationalError, InterfaceError):
        raise  # The database is away, which is no fault of a message.
    except Exception:
        if len(messages) == 1:
            yield messages[0], _fault_in(messages[0])
        else:
            for message in messages:
                yield from _compose_with(composer, [message], now)
        return
    for message in messages:
        yield message, _write_with(write, message)


def _write_with(write: Writer, message: Message) -> Composed | Uncomposable:
    try:
        with translation.override(message.recipient.language):
            return write(message)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        return _fault_in(message)


def _fault_in(message: Message) -> Uncomposable:
    logger.exception("Message %s of the kind %s can't be composed", message.pk, message.kind)
    return Uncomposable(_("A fault in the program kept this message from being written."))


def as_email(message: Message, mail: Mail, now: dt.datetime) -> Letter:
    """Give the mail as it goes over the wire; whoever receives it twice can tell by its id."""
    forms = [("text/plain", mail.text), ("text/html", mail.html)]
    if mail.calendar is not None:
        # Outlook and Gmail offer to accept only what is an alternative and names its method.
        method = f"text/calendar; method={mail.calendar_method}"
        forms.append((method, mail.calendar.decode()))
    return Letter(
        subject=mail.subject,
        to=[message.recipient.email],
        headers={
            "Message-ID": f"<{message.pk}@{urlsplit(settings.BASE_URL).hostname}>",
            "Date": format_datetime(now),
            "Auto-Submitted": "auto-generated",
        },
        forms=forms,
        boundary=f"=_{message.pk.hex}",
    )


def _tidy(text: str) -> str:
    """Take away the blank space that template tags leave behind."""
    lines = (line.rstrip() for line in text.strip().splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"
