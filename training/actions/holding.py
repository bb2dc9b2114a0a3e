"""Holding venues and speakers for the meetings of what is published."""

from collections.abc import Collection

from training import queries, rules
from training.models import Engagement, Meeting, Session, Speaker, Venue


def take(session: Session) -> None:
    """Hold the venues and the speakers of a locked session; raise VenueTaken or SpeakerTaken.

    Their rows are locked first, in order of their keys, so that of two who want one, the second
    sees whom the first took it for. Beneath that the database lets nothing be held twice.
    """
    meetings = list(session.meetings.select_related("venue").prefetch_related("engagements"))
    _lock(Venue, [meeting.venue_id for meeting in meetings if meeting.venue_id])
    _lock(Speaker, [part.speaker_id for each in meetings for part in each.engagements.all()])
    for meeting in meetings:
        if meeting.venue:
            _take_venue(meeting, meeting.venue)
        take_speakers(meeting)


def take_speakers(meeting: Meeting) -> None:
    """Hold the speakers of a meeting who are not held for it yet; raise SpeakerTaken.

    A reason for speaking in two places is kept only where it is needed.
    """
    for part in meeting.engagements.select_related("speaker").filter(holds_speaker=False):
        others = queries.engagements_holding(part.speaker, meeting.starts_at, meeting.ends_at)
        other = others.exclude(pk=part.pk).first()
        if other is None:
            part.override_reason = ""
        elif not part.override_reason:
            raise rules.speaker_taken(part, other)
        part.holds_speaker = True
        part.save(update_fields=["holds_speaker", "override_reason"])


def lock_speakers(session: Session) -> None:
    """Lock the speakers of a session, for taking them."""
    _lock(Speaker, session.meetings.values_list("engagements__speaker", flat=True))


def release(session: Session) -> None:
    """Hold nothing any more for a locked session."""
    session.meetings.update(holds_venue=False)
    Engagement.objects.filter(meeting__session=session).update(holds_speaker=False)


def _lock(model: type[Venue] | type[Speaker], keys: Collection[int | None]) -> None:
    wanted = model._default_manager.filter(pk__in=list(keys)).order_by("pk")
    list(wanted.select_for_update(no_key=True).values_list("pk", flat=True))


def _take_venue(meeting: Meeting, venue: Venue) -> None:
    others = queries.meetings_holding(venue, meeting.starts_at, meeting.ends_at)
    if other := others.exclude(pk=meeting.pk).first():
        raise rules.venue_taken(meeting, other)
    meeting.holds_venue = True
    meeting.save(update_fields=["holds_venue"])
