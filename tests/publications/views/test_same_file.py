"""Whoever hands in a file that the library has is told where it is, and goes on."""

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from people.roles import Role
from publications.models import Rendition
from tests import uploads
from tests.clock import NOW
from tests.factories import EditionFactory, PublicationFactory

pytestmark = pytest.mark.django_db

CONTENT = uploads.pdf().read()


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def hand_in(client, edition, content=CONTENT):
    return client.post(
        reverse("publications:rendition-add", args=[edition.publication_id, edition.number]),
        {"language": "en", "format": "pdf", "upload": SimpleUploadedFile("a.pdf", content)},
        follow=True,
    )


def test_file_that_is_there_already_is_added_and_its_place_told(as_role):
    staff = as_role(Role.PROGRAMME_STAFF)
    first = EditionFactory(
        in_the_making=True, publication=PublicationFactory(edition=None, title_en="On gifts")
    )
    second = EditionFactory(in_the_making=True)
    sentence = "The same file is already in “On gifts”, edition 1."

    new, again = hand_in(staff, first), hand_in(staff, second)

    assert (sentence in new.text, sentence in again.text) == (False, True)
    assert Rendition.objects.count() == 2


def test_another_file_is_added_without_a_word(as_role):
    staff = as_role(Role.PROGRAMME_STAFF)
    hand_in(staff, EditionFactory(in_the_making=True))

    page = hand_in(staff, EditionFactory(in_the_making=True), uploads.pdf_that(_adds_a_page).read())

    assert "It is added." in page.text
    assert "The same file" not in page.text


def _adds_a_page(document):
    document.add_blank_page()
