"""Papers as DOCX and as PDF: what they say, to us and to other programs."""

import io
import re

import docx
import pikepdf
import pypdfium2
import pytest
from docx.oxml.ns import qn

from reporting.rendering import Language, Note, Paper, Paragraph
from reporting.rendering.docx import as_docx
from reporting.rendering.paper import pieces
from reporting.rendering.pdf import as_pdf
from tests import office
from tests.reporting.rendering.papers import FIRST, MADE, SECOND, THIRD, WORDS, foot, paper

NAMES = {Language.ENGLISH: "en-HK", Language.TRADITIONAL: "zh-HK", Language.SIMPLIFIED: "zh-CN"}


def opened(content):
    return docx.Document(io.BytesIO(content))


@pytest.fixture(scope="module")
def by_libreoffice():
    """The DOCX of each language as LibreOffice prints it."""
    files = {f"{language}.docx": as_docx(paper(language)) for language in Language}
    files["long.docx"] = as_docx(paper(rows=80))
    return office.converted(files, "pdf")


@pytest.mark.parametrize("language", Language)
def test_docx_and_pdf_say_the_same_when_other_programs_read_them(language, by_libreoffice):
    notes = (FIRST, SECOND, THIRD)

    of_docx, of_pdf = (
        office.reading(content, footer=foot(paper(language)), notes=notes)
        for content in (by_libreoffice[f"{language}.docx"], as_pdf(paper(language)))
    )

    assert of_docx == of_pdf
    title, subtitle, heading, text, _author, _alternative = WORDS[language]
    said = [title, subtitle, heading, "1,2341", text, "+852 1234 5678", "1(a)", "•One•Two2"]
    said += ["1.First2.Second1.Firstagain", f"{heading}: 81", "DepartmentPersonsShare"]
    said += ["D0=1+15.0%", "D14035.0%", "D2=1+15.0%", heading]
    body = re.sub(r"\s", "", "".join(said))
    assert of_pdf == "\n".join(
        [body, *(re.sub(r"\s", "", f"{n}{t}") for n, t in enumerate(notes, 1))]
    )


def test_a_long_table_has_its_headings_on_each_page_in_both(by_libreoffice):
    for pdf in (by_libreoffice["long.docx"], as_pdf(paper(rows=80))):
        pages = [page for page in office.pages_of(pdf) if "=1+1" in page]

        assert [("Department" in page, "Persons" in page) for page in pages] == [(True, True)] * 3


@pytest.mark.parametrize("language", Language)
def test_the_pdf_is_tagged_and_says_title_and_language(language):
    content = as_pdf(paper(language))

    facts = office.facts_of(content)
    title, _subtitle, heading, _text, author, _alternative = WORDS[language]
    assert (facts["Title"], facts["Author"]) == (title, author)
    assert facts["Subject"] == f"{heading} 2025–26"
    assert (facts["Tagged"], facts["JavaScript"], facts["Page size"]) == (
        "yes",
        "no",
        "595.276 x 841.89 pts (A4)",
    )
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert str(pdf.Root.Lang) == NAMES[language]
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == title


def test_a_screen_reader_finds_headings_lists_table_headings_notes_and_the_words_of_pictures():
    content = as_pdf(paper())

    tags = office.structure_of(content)
    assert re.findall(r'(H\d) "', tags) == ["H1", "H2"]
    assert len(re.findall(r"^ *L \(block\)", tags, re.MULTILINE)) == 3
    assert len(re.findall(r"^ *TH ", tags, re.MULTILINE)) == 3
    assert len(re.findall(r"^ *Note ", tags, re.MULTILINE)) == 3
    with pikepdf.open(io.BytesIO(content)) as pdf:
        described = [str(thing.Alt) for thing in pdf.objects if "/Alt" in _keys(thing)]
    assert described == ["A bar as long as three quarters"]


def _keys(thing):
    return thing.keys() if isinstance(thing, pikepdf.Dictionary) else ()


