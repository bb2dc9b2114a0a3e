"""Documents as they read: their marks as frozen figures, each with its footnote."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.chinese import simplify
from core.days import HONG_KONG, day_text
from core.models import AuditEntry
from core.translated import LANGUAGES, read
from ethics_officers.figures import Span
from ethics_officers.models import ThematicSession
from ethics_officers.queries.returns import number_in_words
from people.models import User, with_user
from reporting.figures import FIGURES
from reporting.models import (
    FIELDS,
    Document,
    DocumentText,
    Field,
    FrozenFigure,
    Kind,
    Template,
    TemplateVersion,
)
from reporting.periods import days_of
from reporting.prose import PERIOD, Mark, ProseRefused, keys_in, pieces
from reporting.queries.frozen_shown import tells_of_few
from reporting.queries.gathered import NO_BRACES, gathered, proposal
from reporting.rendering.paper import Listing, Note, Paragraph, Text
from reporting.rules.documents import missing
from training.models import Session

# Marks that are replaced by prose when a document is filled, and not kept.
THEMATIC, LESSONS, CHALLENGES = "thematic_topics", "gathered_lessons", "gathered_challenges"
PASSAGES = (THEMATIC, LESSONS, CHALLENGES)

_BULLETS = ("– ", "- ", "• ", "* ")
_SHOWN_OF_HASH = 12


# What a document is made of -----------------------------------------------------------------------


def known_in_templates() -> set[str]:
    """Give every mark that a template may hold."""
    return {*FIGURES, PERIOD, *PASSAGES}


def known_in(document: Document) -> set[str]:
    """Give every mark that a text of a document may hold: what is frozen for it."""
    return {PERIOD, *figures_of(document)}


def figures_of(document: Document) -> dict[str, FrozenFigure]:
    """Give the frozen figures of a document, by their keys."""
    if document.freeze is None:
        return {}
    found = document.freeze.figures.filter(department__isnull=True)
    figures = {figure.key: figure for figure in found.defer("rows", "by_department")}
    for figure in figures.values():
        figure.freeze = document.freeze
    return figures


def keys_of(texts: Iterable[str]) -> list[str]:
    """Give the figures that texts name, each once."""
    keys = dict.fromkeys(key for text in texts for key in keys_in(text))
    return [key for key in keys if key in FIGURES]


def prose_of(version: TemplateVersion) -> list[str]:
    """Give every piece of prose of a template, in the order of its fields."""
    return [
        version.prose(field.key, language)
        for field in FIELDS[version.template.kind]
        for language in LANGUAGES
    ]


def first_texts(version: TemplateVersion, span: Span, user: User) -> dict[tuple[str, str], str]:
    """Give what a new document says, by field and language: the template, its passages filled."""
    found = {what: gathered(what, span, user) for what in ("lessons", "challenges")}
    texts = {}
    for language in LANGUAGES:
        with translation.override(language):
            passages = {
                THEMATIC: thematic_topics(span),
                LESSONS: proposal(found["lessons"], is_chinese=language != "en"),
                CHALLENGES: proposal(found["challenges"], is_chinese=language != "en"),
            }
            for field in version.content:
                texts[field, language] = _filled(version.prose(field, language), passages)
    for field in version.content:
        traditional, given = (version.prose(field, each) for each in ("zh-hant", "zh-hans"))
        if given in {"", simplify(traditional)}:
            texts[field, "zh-hans"] = simplify(texts[field, "zh-hant"])
    return texts


def _filled(text: str, passages: Mapping[str, str]) -> str:
    for key, passage in passages.items():
        text = text.replace(str(Mark(key)), passage)
    return text


def thematic_topics(span: Span) -> str:
    """Say in a sentence which thematic sessions were held in a period, in the active language."""
    held = ThematicSession.objects.filter(session__isnull=True) | ThematicSession.objects.filter(
        session__status__in=[Session.Status.PUBLISHED, Session.Status.HELD]
    )
    found = held.newest_first().filter(day__gte=span.starts_on, day__lt=span.ends_on)
    topics = [
        _("“%(topic)s” (%(day)s)")
        % {"topic": str(each).translate(NO_BRACES), "day": day_text(each.day)}
        for each in found.order_by("day", "pk").select_related("session")
    ]
    if not topics:
        return _("No thematic session was held in the period.")
    return _("The thematic sessions held in the period were: %(topics)s.") % {
        "topics": pgettext("between long things of a list", "; ").join(topics)
    }


# A document as it reads ---------------------------------------------------------------------------


Block = Paragraph | Listing


def blocks_of(text: str, figures: Mapping[str, FrozenFigure], span: Span) -> list[Block]:
    """Give a text as it reads in the active language; a footnote stands after each figure.

    Lines that begin with a dash or a bullet are the items of a list.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    blocks: list[Block] = []
    for is_item, group in groupby(lines, key=lambda line: line.startswith(_BULLETS)):
        read_lines = [_read(line[2:] if is_item else line, figures, span) for line in group]
        if is_item:
            blocks.append(Listing(read_lines))
        else:
            blocks += [Paragraph(line) for line in read_lines]
    return blocks


def _read(line: str, figures: Mapping[str, FrozenFigure], span: Span) -> Text:
    try:
        found = list(pieces(line))
    except ProseRefused:
        return [line]
    text: list[str | Note] = []
    for piece in found:
        if isinstance(piece, str):
            text.append(piece)
        elif piece.key == PERIOD:
            text.append(days_of(span))
        elif figure := figures.get(piece.key):
            text += [value_of(figure), Note(footnote_of(figure))]
        else:
            text.append(str(piece))
    return text


