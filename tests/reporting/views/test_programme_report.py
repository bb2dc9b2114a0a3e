"""The annual programme report, from the freeze to the documents."""

import datetime as dt
import re
import uuid

import pytest
import time_machine
from django.urls import reverse

from core.models import AuditEntry
from people.roles import Role
from reporting.actions import freeze
from reporting.figures import FIGURES, Span
from reporting.models import Freeze
from reporting.queries.freezes import AskedFigure
from reporting.rendering import Language, Note, Paragraph, Picture, Table
from reporting.rendering.programme_report import paper_of
from tests import office
from tests.clock import NOW, at
from tests.factories import CourseFactory, DepartmentFactory, PersonFactory, person_with_role
from tests.pages import words
from tests.queries import queries_of
from tests.reporting.queries.test_legislature import held
from tests.reporting.rendering.papers import foot
from tests.training.completing import completed, session
from training.models import Session

pytestmark = pytest.mark.django_db

LIST = reverse("reporting:programme-report-list")
MAKE = reverse("reporting:programme-report-make")


@pytest.fixture
def staff(as_role):
    client = as_role(Role.PROGRAMME_STAFF)
    with time_machine.travel(NOW, tick=False):
        yield client


def made(client, **asked):
    """Make the report of the financial year 2025; give its frozen set."""
    response = client.post(MAKE, {"period": "fy-2025", "asking": uuid.uuid4(), **asked})
    assert response.status_code == 302, words(response)
    return Freeze.objects.get(pk=response["Location"].rstrip("/").rpartition("/")[2])


def of(frozen):
    return reverse("reporting:programme-report", args=[frozen.pk])


def serving_and_trained(department, serving, trained):
    """So many people of a department, of whom so many completed a course in the year."""
    people = [PersonFactory(posting__department=department) for _ in range(serving)]
    of_year = session(at("2025-05-01"), course=CourseFactory())
    for person in people[:trained]:
        completed(person, of_year)
    Session.objects.filter(pk=of_year.pk).update(status=Session.Status.HELD)


def text_of(block):
    pieces = [block.text] if isinstance(block.text, str) else block.text
    return "".join("" if isinstance(piece, Note) else piece for piece in pieces)


def without_headings(said, paper):
    """What a document says without the headings of tables, which are on each page anew."""
    for table in tables_of(paper).values():
        said = said.replace("".join("".join(table.header).split()), "")
    return said


def tables_of(paper):
    return {block.caption: block for block in paper.blocks if isinstance(block, Table)}


def test_the_report_has_every_figure_frozen_with_what_it_counts(staff):
    held(CourseFactory(), at("2025-05-01"), came=6, absent=5)

    frozen = made(staff)

    assert {each.key for each in frozen.figures.filter(department=None)} == set(FIGURES)
    paper = paper_of(frozen, Language.ENGLISH)
    rows = [row for table in tables_of(paper).values() for row in table.rows if len(row) == 3]
    assert {row[0] for row in rows} == {str(figure.label) for figure in FIGURES.values()}
    held_row = next(row for row in rows if row[0] == "Sessions held")
    assert held_row[1:] == ["1", str(FIGURES["sessions_held"].definition)]


def test_each_number_in_its_sentences_has_a_footnote_to_its_frozen_figure(staff):
    held(CourseFactory(), at("2025-05-01"), came=6, absent=5)

    frozen = made(staff)

    [first, *_rest] = [
        block for block in paper_of(frozen, Language.ENGLISH).blocks if isinstance(block, Paragraph)
    ]
    assert text_of(first) == (
        "Sessions held: 1, with 2 hours of training and 11 places taken. Attendances: 6, of 6 "
        "people. The coverage rate was 50.0%."
    )
    notes = [piece.text for piece in first.text if isinstance(piece, Note)]
    assert len(notes) == 6
    assert notes[0].endswith(
        "Frozen figure sessions_held, 1 April 2025 to 31 March 2026 "
        f"(set {frozen.pk}, {frozen.sha256[:12]})."
    )


