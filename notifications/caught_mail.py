"""Mail that was caught instead of sent, in the sample: one file each, named by when it came."""

import datetime as dt
import re
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesHeaderParser, BytesParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from icalendar import Calendar

# An id comes from an address and becomes a file name: nothing but this shape ever does.
_ID = re.compile(r"[0-9]{20}-[0-9a-f]{8}")


@dataclass(frozen=True)
class Summary:
    """What the list shows of a caught mail."""

    id: str
    caught_at: dt.datetime
    sender: str
    recipient: str
    subject: str


@dataclass(frozen=True)
class Invitation:
    """What a calendar would make of the calendar part."""

    method: str
    title: str
    starts_at: dt.datetime | dt.date
    ends_at: dt.datetime | dt.date | None
    place: str
    organiser: str
    sequence: int


@dataclass(frozen=True)
class CaughtMail:
    """A caught mail, opened."""

    summary: Summary
    text: str
    html: str
    calendar: bytes | None

    @property
    def invitation(self) -> Invitation | None:
        """The calendar part in words, or None where there is none or it can't be read."""
        try:
            calendar = Calendar.from_ical(self.calendar or b"")
            event: Any = calendar.events[0]
            return Invitation(
                method=str(calendar.get("METHOD", "")),
                title=str(event.get("SUMMARY", "")),
                starts_at=event.DTSTART,
                ends_at=event.DTEND,
                place=str(event.get("LOCATION", "")),
                organiser=re.sub("^mailto:", "", event.get("ORGANIZER", ""), flags=re.IGNORECASE),
                sequence=int(event.get("SEQUENCE", 0)),
            )
        except (ValueError, IndexError, AttributeError):
            return None


def store(content: bytes) -> None:
    """Keep a mail; whoever lists the folder meanwhile sees all of it or nothing."""
    _folder().mkdir(parents=True, exist_ok=True)
    path = _path(f"{time.time_ns():020d}-{uuid.uuid4().hex[:8]}")
    unfinished = path.with_suffix(".part")
    unfinished.write_bytes(content)
    unfinished.replace(path)


def newest_first() -> list[str]:
    """Give the ids of all caught mail."""
    return sorted((path.stem for path in _folder().glob("*.eml")), reverse=True)


def to_recipient(words: str) -> Iterator[str]:
    """Give the ids of the mail to addresses that contain these words, newest first."""
    for mail_id in newest_first():
        if words.casefold() in summary(mail_id).recipient.casefold():
            yield mail_id


def summary(mail_id: str) -> Summary:
    with _path(mail_id).open("rb") as file:
        return _summary(mail_id, BytesHeaderParser(policy=policy.default).parse(file))


def source(mail_id: str) -> bytes | None:
    """Give a mail as it went over the wire, or None if there is no such mail."""
    if not _ID.fullmatch(mail_id) or not _path(mail_id).is_file():
        return None
    return _path(mail_id).read_bytes()


def find(mail_id: str) -> CaughtMail | None:
    """Open a mail; None if there is no such mail."""
    content = source(mail_id)
    if content is None:
        return None
    message = BytesParser(policy=policy.default).parsebytes(content)
    return CaughtMail(
        summary=_summary(mail_id, message),
        text=_body(message, "plain"),
        html=_body(message, "html"),
        calendar=_calendar(message),
    )


def _folder() -> Path:
    folder = settings.MAIL_CATCHER_DIR
    if folder is None:
        raise ImproperlyConfigured("Mail is caught in the sample only.")
    return folder


def _path(mail_id: str) -> Path:
    return _folder() / f"{mail_id}.eml"


def _summary(mail_id: str, message: EmailMessage) -> Summary:
    nanoseconds = int(mail_id.partition("-")[0])
    return Summary(
        id=mail_id,
        caught_at=dt.datetime.fromtimestamp(nanoseconds / 1e9, dt.UTC),
        sender=str(message["From"] or ""),
        recipient=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
    )


def _body(message: EmailMessage, subtype: str) -> str:
    part = message.get_body((subtype,))
    # Lines end differently over the wire.
    return part.get_content().replace("\r\n", "\n") if part else ""


def _calendar(message: EmailMessage) -> bytes | None:
    for part in message.walk():
        if part.get_content_type() == "text/calendar":
            return bytes(part.get_payload(decode=True))
    return None
