"""Papers as PDF/UA: tagged, with title and language, typeset by Typst."""

import json
from typing import Any

import typst
from django.conf import settings

from reporting.rendering import words
from reporting.rendering.paper import (
    Block,
    Heading,
    Language,
    Listing,
    Paper,
    Paragraph,
    Picture,
    Table,
    Text,
    pieces,
    printable,
)

_TEMPLATE = settings.BASE_DIR / "templates" / "reporting" / "paper.typ"
_HONG_KONG, _MAINLAND = "Noto Sans HK", "Noto Sans SC"
# The language as PDF names it, and the font whose characters have the forms its readers know. In
# English, quotation marks are as wide as they are, not as wide as a Chinese character.
LOOKS: dict[Language, dict[str, Any]] = {
    language: {
        "lang": lang,
        "region": region,
        "fonts": [*fonts],
        "features": ["pwid"] if lang == "en" else [],
    }
    for language, lang, region, fonts in (
        (Language.ENGLISH, "en", "hk", (_HONG_KONG, _MAINLAND)),
        (Language.TRADITIONAL, "zh", "hk", (_HONG_KONG, _MAINLAND)),
        (Language.SIMPLIFIED, "zh", "cn", (_MAINLAND, _HONG_KONG)),
    )
}


def as_pdf(paper: Paper) -> bytes:
    """Give the paper as a PDF that meets PDF/UA-1; Typst refuses to make one that does not."""
    compiled = typst.compile(
        _TEMPLATE,
        font_paths=[settings.FONTS_DIR],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(_data(paper), ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=int(paper.made_at.timestamp()),
    )
    return bytes(compiled)


def _data(paper: Paper) -> dict[str, Any]:
    return {
        "title": printable(paper.title),
        "subtitle": printable(paper.subtitle),
        "subject": printable(paper.subject),
        "author": printable(paper.author),
        "footer": printable(words.footer(paper)),
        "page_of": words.page_of(paper),
        "blocks": [_block(block) for block in paper.blocks],
        **LOOKS[paper.language],
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "level": block.level, "text": printable(block.text)}
        case Paragraph():
            return {"kind": "paragraph", "text": _runs(block.text)}
        case Listing():
            items = [_runs(item) for item in block.items]
            return {"kind": "listing", "numbered": block.numbered, "items": items}
        case Table():
            return _table(block)
        case Picture():
            return _picture(block)


def _table(table: Table) -> dict[str, Any]:
    return {
        "kind": "table",
        "caption": printable(table.caption),
        "header": [printable(heading) for heading in table.header],
        # Each cell in a dictionary: arrays of arrays would be flattened into one another.
        "rows": [[{"cell": _runs(cell)} for cell in row] for row in table.rows],
        "numbers": sorted(table.numbers),
        "widths": [*table.widths] or [1] * len(table.header),
    }


def _picture(picture: Picture) -> dict[str, Any]:
    return {
        "kind": "picture",
        "format": "svg" if picture.is_svg else "png",
        "data": picture.data.decode() if picture.is_svg else [*picture.data],
        "width": picture.width,
        "alternative": printable(picture.alternative),
        "caption": printable(picture.caption),
    }


def _runs(text: Text) -> list[Any]:
    return [piece if isinstance(piece, str) else {"note": piece.text} for piece in pieces(text)]
