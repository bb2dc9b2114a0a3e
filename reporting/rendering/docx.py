"""Papers as DOCX, for those who go on writing: real headings, lists, table headings, footnotes."""

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Length, Mm
from docx.table import Table as DocxTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as DocxParagraph

from reporting.rendering import words
from reporting.rendering.docx_styles import LOOKS, set_styles
from reporting.rendering.footnotes import Footnotes
from reporting.rendering.paper import (
    Block,
    Heading,
    Listing,
    Note,
    Paper,
    Paragraph,
    Picture,
    Table,
    Text,
    pieces,
    printable,
)
from reporting.rendering.pictures import as_png

_LINE = Mm(162)  # of an A4 page with these margins
_MARGIN = Mm(24)
_TWIP = 635
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="C4CDD3"/>'
    for side in ("top", "bottom", "insideH")
)


def as_docx(paper: Paper) -> bytes:
    """Give the paper as a DOCX; the same paper is the same file, byte for byte."""
    file = io.BytesIO()
    _Writer(paper).written().save(file)
    return _without_clock(file)


class _Writer:
    """Writes one paper."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.document: Document = docx.Document()
        self.notes = Footnotes(self.document)

    def written(self) -> Document:
        set_styles(self.document, self.paper.language)
        self.style_in_table = self.document.styles["In a table"].style_id
        self._properties()
        self._page()
        self.document.add_paragraph(printable(self.paper.title), style="Title")
        if self.paper.subtitle:
            self.document.add_paragraph(printable(self.paper.subtitle), style="Subtitle")
        for block in self.paper.blocks:
            self._block(block)
        return self.document

    def _properties(self) -> None:
        properties, paper = self.document.core_properties, self.paper
        properties.title = printable(paper.title)
        properties.subject = printable(paper.subject)
        properties.author = properties.last_modified_by = printable(paper.author)
        properties.language = LOOKS[paper.language].language
        properties.comments = properties.keywords = ""
        # The file's own times are in UTC and say no zone.
        properties.created = properties.modified = paper.made_at

    def _page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = section.top_margin = _MARGIN
        section.bottom_margin = Mm(26)
        line = section.footer.paragraphs[0]
        for stop in [*line.style.paragraph_format.tab_stops] if line.style else []:
            stop.alignment = WD_TAB_ALIGNMENT.CLEAR
        line.paragraph_format.tab_stops.add_tab_stop(_LINE, WD_TAB_ALIGNMENT.RIGHT)
        line.add_run(printable(words.footer(self.paper)) + "\t")
        for piece in _with_fields(words.page_of(self.paper)):
            if piece in _FIELDS:
                _add_field(line, _FIELDS[piece])
            else:
                line.add_run(piece)

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self.document.add_heading(printable(block.text), block.level)
            case Paragraph():
                self._write(self.document.add_paragraph(), block.text)
            case Listing():
                self._listing(block)
            case Table():
                self._table(block)
            case Picture():
                self._picture(block)

    def _write(self, paragraph: DocxParagraph, text: Text, *, bold: bool = False) -> None:
        for piece in pieces(text):
            if isinstance(piece, Note):
                self.notes.add(paragraph, piece.text)
            else:
                paragraph.add_run(piece).bold = bold or None

    def _listing(self, listing: Listing) -> None:
        style = "List Number" if listing.numbered else "List Bullet"
        numbers = _numbers_from_one(self.document) if listing.numbered else None
        for item in listing.items:
            paragraph = self.document.add_paragraph(style=style)
            if numbers is not None:
                paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = numbers
            self._write(paragraph, item)

    def _table(self, table: Table) -> None:
        caption = self.document.add_paragraph(printable(table.caption), style="Caption")
        caption.paragraph_format.keep_with_next = True
        made = self.document.add_table(1 + len(table.rows), len(table.header), style="Table Grid")
        widths = _set_look(made, table)
        for number, (row, texts) in enumerate(
            zip(made.rows, [table.header, *table.rows], strict=True)
        ):
            properties = row._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:cantSplit"))
            if number == 0:
                properties.append(OxmlElement("w:tblHeader"))
            for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
                cell.width = widths[column]
                self._cell(cell, text, is_number=column in table.numbers, is_heading=number == 0)
        # Word wants a paragraph between two tables; it is also the room below this one.
        self.document.add_paragraph(style="After a table")

    def _cell(self, cell: _Cell, text: Text, *, is_number: bool, is_heading: bool) -> None:
        paragraph = cell.paragraphs[0]
        # By its id: to find it by its name takes longer than all else.
        paragraph._p.style = self.style_in_table
        if is_number:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self._write(paragraph, text, bold=is_heading)

    def _picture(self, picture: Picture) -> None:
        paragraph = self.document.add_paragraph()
        width = Length(int(_LINE * picture.width))
        shape = paragraph.add_run().add_picture(io.BytesIO(as_png(picture)), width=width)
        shape._inline.docPr.set("descr", printable(picture.alternative))
        if picture.caption:
            paragraph.paragraph_format.keep_with_next = True
            self.document.add_paragraph(printable(picture.caption), style="Caption")


_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


def _with_fields(text: str) -> Iterator[str]:
    """Give the pieces of a text with fields in it: the fields, and what is between them."""
    before, _page, rest = text.partition("{page}")
    between, _pages, after = rest.partition("{pages}")
    yield from (before, "{page}", between, "{pages}", after)


def _add_field(paragraph: DocxParagraph, name: str) -> None:
    """Add what a word processor works out itself, with a number to show until it has."""
    field = OxmlElement("w:fldSimple", {qn("w:instr"): name})
    run = paragraph.add_run("1")
    field.append(run._r)
    paragraph._p.append(field)


def _numbers_from_one(document: Document) -> int:
    """Add a numbering like that of the style, which begins anew; give its number."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element
    pattern = numbering.num_having_numId(style.pPr.numPr.numId.val).abstractNumId.val
    numbers = numbering.add_num(pattern)
    numbers.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(numbers.numId)


def _set_look(made: DocxTable, table: Table) -> list[Length]:
    """Give the table its lines, and the words that describe it; say how wide its columns are."""
    made.autofit = False
    shares = [*table.widths] or [1.0] * len(table.header)
    # Twips, as the file counts: any remainder of division would be kept as a fraction.
    widths = [Length(int(_LINE * share / sum(shares)) // _TWIP * _TWIP) for share in shares]
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    properties = made._tbl.tblPr
    none = "".join(f'<w:{side} w:val="nil"/>' for side in ("left", "right", "insideV"))
    borders = parse_xml(f"<w:tblBorders {nsdecls('w')}>{_BORDERS}{none}</w:tblBorders>")
    # Word minds the order of these; LibreOffice does not.
    properties.find(qn("w:tblLayout")).addprevious(borders)
    # The caption is above the table for all to read; here it is for those who hear it.
    caption = OxmlElement("w:tblCaption", {qn("w:val"): printable(table.caption)})
    properties.append(caption)
    return widths


def _without_clock(file: io.BytesIO) -> bytes:
    """Give the same package with no times in it but those of the paper."""
    clean = io.BytesIO()
    with zipfile.ZipFile(file) as made, zipfile.ZipFile(clean, "w", zipfile.ZIP_DEFLATED) as copy:
        for entry in made.infolist():
            copy.writestr(zipfile.ZipInfo(entry.filename), made.read(entry), zipfile.ZIP_DEFLATED)
    return clean.getvalue()
