"""The videos and recordings of an edition, as somebody comes to play them."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from core.translated import languages_for
from people.models import Person
from publications.models import Captions, Edition, Language, Passage, Rendition, Viewing
from publications.queries.viewings import share_of

# Who stopped so near to the end has seen it, and begins anew.
_NEARLY_OVER = 5


@dataclass(frozen=True)
class Track:
    """Captions in one language, and what is said in them: the transcript."""

    captions: Captions
    cues: list[Passage]
    is_preferred: bool

    @property
    def language(self) -> Language:
        return Language(self.captions.language)


@dataclass(frozen=True)
class Recording:
    """A video or a recording, with what one person needs to play it.

    It starts at the second asked for or, if `goes_on`, where they left it.
    """

    rendition: Rendition
    tracks: list[Track]
    start: int
    goes_on: bool
    share: float | None

    @property
    def percent(self) -> int | None:
        return None if self.share is None else int(self.share * 100)


def recordings_of(
    edition: Edition,
    person: Person | None,
    language: str,
    asked: tuple[int, int] | None = None,
) -> list[Recording]:
    """Give what can be played of an edition; first what a reader of this language prefers.

    `asked` is a rendition and the second at which it is to start.
    """
    preferred = languages_for(language)
    renditions = edition.renditions.filter(
        format__in=[Rendition.Format.VIDEO, Rendition.Format.AUDIO]
    ).select_related("stored", "conversion")
    found = sorted(renditions, key=lambda each: (preferred.index(each.language), each.pk))
    if not found:
        return []
    viewings = {
        viewing.rendition_id: viewing
        for viewing in Viewing.objects.filter(person=person, rendition__in=found)
    }
    tracks = _tracks(found, preferred)
    recordings = []
    for rendition in found:
        viewing = viewings.get(rendition.pk)
        is_asked = asked is not None and asked[0] == rendition.pk
        start = asked[1] if asked and is_asked else _left_at(viewing, rendition.duration)
        recordings.append(
            Recording(
                rendition=rendition,
                tracks=tracks[rendition.pk],
                start=start,
                goes_on=start > 0 and not is_asked,
                share=share_of(viewing, rendition) if person else None,
            )
        )
    return recordings


def _tracks(renditions: list[Rendition], preferred: tuple[str, ...]) -> dict[int, list[Track]]:
    cues: dict[tuple[int, str], list[Passage]] = defaultdict(list)
    spoken = Passage.objects.filter(rendition__in=renditions, starts_at__isnull=False)
    for cue in spoken.order_by("starts_at", "pk"):
        cues[cue.rendition_id, cue.language].append(cue)
    captions = Captions.objects.filter(rendition__in=renditions)
    tracks: dict[int, list[Track]] = defaultdict(list)
    for each in sorted(captions, key=lambda each: preferred.index(each.language)):
        beside = tracks[each.rendition_id]
        said = cues[each.rendition_id, each.language]
        beside.append(Track(captions=each, cues=said, is_preferred=not beside))
    return tracks


def _left_at(viewing: Viewing | None, duration: dt.timedelta | None) -> int:
    """Say at which second to go on."""
    if viewing is None:
        return 0
    if duration is not None and viewing.position >= duration.total_seconds() - _NEARLY_OVER:
        return 0
    return viewing.position
