"""What the library shows of a publication, ready to be drawn: the same values, the same row."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from core.days import day_of
from core.translated import LocalText, counterpart
from publications.models import Edition, Passage, Publication, Rendition
from publications.models.words import Word
from publications.queries.excerpts import hits, pattern_of
from publications.queries.library import Item

# So long an edition is called new, or updated.
NEW_FOR = dt.timedelta(days=30)
LONGEST_DESCRIPTION = 180


@dataclass(frozen=True)
class Finding:
    """A passage with words that were looked for: what it says, and where one can open it."""

    place: str
    address: str
    text: SafeString
    language: str


@dataclass(frozen=True)
class Row:
    """All that is shown of a publication in the library."""

    pk: int
    title: SafeString
    title_language: str
    other_title: SafeString
    other_language: str
    plain_title: str
    lacks_english: bool
    lacks_chinese: bool
    description: SafeString
    description_language: str
    kind: str
    kind_label: str
    year: int | None
    languages: tuple[str, ...]
    formats: tuple[str, ...]
    publisher: str
    subjects: tuple[str, ...]
    subjects_language: str
    preview: int | None
    alternative_text: str
    is_new: bool
    is_updated: bool
    due_on: dt.date | None
    is_late: bool
    is_archived: bool
    states: tuple[tuple[int, Edition.Standing], ...]
    findings: tuple[Finding, ...]


def rows_of(items: Iterable[Item], *, words: Sequence[Word], now: dt.datetime) -> list[Row]:
    pattern = pattern_of(words) if words else None
    return [_row(item, pattern, now) for item in items]


def _row(item: Item, pattern: re.Pattern[str] | None, now: dt.datetime) -> Row:
    publication, edition = item.publication, item.edition
    title, other = publication.title, counterpart(publication, "title")
    picture = next((each for each in item.renditions if _has_preview(each)), None)
    recent = edition if edition and _is_recent(edition, now) else None
    topics = tuple(str(topic) for topic in item.topics)
    return Row(
        pk=publication.pk,
        title=_marked(title, pattern),
        title_language=title.language,
        other_title=_marked(other, pattern) if other else SafeString(""),
        other_language=other.language if other else "",
        plain_title=str(title),
        lacks_english=not publication.title_en,
        lacks_chinese=not publication.title_zh_hant,
        description=_description(publication.description, pattern),
        description_language=publication.description.language,
        kind=publication.kind,
        kind_label=publication.get_kind_display(),
        year=publication.year,
        languages=tuple(publication.language_names),
        formats=tuple(dict.fromkeys(each.get_format_display() for each in item.renditions)),
        publisher=publication.publisher,
        subjects=topics or tuple(filter(None, [publication.subjects])),
        subjects_language="" if topics else "en",
        preview=picture.pk if picture else None,
        alternative_text=_alternative_text(picture, title) if picture else "",
        is_new=recent is not None and recent.number == 1,
        is_updated=recent is not None and recent.number > 1,
        due_on=item.due_on,
        is_late=item.due_on is not None and item.due_on < day_of(now),
        is_archived=publication.archived_at is not None,
        states=_states(item, now),
        findings=tuple(_findings(item, pattern)),
    )


def _is_recent(edition: Edition, now: dt.datetime) -> bool:
    return edition.publish_at is not None and now - NEW_FOR < edition.publish_at <= now


def _alternative_text(picture: Rendition, title: str) -> str:
    return picture.alternative_text or _("Preview of %(title)s") % {"title": title}


def _states(item: Item, now: dt.datetime) -> tuple[tuple[int, Edition.Standing], ...]:
    """Give what staff need to know: where editions have got to that readers do not have."""
    editions = dict.fromkeys(each for each in (item.edition, item.newest) if item.newest and each)
    standings = ((each.number, each.standing(now)) for each in editions)
    return tuple(each for each in standings if each[1] != Edition.Standing.PUBLISHED)


def _findings(item: Item, pattern: re.Pattern[str] | None) -> Iterator[Finding]:
    if pattern is None:
        return
    for passage in item.passages:
        found = hits(passage.text, pattern, passage.search_text)
        if found.spans:
            yield Finding(
                *_place(item.publication, passage), text=found.excerpt, language=passage.language
            )


def _place(publication: Publication, passage: Passage) -> tuple[str, str]:
    """Say where a passage stands, and give the address that opens there."""
    rendition = passage.rendition_id
    if passage.page is not None:
        address = reverse("publications:rendition-file", args=[rendition])
        return _("Page %(page)s") % {"page": passage.page}, f"{address}#page={passage.page}"
    address = reverse("publications:publication-detail", args=[publication.pk])
    if passage.starts_at is not None:
        second = int(passage.starts_at.total_seconds())
        place = _("At %(time)s") % {"time": f"{second // 60}:{second % 60:02}"}
        return place, f"{address}?rendition={rendition}&at={second}#recording-{rendition}"
    return _("Text"), address


def _has_preview(rendition: Rendition) -> bool:
    conversion = getattr(rendition, "conversion", None)
    return conversion is not None and conversion.preview_id is not None


def _marked(text: str, pattern: re.Pattern[str] | None) -> SafeString:
    return hits(text, pattern).marked if pattern else format_html("{}", text)


def _description(text: LocalText, pattern: re.Pattern[str] | None) -> SafeString:
    """Give the beginning of a description, or where the words stand in it."""
    if pattern and (found := hits(text, pattern)).spans:
        return found.excerpt
    return format_html("{}", Truncator(text).chars(LONGEST_DESCRIPTION))