def value_of(figure: FrozenFigure) -> str:
    """Write a frozen value as a reader of the active language does, unless few are behind it.

    Each figure of a document is of the whole service, so none follows from another.
    """
    if tells_of_few(figure):
        return _("(not shown)")
    if figure.value is None:
        return _("(not known)")
    return number_in_words(_plain(figure.value), figure.unit)


def footnote_of(figure: FrozenFigure) -> str:
    """Say what a frozen figure is, over which days it was counted, when, and under which hash."""
    language = translation.get_language() or "en"
    words = {
        "label": read(figure, "label", language),
        "days": days_of(Span(figure.starts_on, figure.ends_on)),
        "moment": date_format(localtime(figure.freeze.made_at, HONG_KONG), "DATETIME_FORMAT"),
        "hash": figure.freeze.sha256[:_SHOWN_OF_HASH],
        "definition": read(figure, "definition", language),
    }
    if tells_of_few(figure):
        return (
            _(
                "%(label)s, %(days)s, whole service: not shown, as it tells of fewer than five "
                "people, or of all but fewer than five. Frozen on %(moment)s, hash %(hash)s. "
                "%(definition)s"
            )
            % words
        )
    return (
        _("%(label)s, %(days)s, whole service. Frozen on %(moment)s, hash %(hash)s. %(definition)s")
        % words
    )


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


@dataclass(frozen=True)
class Piece:
    """A piece of a line on a page: words, or the number of a footnote and what it says."""

    words: str
    number: int = 0


@dataclass(frozen=True)
class Passage:
    """A paragraph, or a list, on a page."""

    is_list: bool
    lines: list[list[Piece]]


@dataclass(frozen=True)
class Section:
    """A field of a document as it reads in a language."""

    field: Field
    text: DocumentText
    passages: list[Passage]
    notes: list[Piece]


class Numbering:
    """Gives the footnotes of a page their numbers, as they come."""

    def __init__(self) -> None:
        self.last = 0

    def on_page(self, blocks: Iterable[Block]) -> tuple[list[Passage], list[Piece]]:
        """Give blocks as a page shows them, and their notes by number."""
        passages, notes = [], []
        for block in blocks:
            is_list = isinstance(block, Listing)
            lines = [
                [self._numbered(piece) for piece in text]
                for text in (block.items if isinstance(block, Listing) else [block.text])
            ]
            notes += [piece for line in lines for piece in line if piece.number]
            passages.append(Passage(is_list, lines))
        return passages, notes

    def _numbered(self, piece: str | Note) -> Piece:
        if isinstance(piece, str):
            return Piece(piece)
        self.last += 1
        return Piece(piece.text, self.last)


def sections_of(document: Document, language: str) -> list[Section]:
    """Give a document as it reads in a language, its footnotes numbered through."""
    texts = texts_of(document, language)
    figures, numbering = figures_of(document), Numbering()
    sections = []
    with translation.override(language):
        for field in document.fields:
            blocks = blocks_of(texts[field.key].text, figures, document.span)
            sections.append(Section(field, texts[field.key], *numbering.on_page(blocks)))
    return sections


def texts_of(document: Document, language: str) -> dict[str, DocumentText]:
    """Give the texts of a document in a language, by field."""
    return {text.field: text for text in document.texts.filter(language=language)}


# Lists --------------------------------------------------------------------------------------------


def documents_with_people(documents: QuerySet[Document]) -> QuerySet[Document]:
    """Read with each who made it and who answered."""
    people = documents.select_related("freeze", "template_version")
    for who in ("created_by", "sent_by", "returned_by", "approved_by"):
        people = with_user(people, who).select_related(f"{who}__person")
    return people


def missing_by_document(documents: Collection[Document]) -> dict[int, dict[str, int]]:
    """Count, of each document, the fields that say nothing, by language."""
    texts: dict[tuple[int, str], dict[str, str]] = {}
    found = DocumentText.objects.filter(document__in=documents)
    for document, language, field, text in found.values_list(
        "document", "language", "field", "text"
    ):
        texts.setdefault((document, language), {})[field] = text
    return {
        document.pk: {
            language: len(missing(document.fields, texts.get((document.pk, language), {})))
            for language in LANGUAGES
        }
        for document in documents
    }


def writers_of(document: Document) -> set[int]:
    """Give who made a document, sent it, counted it again, or ever wrote at it.

    A text tells only who wrote it last, so the audit log is asked.
    """
    entries = AuditEntry.objects.filter(
        object_type=document._meta.label_lower,
        object_id=document.pk,
        action__in=["reporting.document_written", "reporting.document_counted_again"],
        actor__isnull=False,
    )
    wrote = entries.order_by().values_list("actor", flat=True).distinct()
    return {*wrote, document.created_by_id, *([document.sent_by_id] if document.sent_by_id else [])}


def latest_version(kind: Kind | str) -> TemplateVersion | None:
    template = Template.objects.filter(kind=kind).first()
    return template.versions.order_by("-number").first() if template else None


def marks_offered(keys: Iterable[str]) -> list[tuple[str, Any]]:
    """Give marks with what stands for them, for the list beside a form."""
    said: dict[str, Any] = {
        PERIOD: _("The first and last day of the period"),
        THEMATIC: _("A sentence that names the thematic sessions held in the period"),
        LESSONS: _("A first text of the lessons gathered for the period"),
        CHALLENGES: _("A first text of the challenges gathered for the period"),
    }
    return [
        (str(Mark(key)), said[key] if key in said else FIGURES[key].label)
        for key in (*said, *FIGURES)
        if key in set(keys)
    ]
