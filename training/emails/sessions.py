"""Telling everyone in a session what has become of it."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from notifications.actions import enqueue_all
from training.emails.rows import message_about, reachable
from training.emails.wanted import links_of
from training.models import Meeting, Session


def session_cancelled(session: Session, *, now: dt.datetime) -> None:
    """Tell everyone confirmed or waiting, once, that a session is called off."""
    enqueue_all(
        message_about(
            registration,
            recipient_id,
            "session_cancelled",
            str(registration.pk),
            now=now,
            had_place=registration.is_confirmed,
        )
        for registration, recipient_id in reachable(session.registrations.live())
    )


def session_moved(session: Session, *, was: Collection[Meeting], now: dt.datetime) -> None:
    """Tell everyone confirmed or waiting, once for each move, where a session has gone."""
    old = snapshot(was)
    enqueue_all(
        message_about(
            registration,
            recipient_id,
            "session_moved",
            f"{registration.pk}:{session.calendar_sequence}",
            now=now,
            sequence=session.calendar_sequence,
            was=old,
        )
        for registration, recipient_id in reachable(session.registrations.live())
    )


def link_corrected(session: Session, *, now: dt.datetime) -> None:
    """Tell who has a place, once for each correction, by which link one joins now."""
    links = links_of(session)
    enqueue_all(
        message_about(
            registration,
            recipient_id,
            "link_corrected",
            f"{registration.pk}:{now.isoformat()}",
            now=now,
            links=links,
        )
        for registration, recipient_id in reachable(session.registrations.confirmed())
    )


def snapshot(meetings: Collection[Meeting]) -> list[dict[str, Any]]:
    """Write down when and where meetings are, for a message that tells it when they have moved."""
    return [
        {
            "starts_at": meeting.starts_at.isoformat(),
            "ends_at": meeting.ends_at.isoformat(),
            "venue": {
                f"name_{script}": getattr(meeting.venue, f"name_{script}")
                for script in ("en", "zh_hant", "zh_hans")
            }
            if meeting.venue
            else None,
        }
        for meeting in meetings
    ]
