"""Files in which a virus was found: administrators are told, see them and delete them."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from core.models import QuarantinedFile
from notifications import queries
from notifications.alarms import VIRUS_FOUND, tell_of_quarantined_files
from notifications.emails import Mail, compose
from notifications.models import Message
from people.roles import Role
from tests.clamd import clamd
from tests.clock import NOW
from tests.factories import PersonFactory, person_with_role
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

PAGE = reverse("notifications:quarantine")


def quarantined(**fields):
    return QuarantinedFile.objects.create(
        **{
            "file": default_storage.save("quarantine/a", ContentFile(b"X5O")),
            "name": "invoice.pdf",
            "size": 3,
            "sha256": "0" * 64,
            "signature": "Eicar-Signature",
            "found_at": NOW,
            "uploaded_by": PersonFactory(name_en="Chan Tai-man").user,
        }
        | fields
    )


def test_administrators_are_told_once_of_each_file():
    administrator = person_with_role(Role.ADMINISTRATOR)
    person_with_role(Role.PROGRAMME_STAFF)
    found = quarantined()

    for _time in range(2):
        tell_of_quarantined_files(now=NOW)

    message = Message.objects.get(kind=VIRUS_FOUND)
    assert (message.recipient, message.about_id) == (administrator.user, found.pk)
    [(_message, mail)] = compose([message], NOW)
    assert isinstance(mail, Mail)
    assert mail.subject == "Virus found in a file: Eicar-Signature"
    assert "“invoice.pdf”" in mail.text
    assert f"{PAGE}" in mail.text


def test_administrator_sees_who_handed_in_what_and_nothing_to_open(as_role):
    quarantined()
    page = as_role(Role.ADMINISTRATOR).get(PAGE).content.decode()

    for words in ("invoice.pdf", "Eicar-Signature", "Handed in by Chan Tai-man"):
        assert words in page
    assert "quarantine/a" not in page


def test_administrator_deletes_one_and_sees_that_it_is_deleted(
    as_role, django_capture_on_commit_callbacks
):
    found = quarantined()
    client = as_role(Role.ADMINISTRATOR)

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(reverse("notifications:quarantined-delete", args=[found.pk]))

    assert (response.status_code, response.url) == (302, PAGE)
    page = client.get(PAGE).content.decode()
    assert "The file is deleted; what is known of it stays." in page
    assert "Deleted by" in page
    assert not default_storage.exists(found.file.name)


def test_file_that_is_not_there_can_not_be_deleted(as_role):
    address = reverse("notifications:quarantined-delete", args=[0])

    assert as_role(Role.ADMINISTRATOR).post(address).status_code == 404


def test_list_takes_as_many_queries_for_one_as_for_three(as_role):
    client = as_role(Role.ADMINISTRATOR)
    client.get(PAGE)
    quarantined()
    for_one = queries_of(client, PAGE)
    for _file in range(2):
        quarantined(deleted_at=NOW, deleted_by=PersonFactory().user, file="")

    assert queries_of(client, PAGE) == for_one


def test_empty_list_says_so(as_role):
    page = as_role(Role.ADMINISTRATOR).get(PAGE).content.decode()

    assert "No virus was found in any file." in page


def test_health_says_whether_the_scanner_answers(as_role, settings, tmp_path):
    client = as_role(Role.ADMINISTRATOR)
    health = reverse("notifications:health")

    assert queries.health(NOW).scanner_answers is None
    assert "none is configured" in client.get(health).content.decode()

    with clamd(tmp_path) as address:
        settings.CLAMAV_SOCKET = address
        assert queries.health(NOW).scanner_answers is True

    assert queries.health(NOW).scanner_answers is False
    assert "The virus scanner does not answer." in client.get(health).content.decode()
