"""The pages of documents: the list, a document as it reads, its steps, its files."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from ethics_officers.figures import Span
from people.roles import Role
from reporting.models import Document
from tests.clock import NOW, at
from tests.ethics_officers.test_figures import session, was_there
from tests.factories import PersonFactory
from tests.pages import words
from tests.queries import queries_of
from tests.reporting.documents import (
    annex,
    approved,
    icac,
    in_review,
    staff,
    template,
    text_of,
    write,
)

pytestmark = pytest.mark.django_db

LIST = reverse("reporting:document-list")


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def author():
    return staff()


@pytest.fixture
def as_author(client, author):
    client.force_login(author)
    return client


@pytest.fixture
def as_reviewer(client):
    client.force_login(icac())
    return client


def page(name, document, *more):
    return reverse(f"reporting:document-{name}", args=[document.pk, *more])


def test_list_shows_each_document_with_how_it_stands_and_which_languages_are_whole(as_author):
    document = annex(staff())
    write(document, "lessons", "", staff(), "zh-hant")

    said = words(as_author.get(LIST))

    assert "UNCAC art. 7(1)(d) annex, Financial year 2026–27" in said
    assert "English: complete" in said
    assert "Traditional Chinese: 1 field is empty" in said
    assert "Draft" in said


def test_list_takes_as_many_queries_for_three_as_for_one(as_author):
    person = staff()
    annex(person)
    for_one = queries_of(as_author, LIST)
    for year in (2024, 2025):
        annex(person, span=_year(year))

    assert queries_of(as_author, LIST) == for_one


def _year(year):
    return Span(dt.date(year, 4, 1), dt.date(year + 1, 4, 1))


def test_one_press_makes_the_annex_of_a_period_and_the_next_opens_it(as_author):
    template()
    asked = {"period": "own", "since": "2026-04-01", "until": "2027-03-31"}

    first = as_author.post(reverse("reporting:document-open"), asked)
    second = as_author.post(reverse("reporting:document-open"), asked)

    document = Document.objects.get()
    assert document.period == "Financial year 2026–27"
    assert first.url == second.url == page("detail", document)


def test_period_that_is_none_is_refused_in_place(as_author):
    template()
    asked = {"period": "own", "since": "2026-04-01", "until": "2026-03-31"}

    response = as_author.post(reverse("reporting:document-open"), asked)

    assert response.status_code == 422
    assert "The last day is before the first." in words(response)


def test_what_cannot_be_made_is_refused_in_place(as_author):
    response = as_author.post(reverse("reporting:document-open"), {"period": "fy-2026"})

    assert response.status_code == 422
    assert "There is no template for it yet." in words(response)


def test_document_reads_with_its_figures_and_footnotes(as_author, author):
    template(training=("{attendances} attendances.", "{attendances}人次。"))
    made = session(at("2026-05-04"))
    for person in PersonFactory.create_batch(5):
        was_there(person, made, "present")
    document = annex(author)

    english = words(as_author.get(page("detail", document)))
    chinese = words(as_author.get(page("detail", document) + "?language=zh-hant"))

    assert "5 [1] attendances." in english
    assert "[1] Attendances, 1 April 2026 to" in english
    assert f"hash {document.freeze.sha256[:12]}." in english
    assert "5 [1] 人次。" in chinese


def test_page_takes_as_many_queries_for_three_figures_as_for_one(as_author, author):
    template(training="{attendances}")
    document = annex(author)
    for_one = queries_of(as_author, page("detail", document))
    type(document.template_version.template).objects.update(version=2)
    other = document.template_version.template.versions.create(
        number=2,
        content={
            **document.template_version.content,
            "training": {"en": "{attendances} {circulations} {readers}"},
        },
    )
    more = annex(author, span=_year(2025))

    assert more.template_version == other
    assert queries_of(as_author, page("detail", more)) == for_one


def test_document_is_sent_approved_and_taken_along(client, author, as_author):
    document = annex(author)
    as_author.post(page("send", document))
    client.force_login(icac())

    response = client.post(page("approve", document), follow=True)

    assert "Approved. It stands as it is" in words(response)
    assert "Write" not in words(response.content.decode().split('class="row g-3"')[1])
    for language in ("en", "zh-hant", "zh-hans"):
        for file_format, begins in (("docx", b"PK"), ("pdf", b"%PDF")):
            answer = client.get(page("file", document, language, file_format))
            assert answer.content.startswith(begins)
            assert f"annex-2026-04-01-{language}.{file_format}" in answer["Content-Disposition"]


@pytest.mark.parametrize(("language", "file_format"), [("fr", "pdf"), ("en", "odt")])
def test_file_that_is_none_is_not_found(as_author, author, language, file_format):
    document = annex(author)

    assert as_author.get(page("file", document, language, file_format)).status_code == 404


def test_what_is_missing_is_said_on_the_page(as_author, author):
    document = annex(author)
    write(document, "lessons", "-", author)

    response = as_author.post(page("send", document))

    assert response.status_code == 422
    assert "a dash is no answer" in words(response)
    document.refresh_from_db()
    assert document.status == "draft"


def test_own_document_is_not_offered_for_approval(as_author, author):
    document = in_review(author)

    offered = words(as_author.get(page("detail", document)))
    response = as_author.post(page("approve", document))

    assert "somebody else has to approve it or send it back" in offered
    assert page("approve", document) not in as_author.get(page("detail", document)).text
    assert response.status_code == 422


def test_sent_back_document_says_why_to_its_author(client, author):
    document = in_review(author)
    client.force_login(icac())
    empty = client.post(page("send-back", document), {"reason": ""})
    client.post(page("send-back", document), {"reason": "Name the theme."})
    client.force_login(author)

    said = words(client.get(page("detail", document)))

    assert empty.status_code == 422
    assert "sent it back: Name the theme." in said


def test_auditor_reads_and_is_offered_nothing_to_do(as_role, author):
    document = annex(author)
    client = as_role(Role.AUDITOR)

    response = client.get(page("detail", document))

    assert "On title." in words(response)
    assert page("send", document) not in response.text
    assert reverse("reporting:document-open") not in client.get(LIST).text


def test_figures_counted_before_the_end_are_said_to_be(as_author, author):
    template(training="{attendances}")
    document = annex(author)

    said = words(as_author.get(page("detail", document)))
    counted = as_author.post(page("count-again", document), follow=True)

    assert "before the period was over" in said
    assert "Counted again." in words(counted)


def test_approved_document_is_begun_again(as_author, author):
    document = approved(author, icac())

    response = as_author.post(page("begin-again", document), follow=True)

    assert Document.objects.filter(status="draft").count() == 1
    assert "A new draft for this period." in words(response)


def test_document_is_taken_back(as_author, author):
    document = in_review(author)

    as_author.post(page("take-back", document))

    document.refresh_from_db()
    assert document.status == "draft"
    assert text_of(document, "title").text == "On title."


def test_stale_ids_are_not_found(as_author):
    for name in ("detail", "send-back"):
        assert as_author.get(reverse(f"reporting:document-{name}", args=[9999])).status_code == 404
