"""Writing a document in the browser."""

import pytest
import time_machine
from django.urls import reverse

from people.roles import Role
from tests.clock import NOW, at
from tests.factories import SessionFactory
from tests.pages import words
from tests.reporting.documents import annex, in_review, staff, template, text_of, write
from training.models import SessionNote

pytestmark = pytest.mark.django_db


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
def document(author):
    template(training="{attendances}", lessons="Short is better.")
    return annex(author)


def page(text):
    return reverse("reporting:document-text", args=[text.pk])


def posted(opened, **fields):
    return {"text": opened.text, "version": opened.version, "source": "", "words": "", **fields}


def part(target):
    return {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": target}


def note(lessons):
    held = SessionFactory(starts_at=at("2026-05-04"))
    return SessionNote.objects.create(
        session=held, lessons=lessons, written_at=held.ends_at, written_by=held.owner
    )


def test_text_is_saved_and_the_page_leads_back_to_it(as_author, document):
    text = text_of(document, "lessons")

    response = as_author.post(page(text), posted(text, text="Short is best."))

    assert response.url == (
        reverse("reporting:document-detail", args=[document.pk]) + "?language=en#lessons"
    )
    assert text_of(document, "lessons").text == "Short is best."


def test_page_shows_the_marks_with_their_figures_and_the_other_language(as_author, document):
    said = words(as_author.get(page(text_of(document, "training", "zh-hant"))))

    assert "{attendances} Attendances: 0" in said
    assert "In English {attendances}" in said


def test_preview_reads_as_the_document_will_and_saves_nothing(as_author, document):
    text = text_of(document, "lessons")
    typed = posted(text, text="There were {attendances}.")

    shown = as_author.post(page(text), typed, **part("preview"))
    without_script = as_author.post(page(text), {**typed, "preview": "1"})

    assert "There were 0 [1] ." in words(shown)
    assert "<html" not in shown.text
    assert "There were 0 [1] ." in words(without_script)
    assert without_script.status_code == 200
    assert text_of(document, "lessons").text == "Short is better."


def test_preview_says_what_is_wrong_with_a_mark(as_author, document):
    text = text_of(document, "lessons")

    shown = as_author.post(page(text), posted(text, text="{attendance}"), **part("preview"))

    assert "Did you mean {attendances}?" in words(shown)


def test_wrong_mark_is_refused_at_its_field_and_what_was_typed_stays(as_author, document):
    text = text_of(document, "lessons")

    response = as_author.post(page(text), posted(text, text="{vacant_days} days"))

    assert response.status_code == 422
    assert "There is no {vacant_days}." in words(response)
    assert set(response.context["form"].errors) == {"text"}
    assert "{vacant_days} days" in words(response)


def test_gathered_things_are_added_to_what_was_typed_without_saving(as_author, document):
    gathered = note("Quizzes work.")
    note("Name tags help.")
    text = text_of(document, "lessons")

    response = as_author.post(page(text), posted(text, text="Typed.", add=f"notes-{gathered.pk}"))

    assert response.context["form"]["text"].value() == "Typed.\n– Quizzes work."
    assert text_of(document, "lessons").text == "Short is better."


def test_a_dash_makes_way_for_what_is_added(as_author, document):
    gathered = note("Quizzes work.")
    text = text_of(document, "lessons")

    response = as_author.post(page(text), posted(text, text="–\n", add=f"notes-{gathered.pk}"))

    assert response.context["form"]["text"].value() == "– Quizzes work."


def test_gathered_things_are_found_by_words(as_author, document):
    note("Quizzes work.")
    note("Name tags help.")
    text = text_of(document, "lessons")

    shown = as_author.post(page(text), posted(text, words="quizzes"), **part("gathered"))

    assert "Quizzes work." in words(shown)
    assert "Name tags help." not in words(shown)


def test_nothing_is_gathered_beside_other_fields(as_author, document):
    note("Quizzes work.")

    response = as_author.get(page(text_of(document, "title")))

    assert "Gathered for the period" not in words(response)


def test_what_somebody_saved_meanwhile_is_shown_beside_what_was_typed(as_author, document):
    text = text_of(document, "lessons")
    write(document, "lessons", "Theirs.", staff())

    stale = as_author.post(page(text), posted(text, text="Mine."))
    overwritten = as_author.post(page(text), posted(text, text="Mine.", overwrite="2"))

    assert stale.status_code == 422
    assert "Mine. Theirs." in words(stale)
    assert overwritten.status_code == 302
    assert text_of(document, "lessons").text == "Mine."


def test_what_is_in_review_is_not_opened_for_writing_nor_written(as_author, author):
    document = in_review(author)
    text = text_of(document, "lessons")

    opened = as_author.get(page(text), follow=True)
    response = as_author.post(page(text), posted(text, text="Too late."))

    assert "Only a draft can be written." in words(opened)
    assert response.status_code == 422
    assert "Take it back first" in words(response)


def test_auditor_writes_nothing(as_role, document):
    assert as_role(Role.AUDITOR).get(page(text_of(document, "title"))).status_code == 403
