"""When, where and how, as mails say it."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from core.lists import detailed
from training.models import Session, Venue


def facts(session: Session, *, with_link: bool) -> Iterator[tuple[str, str]]:
    """Each fact about a session with its name; the link only for those who may join by it."""
    for meeting in session.meetings.all():
        yield _("When"), _span(localtime(meeting.starts_at), localtime(meeting.ends_at))
        if meeting.venue:
            yield _("Where"), detailed(meeting.venue.name, meeting.venue.address)
        if meeting.link and with_link:
            yield _("Link for joining online"), meeting.link
    yield _("Spoken language"), session.get_language_display()


def old_time_and_place(meeting: dict[str, Any]) -> str:
    """One line on when and where a meeting was to be, from its snapshot."""
    day = _span(
        localtime(dt.datetime.fromisoformat(meeting["starts_at"])),
        localtime(dt.datetime.fromisoformat(meeting["ends_at"])),
    )
    venue = Venue(**meeting["venue"]).name if meeting["venue"] else ""
    return detailed(day, venue)


def _span(start: dt.datetime, end: dt.datetime) -> str:
    return _("%(day)s, %(start)s to %(end)s (Hong Kong time)") % {
        "day": date_format(start, "DAY_FORMAT"),
        "start": date_format(start, "TIME_FORMAT"),
        "end": date_format(end, "TIME_FORMAT"),
    }