@pytest.mark.parametrize("language", Language)
def test_the_docx_says_title_language_author_and_when_it_was_made(language):
    document = opened(as_docx(paper(language)))

    properties = document.core_properties
    title, _subtitle, heading, _text, author, _alternative = WORDS[language]
    assert (properties.title, properties.author) == (title, author)
    assert properties.subject == f"{heading} 2025–26"
    assert properties.language == NAMES[language]
    assert properties.created == MADE
    assert (properties.comments, properties.keywords) == ("", "")
    defaults = document.styles.element.find(qn("w:docDefaults"))
    [languages] = defaults.iter(qn("w:lang"))
    assert languages.get(qn("w:eastAsia")) in {"zh-HK", NAMES[language]}


def test_the_docx_has_real_headings_and_lists():
    document = opened(as_docx(paper()))

    styles = [(line.style.name, line.text) for line in document.paragraphs if line.text]
    assert styles == [
        ("Title", "Integrity training in a year"),
        ("Subtitle", "Financial year 2025–26"),
        ("Heading 1", "Who was trained"),
        ("Normal", f"1,234 {WORDS[Language.ENGLISH][3]}\n+852 1234 5678"),
        ("Heading 2", "1(a)"),
        ("List Bullet", "One"),
        ("List Bullet", "Two"),
        ("List Number", "First"),
        ("List Number", "Second"),
        ("List Number", "First again"),
        ("Caption", "Who was trained: 81"),
        ("Caption", "Who was trained"),
    ]


def test_the_docx_marks_the_headings_of_its_table_and_describes_table_and_picture():
    document = opened(as_docx(paper()))

    [table] = document.tables
    assert [bool(row._tr.findall(f".//{qn('w:tblHeader')}")) for row in table.rows] == [
        True,
        False,
        False,
        False,
    ]
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Who was trained: 81"
    # In the order of the schema, without which Word calls a file damaged.
    order = ["tblStyle", "tblW", "tblBorders", "tblLayout", "tblLook", "tblCaption"]
    assert [part.tag for part in table._tbl.tblPr] == [qn(f"w:{name}") for name in order]
    [picture] = document.inline_shapes
    assert picture._inline.docPr.get("descr") == "A bar as long as three quarters"


def test_the_docx_has_its_notes_as_footnotes():
    document = opened(as_docx(paper()))

    [part] = [
        relation.target_part
        for relation in document.part.rels.values()
        if relation.reltype.endswith("/footnotes")
    ]
    text = part.blob.decode()
    assert re.findall(r"<w:t[^>]*>([^<]*)</w:t>", text) == [f" {n}" for n in (FIRST, SECOND, THIRD)]
    marks = document.element.iter(qn("w:footnoteReference"))
    assert [mark.get(qn("w:id")) for mark in marks] == ["1", "2", "3"]


def test_a_paper_without_notes_has_no_part_for_them():
    plain = Paper("Title", Language.ENGLISH, "Subject", "Author", MADE, [Paragraph("Text")])

    document = opened(as_docx(plain))

    kinds = [relation.reltype for relation in document.part.rels.values()]
    assert not [kind for kind in kinds if kind.endswith("/footnotes")]


@pytest.mark.parametrize("write", [as_docx, as_pdf])
def test_the_same_paper_is_the_same_file_byte_for_byte(write):
    assert write(paper()) == write(paper())


@pytest.mark.parametrize("write", [as_docx, as_pdf])
def test_characters_that_no_file_can_hold_are_left_out(write):
    odd = Paper("T\x00itle", Language.ENGLISH, "S", "A", MADE, [Paragraph("a\x0bb\r\nc\ud800")])

    content = write(odd)

    if write is as_pdf:
        said = pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range()
        assert said.split()[:3] == ["Title", "ab", "c"]
    else:
        assert [line.text for line in opened(content).paragraphs] == ["Title", "ab\nc"]


def test_the_pieces_of_a_text_are_its_strings_and_notes_without_the_empty():
    note = Note("n")

    assert [*pieces("plain")] == ["plain"]
    assert [*pieces(("a", note, "", "b"))] == ["a", note, "b"]
    assert [*pieces("")] == []
