"""Searching files for viruses, with a server that speaks clamd's protocol."""

import socket
import threading
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from core import files
from core.errors import PermissionRefused
from core.files import FileKind, FileRefused, delete_quarantined, scanning
from core.models import AuditEntry, QuarantinedFile, StoredFile
from people.roles import Role
from tests import uploads
from tests.clamd import EICAR, clamd
from tests.clock import NOW
from tests.factories import PersonFactory, person_with_role


@pytest.fixture
def scanner(settings, tmp_path):
    with clamd(tmp_path) as address:
        settings.CLAMAV_SOCKET = address
        yield


@pytest.fixture
def owner(transactional_db):
    return PersonFactory().user


def infected():
    """Captions whose comment is what every scanner finds."""
    return uploads.captions("a/b.vtt", text=uploads.CAPTIONS + "\nNOTE " + EICAR.decode())


def store(upload, owner):
    return files.store(upload, kinds=set(FileKind), by=owner, now=NOW)


def test_file_without_a_virus_is_kept_as_ever(owner, scanner):
    upload = uploads.clip("film.mp4")
    content = upload.read()

    stored = store(upload, owner)

    with default_storage.open(stored.file.name) as file:
        assert file.read() == content


def test_file_with_a_virus_is_refused_and_kept_apart_whatever_the_refusal_takes_back(
    owner, scanner
):
    upload = infected()
    content = upload.read()

    with pytest.raises(FileRefused) as refusal, transaction.atomic():
        store(upload, owner)

    assert str(refusal.value) == (
        "A virus was found in this file (Eicar-Signature). It is not taken, and is kept apart."
    )
    found = QuarantinedFile.objects.get()
    assert (found.name, found.signature, found.size) == ("b.vtt", "Eicar-Signature", len(content))
    assert (found.uploaded_by, found.found_at) == (owner, NOW)
    assert (Path(configured.MEDIA_ROOT) / found.file.name).read_bytes() == content
    entry = AuditEntry.objects.get(action="core.virus_found")
    assert (entry.actor, entry.object_id) == (owner, found.pk)
    assert StoredFile.objects.count() == 0


def test_photograph_is_searched_as_it_came_not_as_it_is_written_anew(owner, scanner):
    upload = uploads.photograph()

    with pytest.raises(FileRefused, match="A virus was found"):
        store(SimpleUploadedFile("a.jpg", upload.read() + EICAR), owner)


def test_nothing_is_taken_while_the_scanner_does_not_answer(owner, settings, tmp_path):
    settings.CLAMAV_SOCKET = f"unix://{tmp_path}/nobody.ctl"

    with pytest.raises(FileRefused) as refusal:
        store(uploads.captions(), owner)

    assert str(refusal.value) == (
        "This file could not be searched for viruses, so it is not taken for now. "
        "Try again in some minutes; if it stays so, tell the administrators."
    )
    assert (StoredFile.objects.count(), QuarantinedFile.objects.count()) == (0, 0)


def test_file_longer_than_the_scanner_takes_is_not_taken_unsearched(owner, settings, tmp_path):
    with clamd(tmp_path, longest=1000) as address:
        settings.CLAMAV_SOCKET = address

        with pytest.raises(FileRefused, match="could not be searched"):
            store(uploads.clip("film.mp4"), owner)


def test_scanner_that_says_something_else_counts_as_none(settings):
    server = socket.create_server(("127.0.0.1", 0))

    def answer():
        connection, _peer = server.accept()
        with connection:
            connection.recv(4096)
            connection.sendall(b"stream: no idea\0")

    thread = threading.Thread(target=answer)
    thread.start()
    settings.CLAMAV_SOCKET = f"tcp://127.0.0.1:{server.getsockname()[1]}"

    with server, pytest.raises(scanning.ScannerUnreachable):
        scanning.signature_in(uploads.captions())
    thread.join()


def test_whether_the_scanner_is_there_is_known(scanner, settings, tmp_path):
    assert scanning.answers() is True

    settings.CLAMAV_SOCKET = f"unix://{tmp_path}/nobody.ctl"
    assert scanning.answers() is False


@pytest.fixture
def found(owner, scanner):
    with pytest.raises(FileRefused):
        store(infected(), owner)
    return QuarantinedFile.objects.get()


def test_administrator_deletes_the_file_and_what_is_known_of_it_stays(found):
    administrator = person_with_role(Role.ADMINISTRATOR).user
    name = found.file.name

    for _time in range(2):
        delete_quarantined(quarantined_id=found.pk, by=administrator, now=NOW)

    found.refresh_from_db()
    assert (found.file.name, found.deleted_at, found.deleted_by) == ("", NOW, administrator)
    assert (found.name, default_storage.exists(name)) == ("b.vtt", False)
    assert AuditEntry.objects.filter(action="core.quarantined_file_deleted").count() == 1


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_nobody_else_sees_or_deletes_it(found, role):
    user = person_with_role(role).user

    assert QuarantinedFile.objects.visible_to(user).count() == 0
    with pytest.raises(PermissionRefused):
        delete_quarantined(quarantined_id=found.pk, by=user, now=NOW)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"file": ""}, "core_quarantined_file_kept_until_deleted"),
        ({"deleted_at": NOW}, "core_quarantined_file_deleted_by_and_when"),
    ],
)
def test_row_is_never_half_deleted(found, changes, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        QuarantinedFile.objects.filter(pk=found.pk).update(**changes)
