"""Somebody hands in a file with a virus: it is refused, and an administrator deals with it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from notifications.alarms import tell_of_quarantined_files
from notifications.models import Message
from people.roles import Role
from tests import uploads
from tests.clamd import EICAR, clamd
from tests.factories import EditionFactory, person_with_role


@pytest.mark.django_db(transaction=True)
def test_file_with_a_virus_is_refused_told_of_and_deleted(visitor, reader, settings, tmp_path):
    staff = person_with_role(Role.PROGRAMME_STAFF, user__language=reader.language)
    administrator = person_with_role(Role.ADMINISTRATOR, user__language=reader.language)
    edition = EditionFactory(in_the_making=True)
    address = reverse("publications:rendition-add", args=[edition.publication_id, edition.number])
    page = visitor.page

    with clamd(tmp_path) as settings.CLAMAV_SOCKET:
        visitor.sign_in(staff)
        visitor.open(address)
        infected = {
            "name": "invoice.pdf",
            "mimeType": "application/pdf",
            "buffer": uploads.pdf().read() + EICAR,
        }
        page.locator("input[type=file]").set_input_files(infected)
        visitor.press(reader.words("Add it"))
        refusal = reader.words(
            "A virus was found in this file (%(signature)s). It is not taken, and is kept apart."
        )
        page.get_by_text(refusal % {"signature": "Eicar-Signature"}).first.wait_for()

    tell_of_quarantined_files(now=timezone.now())
    assert Message.objects.get(recipient=administrator.user).kind == "notifications.virus_found"

    visitor.sign_in(administrator)
    visitor.open(reverse("notifications:quarantine"))
    page.get_by_text("invoice.pdf").first.wait_for()
    page.get_by_role("button", name=reader.words("Delete")).first.click()
    page.get_by_text(
        reader.words("The file is deleted; what is known of it stays.")
    ).first.wait_for()
    visitor.look()
