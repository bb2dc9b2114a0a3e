"""The mail server: what becomes of a mail that is handed to it."""

import contextlib
import smtplib
from dataclasses import dataclass
from enum import Enum, auto
from types import TracebackType
from typing import Self

from django.core.mail import EmailMessage, get_connection

_SERVICE_CLOSING = 421
_PERMANENT = 500
_TOO_LARGE = 552


class Outcome(Enum):
    """What happened to a mail, which decides what to do with it and with those after it."""

    ACCEPTED = auto()
    REFUSED = auto()  # for good
    POSTPONED = auto()  # this one; others may go
    BROKEN_OFF = auto()  # while this one was handed over
    UNREACHABLE = auto()  # before this one was handed over


@dataclass(frozen=True)
class Delivery:
    outcome: Outcome
    answer: str = ""


class MailServer:
    """The configured mail server, over one connection that is opened for the first mail.

    `with MailServer() as server: server.deliver(email)`
    """

    def __init__(self) -> None:
        self._connection = get_connection()
        self._is_open = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        # What was accepted stays accepted, however the goodbye goes.
        with contextlib.suppress(OSError):
            self._connection.close()

    def deliver(self, email: EmailMessage) -> Delivery:
        """Hand a mail over and tell what became of it. Nothing a server can do raises."""
        if not self._is_open:
            try:
                self._connection.open()
            except OSError as error:  # smtplib's errors are OSErrors too
                return Delivery(Outcome.UNREACHABLE, str(error))
            self._is_open = True
        try:
            self._connection.send_messages([email])
        except smtplib.SMTPRecipientsRefused as error:
            code, text = next(iter(error.recipients.values()))
            return Delivery(_outcome(code), _answer(code, text))
        except smtplib.SMTPSenderRefused as error:
            # Being refused as a sender is a matter of configuration, unless it is of size.
            code = error.smtp_code
            outcome = Outcome.REFUSED if code == _TOO_LARGE else Outcome.POSTPONED
            return Delivery(outcome, _answer(code, error.smtp_error))
        except smtplib.SMTPResponseException as error:
            return Delivery(_outcome(error.smtp_code), _answer(error.smtp_code, error.smtp_error))
        except OSError as error:
            return Delivery(Outcome.BROKEN_OFF, str(error))
        except ValueError as error:  # an address that can't stand in a mail
            return Delivery(Outcome.REFUSED, str(error))
        return Delivery(Outcome.ACCEPTED)


def _outcome(code: int) -> Outcome:
    if code == _SERVICE_CLOSING:
        return Outcome.BROKEN_OFF
    return Outcome.REFUSED if code >= _PERMANENT else Outcome.POSTPONED


def _answer(code: int, text: bytes | str) -> str:
    words = text.decode(errors="replace") if isinstance(text, bytes) else text
    return f"{code} {words}".strip()
