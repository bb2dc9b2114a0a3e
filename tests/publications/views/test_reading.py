"""Being asked to read: the page of the publication, the button, and one's own list."""

import datetime as dt
import hashlib

import pytest
import time_machine
from django.urls import reverse

from people.roles import Role
from publications.models import Acknowledgement
from tests.clock import NOW
from tests.factories import AudienceFactory, DepartmentFactory, PersonFactory
from tests.pages import words
from tests.publications.factories import (
    AcknowledgementFactory,
    RecipientFactory,
    RenditionFactory,
    RoundFactory,
)
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

MY_READING = reverse("publications:my-reading")
HASH = hashlib.sha256(b"https://learning.example/integrity").hexdigest()


@pytest.fixture(autouse=True)
def _later():
    with time_machine.travel(NOW + dt.timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def recipient():
    return RecipientFactory(
        round__circulation__edition__publication__title_en="Gifts before the festival"
    )


@pytest.fixture
def rendition(recipient):
    return RenditionFactory(edition=recipient.round.edition)


def page_of(recipient, name="publication-detail"):
    return reverse(f"publications:{name}", args=[recipient.round.edition.publication_id])


def press(client, recipient, rendition, sha256=HASH):
    return client.post(
        page_of(recipient, "publication-acknowledge"),
        {"read": f"{rendition.pk}-{sha256}"},
        follow=True,
    )


def test_opening_the_page_notes_it_and_asks_for_the_acknowledgement(recipient, rendition, sign_in):
    page = sign_in(recipient.person).get(page_of(recipient))

    assert "You are asked to read this by 2 December 2026. Confirm beneath it" in words(page)
    assert "Please read it before the festival." in words(page)
    assert "I have read and understood it" in words(page)
    assert f'value="{rendition.pk}-{HASH}"' in page.content.decode()
    recipient.refresh_from_db()
    assert recipient.opened_at == NOW + dt.timedelta(hours=1)


def test_who_is_not_asked_sees_no_panel(recipient, rendition, sign_in):
    page = sign_in(PersonFactory()).get(page_of(recipient))

    assert page.status_code == 200
    assert "I have read and understood it" not in words(page)


def test_who_is_asked_may_read_what_is_meant_for_others(recipient, rendition, sign_in):
    publication = recipient.round.edition.publication
    publication.audience = AudienceFactory()
    publication.audience.departments.add(DepartmentFactory())
    publication.save()

    assert sign_in(recipient.person).get(page_of(recipient)).status_code == 200
    assert sign_in(PersonFactory()).get(page_of(recipient)).status_code == 404


def test_pressing_keeps_the_proof_and_says_so(recipient, rendition, sign_in):
    page = press(sign_in(recipient.person), recipient, rendition)

    assert "That you have read it is kept in My reading." in words(page)
    assert "You confirmed on 22 November 2026, 13:00" in words(page)
    assert "I have read and understood it" not in words(page)
    assert Acknowledgement.objects.get().sha256 == HASH


def test_the_words_of_the_circulation_are_gone_once_it_is_read(recipient, rendition, sign_in):
    circulation = recipient.round.circulation
    circulation.message_en = "Please read it again."
    circulation.save()
    client = sign_in(recipient.person)

    assert "Please read it again." in words(client.get(page_of(recipient)))
    assert "Please read it again." not in words(press(client, recipient, rendition))


def test_a_file_replaced_meanwhile_is_asked_to_be_read_again(recipient, rendition, sign_in):
    page = press(sign_in(recipient.person), recipient, rendition, sha256="b" * 64)

    assert "The file was replaced after you had opened it." in words(page)
    assert Acknowledgement.objects.count() == 0


def test_nothing_chosen_is_asked_for(recipient, rendition, sign_in):
    client = sign_in(recipient.person)

    page = client.post(page_of(recipient, "publication-acknowledge"), {}, follow=True)

    assert "Choose in which language you have read it" in words(page)


def test_a_rendition_of_another_publication_is_not_there(recipient, sign_in):
    assert press(sign_in(recipient.person), recipient, RenditionFactory()).status_code == 404


def test_where_reading_is_enough_there_is_nothing_to_press(sign_in):
    recipient = RecipientFactory(round=RoundFactory(circulation__must_acknowledge=False))

    page = sign_in(recipient.person).get(page_of(recipient))

    assert "There is nothing to confirm." in words(page)
    assert "I have read and understood it" not in words(page)


def test_what_is_late_says_so(recipient, rendition, sign_in):
    with time_machine.travel(NOW + dt.timedelta(days=20)):
        page = sign_in(recipient.person).get(page_of(recipient))

    assert "You were to read this by 2 December 2026." in words(page)


def test_my_reading_lists_what_is_to_be_read_and_the_proof_of_what_was(recipient, sign_in):
    proof = AcknowledgementFactory(
        recipient__person=recipient.person,
        recipient__round__circulation__edition__publication__title_en="Outside work",
    )
    RecipientFactory(round=recipient.round)
    AcknowledgementFactory()

    page = words(sign_in(recipient.person).get(MY_READING))

    assert page.count("Gifts before the festival") == 1
    assert "by 2 December 2026" in page
    assert page.count("confirmed on") == 1
    assert "Outside work Edition 1, English, confirmed on 22 November 2026, 13:00" in page
    assert proof.sha256 in page


def test_my_reading_is_taken_along_as_a_file(sign_in):
    proof = AcknowledgementFactory()
    AcknowledgementFactory()

    response = sign_in(proof.person).get(MY_READING, {"export": "csv"})

    lines = b"".join(response).decode().splitlines()
    assert len(lines) == 2
    assert proof.sha256 in lines[1]


def test_my_reading_is_empty_for_who_is_asked_nothing(as_role):
    page = words(as_role(Role.CIVIL_SERVANT).get(MY_READING))

    assert "There is nothing you are still asked to read." in page


def test_my_reading_asks_as_much_for_three_as_for_one(recipient, sign_in):
    client = sign_in(recipient.person)
    AcknowledgementFactory(recipient__person=recipient.person)
    client.get(MY_READING)
    of_one = queries_of(client, MY_READING)
    for _ in range(2):
        RecipientFactory(person=recipient.person)
        AcknowledgementFactory(recipient__person=recipient.person)

    assert queries_of(client, MY_READING) == of_one


@pytest.mark.parametrize("name", ["my-reading", "publication-acknowledge"])
def test_nobody_signed_in_is_asked_to_sign_in(name, recipient, client):
    address = MY_READING if name == "my-reading" else page_of(recipient, name)

    response = client.get(address)

    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/")
