"""What Home tells those who review documents."""

import pytest
import time_machine
from django.urls import reverse

from tests.clock import NOW
from tests.pages import words
from tests.reporting.documents import annex, icac, in_review, staff, write

pytestmark = pytest.mark.django_db

HOME = reverse("home")


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def of(client, user):
    client.force_login(user)
    return client.get(HOME)


def test_document_in_review_is_there_for_those_who_may_answer_it(client):
    author = staff()
    document = in_review(author)

    response = of(client, icac())

    assert response.context["to_review"] == [document]
    assert reverse("reporting:document-detail", args=[document.pk]) in response.content.decode()
    assert f"Sent by {author.person}" in words(response)


def test_neither_its_sender_nor_who_wrote_at_it_is_asked(client):
    author, helper = staff(), staff()
    document = annex(author)
    write(document, "title", "Another title", helper)
    in_review(author)

    assert of(client, author).context["to_review"] == []
    assert of(client, helper).context["to_review"] == []
    assert "Documents to review" not in words(of(client, author))


def test_a_draft_waits_for_nobody(client):
    annex(staff())

    assert of(client, icac()).context["to_review"] == []