def test_small_numbers_of_departments_are_not_shown(staff):
    for code, serving, trained in (("AAA", 12, 6), ("BBB", 12, 2), ("CCC", 14, 7), ("DDD", 9, 3)):
        serving_and_trained(DepartmentFactory(code=code, name_en=code), serving, trained)

    paper = paper_of(made(staff), Language.ENGLISH)

    rates = dict(tables_of(paper)["Coverage rate of each department"].rows)
    assert {code: rates[code] for code in ("AAA", "BBB", "CCC", "DDD")} == {
        "AAA": "50.0%",
        "BBB": "Hidden",
        "CCC": "50.0%",
        "DDD": "Hidden",
    }
    said = [block.alternative for block in paper.blocks if isinstance(block, Picture)]
    assert any("50% to under 60%: 2" in each for each in said)


def test_the_report_stays_as_it_was_frozen(staff):
    held(CourseFactory(), at("2025-05-01"), came=6)
    frozen = made(staff)
    before = {language: paper_of(frozen, language) for language in Language}

    held(CourseFactory(), at("2025-06-01"), came=9)

    assert {language: paper_of(frozen, language) for language in Language} == before


@pytest.mark.parametrize("language", Language)
def test_word_and_pdf_say_the_same_to_other_programs(staff, language):
    held(CourseFactory(), at("2025-05-01"), came=6, absent=5)
    frozen = made(staff)

    files = {
        kind: staff.get(of(frozen), {"paper": kind, "language": language}).content
        for kind in ("docx", "pdf")
    }

    paper = paper_of(frozen, language)
    notes = [
        piece.text
        for block in paper.blocks
        if isinstance(block, Paragraph) and not isinstance(block.text, str)
        for piece in block.text
        if isinstance(piece, Note)
    ]
    [by_libreoffice] = office.converted({"made.docx": files["docx"]}, "pdf").values()
    said = [
        without_headings(office.reading(content, footer=foot(paper), notes=notes), paper)
        for content in (by_libreoffice, files["pdf"])
    ]
    assert said[0] == said[1]
    facts = office.facts_of(files["pdf"])
    assert (facts["Title"], facts["Tagged"]) == (paper.title, "yes")
    assert AuditEntry.objects.filter(action="reporting.programme_report_exported").count() == 2


def test_pressed_twice_it_is_made_once(staff):
    asking = uuid.uuid4()

    assert made(staff, asking=asking) == made(staff, asking=asking)
    assert Freeze.objects.count() == 1


def test_a_period_to_come_is_refused_in_place(staff):
    asked = {"period": "own", "since": "2027-01-01", "until": "2027-03-31"}

    response = staff.post(MAKE, {**asked, "asking": uuid.uuid4()})

    assert response.status_code == 422
    assert 'value="2027-01-01"' in response.content.decode()
    assert not Freeze.objects.exists()


def test_the_page_reads_as_the_document_does(staff):
    held(CourseFactory(), at("2025-05-01"), came=6)
    frozen = made(staff)

    response = staff.get(of(frozen))

    html = response.content.decode()
    assert "All figures were counted at one moment" in words(response)
    assert len(re.findall(r'<li id="note-\d+">', html)) == len(re.findall(r'id="mark-\d+"', html))
    [chart, *_more] = re.findall(r'src="([^"]+\?chart=\d+)"', html)
    drawing = staff.get(chart)
    assert drawing["Content-Type"] == "image/svg+xml"
    assert drawing.content.startswith(b"<svg")
    assert staff.get(of(frozen), {"chart": "99"}).status_code == 404
    assert staff.get(of(frozen), {"chart": "x"}).status_code == 404


def test_the_list_has_the_reports_and_only_staff_the_button(staff, as_role):
    frozen = made(staff)
    assert frozen.title == "Programme report, Financial year 2025–26"

    assert frozen.title in words(staff.get(LIST))
    assert MAKE in staff.get(LIST).content.decode()
    auditor = as_role(Role.AUDITOR)
    assert frozen.title in words(auditor.get(LIST))
    assert MAKE not in auditor.get(LIST).content.decode()


def test_a_set_of_other_figures_is_no_report(staff):
    asked = [AskedFigure("sessions_held", Span(dt.date(2025, 4, 1), dt.date(2026, 4, 1)))]
    by = person_with_role(Role.PROGRAMME_STAFF).user
    other = freeze(title="Some figures", asked=asked, by=by, now=NOW)

    assert staff.get(of(other)).status_code == 404
    assert other.title not in words(staff.get(LIST))


def test_the_list_takes_as_many_queries_for_one_report_as_for_three(staff):
    made(staff)
    for_one = queries_of(staff, LIST)

    made(staff)
    made(staff)

    assert queries_of(staff, LIST) == for_one
