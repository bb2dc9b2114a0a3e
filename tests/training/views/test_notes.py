"""The note written after a session, and where one is asked for it."""

import pytest
import time_machine
from django.urls import reverse

from people.roles import Role
from tests.factories import SessionFactory
from tests.pages import words
from training.models import SessionNote

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    session = SessionFactory()
    with time_machine.travel(session.ends_at, tick=False):
        yield session


@pytest.fixture
def page(session):
    return reverse("training:session-note", args=[session.pk])


def manage(session):
    return reverse("training:session-manage", args=[session.pk])


def board(session):
    return reverse("training:attendance-board", args=[session.meetings.get().pk])


def test_note_is_written_and_shown_on_the_page_of_the_session(as_role, session, page):
    client = as_role(Role.PROGRAMME_STAFF)

    response = client.post(page, {"lessons": "Short is better.", "challenges": ""}, follow=True)

    assert response.redirect_chain == [(manage(session), 302)]
    assert "Lessons learned Short is better." in words(response)
    assert "Change your note" in words(response)


def test_form_holds_what_one_wrote_before(as_role, page):
    client = as_role(Role.PROGRAMME_STAFF)
    client.post(page, {"lessons": "Short is better.", "challenges": ""})

    response = client.get(page)

    assert response.context["form"].initial == {"lessons": "Short is better.", "challenges": ""}


@pytest.mark.parametrize("nothing", ["", "-"])
def test_empty_note_is_refused_with_a_sentence(as_role, page, nothing):
    response = as_role(Role.PROGRAMME_STAFF).post(page, {"lessons": nothing, "challenges": " "})

    assert response.status_code == 422
    assert "one of the two at least" in words(response)
    assert not SessionNote.objects.exists()


def test_note_of_a_session_to_come_is_refused_and_what_was_typed_stays(as_role, session, page):
    client = as_role(Role.PROGRAMME_STAFF)

    with time_machine.travel(session.starts_at.replace(hour=1), tick=False):
        response = client.post(page, {"lessons": "Short is better.", "challenges": ""})

    assert response.status_code == 422
    assert "Write the note once it has." in words(response)
    assert "Short is better." in words(response)


def test_board_asks_for_a_note_once_the_session_is_over_until_one_is_written(
    as_role, session, page
):
    client = as_role(Role.PROGRAMME_STAFF)
    asked = "Note it while you remember."

    assert asked in words(client.get(board(session)))
    client.post(page, {"lessons": "Short is better.", "challenges": ""})

    assert asked not in words(client.get(board(session)))


def test_board_asks_for_no_note_while_the_session_is_held(as_role, session):
    client = as_role(Role.PROGRAMME_STAFF)

    with time_machine.travel(session.starts_at, tick=False):
        response = client.get(board(session))

    assert "Note it while you remember." not in words(response)


def test_auditor_reads_notes_and_is_offered_no_writing(as_role, session, page):
    as_role(Role.PROGRAMME_STAFF).post(page, {"lessons": "Short is better.", "challenges": ""})

    response = as_role(Role.AUDITOR).get(manage(session))

    assert "Short is better." in words(response)
    assert "Write a note" not in words(response)
