"""The styles of a DOCX: the look of the product with fonts that a word processor has."""

from dataclasses import dataclass
from typing import cast

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle

from reporting.rendering.paper import Language

_INK, _QUIET, _ACCENT = (RGBColor.from_string(code) for code in ("14232E", "4A5A66", "0B6B5D"))


@dataclass(frozen=True)
class Look:
    """How a language is named in the file, and the fonts it is set in."""

    language: str
    chinese: str
    chinese_font: str


LOOKS = {
    Language.ENGLISH: Look("en-HK", "zh-HK", "Microsoft JhengHei"),
    Language.TRADITIONAL: Look("zh-HK", "zh-HK", "Microsoft JhengHei"),
    Language.SIMPLIFIED: Look("zh-CN", "zh-CN", "Microsoft YaHei"),
}
_LATIN_FONT = "Arial"


def set_styles(document: Document, language: Language) -> None:
    """Set fonts, sizes and the language of all that is written in the document."""
    look = LOOKS[language]
    _set_defaults(document, look)
    _set_bullets(document)
    _set(document, "Normal", size=10.5, before=0, after=8, colour=_INK)
    _set(document, "Title", size=21, before=0, after=6, colour=_ACCENT, bold=True)
    _set(document, "Subtitle", size=12, before=0, after=14, colour=_QUIET)
    for level, size, colour in ((1, 15, _ACCENT), (2, 12, _INK), (3, 10.5, _INK)):
        _set(document, f"Heading {level}", size=size, before=16, after=6, colour=colour, bold=True)
    _set(document, "Caption", size=9, before=10, after=4, colour=_QUIET, bold=True)
    _set(document, "Footer", size=8, before=0, after=0, colour=_QUIET)
    for name, size, space in (("In a table", 9, 3), ("After a table", 6, 6)):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _set(document, name, size=size, before=space, after=space, colour=_INK)


def _set_defaults(document: Document, look: Look) -> None:
    """Have every text in these fonts and this language, also those that Word adds later."""
    run = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault"))[0]
    _set_fonts(run.find(qn("w:rFonts")), look)
    languages = run.find(qn("w:lang"))
    languages.set(qn("w:val"), look.language if look.language.startswith("en") else "en-HK")
    languages.set(qn("w:eastAsia"), look.chinese)
    themed = document.settings.element.find(qn("w:themeFontLang"))
    themed.set(qn("w:val"), languages.get(qn("w:val")))
    themed.set(qn("w:eastAsia"), look.chinese)
    # Styles of the template bring fonts of its theme, spaced letters and lines.
    for tag in ("w:rPr/w:rFonts", "w:rPr/w:spacing", "w:pPr/w:pBdr"):
        path = "/".join(qn(part) for part in ("w:style", *tag.split("/")))
        for element in [*document.styles.element.iterfind(path)]:
            element.getparent().remove(element)


def _set_bullets(document: Document) -> None:
    """Have a dot before the items of lists that every font has; the template asks for Symbol."""
    for level in document.part.numbering_part.element.iter(qn("w:lvl")):
        if level.find(qn("w:numFmt")).get(qn("w:val")) == "bullet":
            level.find(qn("w:lvlText")).set(qn("w:val"), "•")
            level.remove(level.find(qn("w:rPr")))


def _set_fonts(fonts: object, look: Look) -> None:
    fonts.attrib.clear()  # type: ignore[attr-defined]
    for script, font in (
        ("ascii", _LATIN_FONT),
        ("hAnsi", _LATIN_FONT),
        ("cs", _LATIN_FONT),
        ("eastAsia", look.chinese_font),
    ):
        fonts.set(qn(f"w:{script}"), font)  # type: ignore[attr-defined]


def _set(
    document: Document,
    name: str,
    *,
    size: float,
    before: float,
    after: float,
    colour: RGBColor,
    bold: bool = False,
) -> None:
    style = cast(ParagraphStyle, document.styles[name])
    style.font.size = Pt(size)
    style.font.color.rgb = colour
    style.font.bold = bold
    style.font.italic = False
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
