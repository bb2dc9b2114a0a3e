"""The page with sentences for the legislature, and its files."""

import io
import re

import docx
import pytest
import time_machine
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from core.models import AuditEntry
from people.roles import Role
from reporting.rendering import Language, Paper
from tests import office
from tests.clock import NOW, at
from tests.factories import CourseFactory, TopicFactory
from tests.files import content_of, xlsx_rows
from tests.pages import rows, words
from tests.queries import queries_of
from tests.reporting.queries.test_legislature import held
from tests.reporting.rendering.papers import foot
from training.models import Session

pytestmark = pytest.mark.django_db

URL = reverse("reporting:legislature")
OF_THE_YEAR = {"period": "fy-2025"}
SENTENCE = (
    "From 1 April 2025 to 31 March 2026, 1 session of “Gifts” was held. Content: What to refuse. "
    "Hours of training: 2. Enrolled: 11; completed: 6. No certificates were issued through "
    "Integrity Training. Cost: HK$12 000."
)


@pytest.fixture
def gifts():
    course = CourseFactory(
        title_en="Gifts",
        title_zh_hant="=禮物",
        title_zh_hans="礼物",
        summary_en="What to refuse.",
        summary_zh_hant="應拒絕甚麼。",
    )
    of = held(course, at("2025-05-01"), came=6, absent=5)
    Session.objects.filter(pk=of.pk).update(cost=12000)
    return course


@pytest.fixture
def staff(as_role):
    client = as_role(Role.PROGRAMME_STAFF)
    with time_machine.travel(NOW, tick=False):
        yield client


def test_the_page_has_the_table_and_the_sentences_in_both_languages(staff, gifts):
    response = staff.get(URL, OF_THE_YEAR)

    numbers = ["1", "2", "11", "6", "none issued", "HK$12 000"]
    assert rows(response) == [["What to refuse.", *numbers], ["", *numbers]]
    assert SENTENCE in words(response)
    chinese = re.search(
        r'id="words-zh-hant"[^>]*>(.*?)</div>', response.content.decode(), re.DOTALL
    )
    assert "=禮物" in chinese[1]
    assert "應拒絕甚麼" in chinese[1]


def test_the_form_says_for_which_period_the_page_is_before_any_is_chosen(staff):
    response = staff.get(URL)

    assert response.context["form"]["period"].value() == "last-36"
    assert response.context["period"].days in words(response)


def test_a_cost_that_is_not_known_is_not_made_up(staff, gifts):
    held(CourseFactory(title_en="Leadership"), at("2025-06-01"), came=9)
    held(gifts, at("2025-06-02"), came=9)

    said = words(staff.get(URL, OF_THE_YEAR))

    assert "Cost: not entered." in said
    assert "Cost: HK$12 000 (entered for 1 of 2 sessions)." in said


def test_a_period_without_sessions_says_so(staff, gifts):
    response = staff.get(URL, {"period": "fy-2024"})

    assert "No session was held in this period." in words(response)


def test_courses_are_chosen_one_by_one_or_by_topic(staff, gifts):
    other = CourseFactory(title_en="Leadership")
    held(other, at("2025-06-01"), came=9)
    topic = TopicFactory()
    other.topics.add(topic)

    by_topic = words(staff.get(URL, {**OF_THE_YEAR, "topic": topic.pk}))
    by_course = words(staff.get(URL, {**OF_THE_YEAR, "courses": [gifts.pk]}))

    assert ("of “Gifts”" in by_topic, "of “Leadership”" in by_topic) == (False, True)
    assert ("of “Gifts”" in by_course, "of “Leadership”" in by_course) == (True, False)


def test_a_period_that_ends_before_it_begins_is_refused_and_no_file_made(staff, gifts):
    asked = {"period": "own", "since": "2026-01-02", "until": "2026-01-01", "export": "xlsx"}

    response = staff.get(URL, asked)

    assert "The last day is before the first. Give a later one." in words(response)
    assert not AuditEntry.objects.filter(action="reporting.legislature_exported").exists()


def test_the_spreadsheet_has_numbers_as_numbers_and_no_formula(staff, gifts):
    response = staff.get(URL, {**OF_THE_YEAR, "export": "xlsx"})

    headings, row = xlsx_rows(response)
    assert headings[-5:] == ["Sessions", "Hours", "Enrolled", "Completed", "Cost in HK$"]
    assert row == ["Gifts", "=禮物", "What to refuse.", "應拒絕甚麼。", 1, 2, 11, 6, 12000]
    [entry] = AuditEntry.objects.filter(action="reporting.legislature_exported")
    assert entry.details["format"] == "xlsx"


def test_libreoffice_reads_the_spreadsheet_as_we_meant_it(staff, gifts):
    content = content_of(staff.get(URL, {**OF_THE_YEAR, "export": "xlsx"}))

    [made] = office.converted({"programmes.xlsx": content}, office.CSV).values()

    first = made.decode("utf-8-sig").splitlines()[1]
    assert first == '"Gifts","=禮物","What to refuse.","應拒絕甚麼。",1,2,11,6,12000'


@pytest.mark.parametrize("language", ["en", "zh-hant", "zh-hans"])
def test_word_and_pdf_say_the_same_in_each_language(staff, gifts, language):
    files = {
        kind: staff.get(URL, {**OF_THE_YEAR, "paper": kind, "language": language})
        for kind in ("docx", "pdf")
    }

    by_libreoffice = office.converted({"made.docx": files["docx"].content}, "pdf")["made.docx"]
    with translation.override(language):
        author = gettext("Civil Service Bureau")
    footer = foot(Paper("", Language(language), "", author, NOW, []))
    said = [
        office.reading(content, footer=footer) for content in (by_libreoffice, files["pdf"].content)
    ]
    assert said[0] == said[1]
    title = {"en": "Gifts", "zh-hant": "=禮物", "zh-hans": "礼物"}[language]
    assert title in said[0]
    if language == "en":
        assert re.sub(r"\s", "", SENTENCE) in said[0]
    name = f"programmes-fy-2025-{language}"
    assert [response["Content-Disposition"] for response in files.values()] == [
        f'attachment; filename="{name}.docx"',
        f'attachment; filename="{name}.pdf"',
    ]


def test_the_document_names_programme_and_numbers_in_its_table(staff, gifts):
    response = staff.get(URL, {**OF_THE_YEAR, "paper": "docx", "language": "en"})

    [table] = docx.Document(io.BytesIO(response.content)).tables
    assert [[cell.text for cell in row.cells] for row in table.rows][:2] == [
        [
            "Programme",
            "Content",
            "Sessions",
            "Hours",
            "Enrolled",
            "Completed",
            "Certificates",
            "Cost",
        ],
        ["Gifts", "What to refuse.", "1", "2", "11", "6", "none issued", "HK$12\u202f000"],
    ]


@pytest.mark.parametrize("asked", [{"paper": "odt", "language": "en"}, {"paper": "pdf"}])
def test_a_paper_that_there_is_not_is_the_page(staff, gifts, asked):
    assert staff.get(URL, {**OF_THE_YEAR, **asked})["Content-Type"].startswith("text/html")


def test_the_page_takes_as_many_queries_for_one_programme_as_for_three(staff, gifts):
    url = f"{URL}?period=fy-2025"
    for_one = queries_of(staff, url)

    held(CourseFactory(), at("2025-06-01"), came=9)
    held(CourseFactory(), at("2025-06-02"), came=9)

    assert queries_of(staff, url) == for_one
