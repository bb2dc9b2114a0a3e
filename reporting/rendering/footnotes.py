"""Footnotes of a DOCX, which python-docx does not know.

They are a part of the package of its own (ECMA-376 part 1, 11.3.7 and 17.11): a list of notes by
number, to which marks in the text refer. The two first are no notes but the lines between text and
notes, which Word expects there.
"""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.story import StoryPart
from docx.shared import Pt
from docx.text.paragraph import Paragraph

STYLE_OF_TEXT = "footnote text"
STYLE_OF_MARK = "footnote reference"
_LINES = {-1: "separator", 0: "continuationSeparator"}


class Footnotes:
    """The footnotes of a document, which they join with the first."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._part: StoryPart | None = None
        self._count = 0

    def add(self, paragraph: Paragraph, text: str) -> None:
        """Put the mark of a new footnote at the end of the paragraph."""
        if self._part is None:
            self._part = self._begin()
        self._count += 1
        mark = OxmlElement("w:footnoteReference", {qn("w:id"): str(self._count)})
        paragraph.add_run(style=STYLE_OF_MARK)._r.append(mark)

        body = self._note(self._part, self._count)
        body.style = STYLE_OF_TEXT
        body.add_run(style=STYLE_OF_MARK)._r.append(OxmlElement("w:footnoteRef"))
        body.add_run(f" {text}")

    def _begin(self) -> StoryPart:
        """Add the part with the lines, and the styles."""
        document = self._document
        part = StoryPart(
            PackURI("/word/footnotes.xml"),
            CONTENT_TYPE.WML_FOOTNOTES,
            parse_xml(f"<w:footnotes {nsdecls('w')}/>"),
            document.part.package,
        )
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        for number, line in _LINES.items():
            paragraph = self._note(part, number, kind=line)
            paragraph.paragraph_format.space_after = Pt(0)
            paragraph.add_run()._r.append(OxmlElement(f"w:{line}"))
        text = document.styles.add_style(STYLE_OF_TEXT, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        text.base_style = document.styles["Normal"]
        text.font.size = Pt(8.5)
        text.paragraph_format.space_after = Pt(3)
        mark = document.styles.add_style(STYLE_OF_MARK, WD_STYLE_TYPE.CHARACTER, builtin=True)
        mark.font.superscript = True
        return part

    def _note(self, part: StoryPart, number: int, kind: str = "") -> Paragraph:
        """Add a note of that number; give its paragraph, still empty."""
        note = OxmlElement("w:footnote")
        if kind:
            note.set(qn("w:type"), kind)
        note.set(qn("w:id"), str(number))
        paragraph = OxmlElement("w:p")
        note.append(paragraph)
        part.element.append(note)
        return Paragraph(paragraph, part)
