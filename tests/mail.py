"""Messages to test with, and a real SMTP server to send them to."""

# ruff: noqa: N802 (aiosmtpd looks for its handlers by the SMTP command, in capitals)

import asyncio
import logging
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import factory
from aiosmtpd.controller import Controller
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from factory.django import DjangoModelFactory

from notifications.emails import Composed, Mail, TooLate, Unwanted, Writer, composes
from notifications.models import Message
from tests.clock import NOW
from tests.factories import UserFactory

CALENDAR = "\r\n".join(
    [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//tests//EN",
        "METHOD:REQUEST",
        "BEGIN:VEVENT",
        "UID:7d9c@integrity.example",
        "DTSTAMP:20261122T040000Z",
        "DTSTART:20261201T013000Z",
        "DTEND:20261201T043000Z",
        "SEQUENCE:2",
        "SUMMARY:利益衝突 Conflict of interest",
        "LOCATION:Conference Room 1",
        "ORGANIZER:MAILTO:no-reply@integrity.example",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
).encode()


class MessageFactory(DjangoModelFactory):
    """A note that is due; `context` says what its composer makes of it."""

    class Meta:
        model = Message

    key = factory.Sequence(lambda n: f"tests.note:{n}")
    kind = "tests.note"
    recipient = factory.SubFactory(UserFactory)
    about_id = factory.Sequence(lambda n: n)
    created_at = NOW
    due_at = NOW

    class Params:
        sending = factory.Trait(
            status=Message.Status.SENDING,
            claim="00000000-0000-4000-8000-000000000001",
            claimed_at=NOW,
        )
        sent = factory.Trait(status=Message.Status.SENT, sent_at=NOW)
        failed = factory.Trait(status=Message.Status.FAILED, reason="The mail server is gone.")


@composes("tests.note", label=_("Note"))
def note(messages: Sequence[Message], now: datetime) -> Writer:
    if any(message.context.get("breaks_batch") for message in messages):
        raise LookupError("This batch can't be read.")

    def write(message: Message) -> Composed:
        if message.context.get("breaks"):
            raise LookupError("This message can't be written.")
        if message.context.get("is_unwanted"):
            return Unwanted(_("The note was withdrawn."))
        if message.context.get("is_late"):
            return TooLate(_("The note came too late."))
        return Mail(
            subject=f"Note {message.about_id}",
            text=f"Read in {translation.get_language()}.\n",
            html=f"<p>Read in {translation.get_language()}.</p>",
            calendar=CALENDAR if message.context.get("invites") else None,
        )

    return write


Reply = str | None


@dataclass
class Sink:
    """An SMTP server on this machine that keeps what it accepts.

    `refuses` gives its reply to some recipients, `refuses_sender` that to every sender. `on_mail`
    is called with the number of each mail that has arrived, before that is confirmed, and may
    give a reply that refuses it. At the mail `breaks_off_at` the connection ends without a word.
    """

    port: int = 0
    connections: int = 0
    arrived: int = 0
    contents: list[bytes] = field(default_factory=list)
    refuses: dict[str, str] = field(default_factory=dict)
    refuses_sender: Reply = None
    on_mail: Callable[[int], Reply] = lambda number: None
    breaks_off_at: int | None = None

    def mails(self) -> list[EmailMessage]:
        return [message_from_bytes(content, policy=policy.default) for content in self.contents]

    def message_ids(self) -> list[str]:
        return [mail["Message-ID"] for mail in self.mails()]

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.refuses_sender:
            return self.refuses_sender
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.arrived += 1
        number = self.arrived
        if number == self.breaks_off_at:
            server.transport.abort()
            return "250 nobody reads this"
        self.contents.append(envelope.original_content)
        reply = await asyncio.get_running_loop().run_in_executor(None, self.on_mail, number)
        if reply:
            self.contents.remove(envelope.original_content)
        return reply or "250 OK"


@contextmanager
def smtp_sink(settings) -> Iterator[Sink]:
    """Run such a server, and let mail go there."""
    logging.getLogger("mail.log").setLevel(logging.WARNING)  # aiosmtpd tells of every line
    sink = Sink(port=free_port())
    controller = Controller(sink, hostname="127.0.0.1", port=sink.port, server_hostname="localhost")
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
    settings.EMAIL_TIMEOUT = 10
    try:
        yield sink
    finally:
        controller.stop()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
