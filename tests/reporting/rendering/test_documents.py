"""A document as a paper."""

import datetime as dt

import pytest

from reporting.rendering.documents import paper_of
from reporting.rendering.docx import as_docx
from reporting.rendering.paper import Heading, Listing, Note, Paragraph, Table
from tests.clock import NOW
from tests.reporting import freezes
from tests.reporting.documents import annex, approved, icac, staff, template

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return staff()


def test_paper_holds_every_field_in_order_with_figures_and_their_footnotes(author):
    template(training="{attendances} in all.\n– one\n– two")

    paper = paper_of(annex(author), "en", now=NOW)

    assert [type(block) for block in paper.blocks[:4]] == [Table, Heading, Paragraph, Heading]
    assert paper.blocks[0].rows[0] == ("Country", ["On country."])
    headings = [(block.level, block.text) for block in paper.blocks if isinstance(block, Heading)]
    assert headings == [
        (1, "Short summary of initiative, with its start and duration"),
        (1, "Detailed description of initiative"),
        (2, "(a) Training"),
        (2, "(b) Ethics Officers"),
        (2, "(c) Publications and promotional materials"),
        (1, "Lessons learned in implementing the initiative"),
        (1, "Challenges encountered in implementing the initiative"),
        (1, "About the figures"),
    ]
    at = paper.blocks.index(Heading(2, "(a) Training"))
    number, note, rest = paper.blocks[at + 1].text
    assert (number, rest) == ("0", " in all.")
    assert isinstance(note, Note)
    assert note.text.startswith("Attendances, 1 April 2026 to 22 November 2026, whole service. ")
    assert paper.blocks[at + 2] == Listing([["one"], ["two"]])


def test_few_people_are_not_told_of_on_paper_and_its_footnote_says_so(author):
    freezes.trained(freezes.customs(), 3)
    template(training="{persons_trained} people.")

    paper = paper_of(annex(author), "en", now=NOW)

    at = paper.blocks.index(Heading(2, "(a) Training"))
    number, note, *_rest = paper.blocks[at + 1].text
    assert number == "(not shown)"
    assert note.text.startswith(
        "Persons trained, 1 April 2026 to 22 November 2026, whole service: not shown, as it tells "
        "of fewer than five people, or of all but fewer than five. Frozen on 22 November 2026, "
    )


def test_paper_says_how_the_document_stands(author):
    document = annex(author)
    draft = paper_of(document, "en", now=NOW)
    stands = approved(author, icac())

    assert draft.subtitle == "Financial year 2026–27 – draft, not approved"
    assert paper_of(stands, "en", now=NOW).subtitle == (
        "Financial year 2026–27 – approved on 22 November 2026, 12:00"
    )


def test_approved_document_is_the_same_file_whenever_it_is_asked_for(author):
    document = approved(author, icac())

    first, second = (
        as_docx(paper_of(document, "zh-hant", now=now))
        for now in (NOW, NOW + dt.timedelta(days=400))
    )

    assert first == second
