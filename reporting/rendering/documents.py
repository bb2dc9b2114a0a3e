"""A document as a paper, in one of its languages."""

import datetime as dt
from itertools import groupby

from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from core.days import HONG_KONG
from reporting.models import Document
from reporting.queries.documents import Block, blocks_of, figures_of, texts_of
from reporting.rendering.paper import Block as PaperBlock
from reporting.rendering.paper import (
    Heading,
    Language,
    Listing,
    Note,
    Paper,
    Paragraph,
    Table,
)

_WIDTHS = (0.35, 0.65)


def paper_of(document: Document, language: str, *, now: dt.datetime) -> Paper:
    """Give a document in a language as it is printed: short fields in a table, the others below.

    What is approved is the same file whenever it is asked for.
    """
    texts, figures = texts_of(document, language), figures_of(document)
    with translation.override(language):
        blocks: list[PaperBlock] = []
        said = [
            (field, blocks_of(texts[field.key].text, figures, document.span))
            for field in document.fields
        ]
        for is_short, group in groupby(said, key=lambda each: each[0].is_short):
            if is_short:
                rows = [(field.name, _in_a_cell(passages)) for field, passages in group]
                blocks.append(
                    Table(
                        caption=_("About the initiative"),
                        header=(_("Field"), _("Answer")),
                        rows=rows,
                        widths=_WIDTHS,
                    )
                )
                continue
            for field, passages in group:
                blocks += [Heading(2 if field.part else 1, field.name), *passages]
        if document.freeze:
            blocks.append(Heading(1, _("About the figures")))
            blocks.append(Paragraph(_about_the_figures(document)))
        return Paper(
            title=str(document.get_kind_display()),
            language=Language(language),
            subject=_("%(kind)s for the period %(period)s")
            % {"kind": document.get_kind_display(), "period": document.period},
            author=_("Civil Service Bureau"),
            made_at=document.approved_at or now,
            blocks=blocks,
            subtitle=_standing(document),
        )


def _in_a_cell(passages: list[Block]) -> list[str | Note]:
    """Put the lines of a short field in one cell."""
    lines = [
        line
        for block in passages
        for line in (block.items if isinstance(block, Listing) else [block.text])
    ]
    cell: list[str | Note] = []
    for line in lines:
        if cell:
            cell.append("\n")
        cell += [line] if isinstance(line, str) else line
    return cell


def _about_the_figures(document: Document) -> str:
    frozen = document.freeze
    assert frozen is not None  # noqa: S101 (asked by the caller)
    return _(
        "The figures were counted on %(moment)s and kept as they stood then. The hash (SHA-256) of "
        "what was kept is %(hash)s."
    ) % {"moment": _moment(frozen.made_at), "hash": frozen.sha256}


def _standing(document: Document) -> str:
    words = {"period": document.period}
    if document.status == Document.Status.SUPERSEDED:
        return _("%(period)s – superseded by a later one") % words
    if document.approved_at:
        return _("%(period)s – approved on %(moment)s") % {
            **words, "moment": _moment(document.approved_at)
        }  # fmt: skip
    return _("%(period)s – draft, not approved") % words


def _moment(instant: dt.datetime) -> str:
    return date_format(localtime(instant, HONG_KONG), "DATETIME_FORMAT")
