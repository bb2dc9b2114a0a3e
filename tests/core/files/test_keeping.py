"""Keeping files: whole, under names of ours, and gone again if nothing names them."""

import datetime as dt
import hashlib
import os
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.db import transaction

from core import files
from core.files import FileKind, FileRefused
from core.models import StoredFile
from core.tasks import sweep_files
from tests import uploads
from tests.clock import NOW
from tests.ethics_officers.factories import EvidenceFactory
from tests.factories import PersonFactory

ALL = set(FileKind)


def kept():
    """The names of all files there are."""
    root = Path(settings.MEDIA_ROOT)
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def owner(db):
    return PersonFactory().user


@pytest.fixture
def owner_who_stays(transactional_db):
    return PersonFactory().user


def store(upload, owner, kinds=ALL):
    return files.store(upload, kinds=kinds, by=owner, now=NOW)


def test_stored_file_says_what_was_found_in_it(owner):
    upload = uploads.pdf("Programme 2026.PDF")
    content = upload.read()

    stored = store(upload, owner)

    assert (stored.name, stored.content_type) == ("Programme 2026.pdf", "application/pdf")
    assert (stored.size, stored.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert (stored.uploaded_by, stored.uploaded_at) == (owner, NOW)
    with default_storage.open(stored.file.name) as file:
        assert file.read() == content


def test_stored_photograph_is_told_by_what_was_written(owner):
    stored = store(uploads.photograph("party.png"), owner)

    with default_storage.open(stored.file.name) as file:
        content = file.read()
    assert (stored.name, stored.content_type) == ("party.jpg", "image/jpeg")
    assert (stored.size, stored.sha256) == (len(content), hashlib.sha256(content).hexdigest())


def test_file_lies_under_a_random_name_without_a_suffix_that_any_user_of_the_host_can_read(owner):
    stored = store(uploads.word("../../evil.php.docx"), owner)

    folder, name = stored.file.name.rsplit("/", 1)
    assert folder == "2026/11"
    assert (len(name), name.isalnum()) == (32, True)
    path = Path(settings.MEDIA_ROOT) / stored.file.name
    assert f"{path.stat().st_mode:o}"[-3:] == "644"
    assert not str(path).startswith(str(settings.STATIC_ROOT))


@pytest.mark.parametrize(
    ("called", "name"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\fakepath\\report.pdf", "report.pdf"),
        ("利益衝突 講座.pdf", "利益衝突 講座.pdf"),
        ("a\u202efdp.exe", "afdp.pdf"),
        ('x";\r\nSet-Cookie: a=b.pdf', "x Set-Cookie a=b.pdf"),
        ("a.tar.gz", "a.tar.pdf"),
        (".pdf", "pdf.pdf"),
        ("...", "file.pdf"),
        ("長" * 300 + ".pdf", "長" * 120 + ".pdf"),
    ],
)
def test_name_is_cleaned_and_ends_as_the_content_does(owner, called, name):
    upload = uploads.pdf("x")
    upload._name = called  # as a browser may send it, before Django looks at it

    assert store(upload, owner).name == name


def test_empty_file_is_refused(owner):
    with pytest.raises(FileRefused, match="This file is empty"):
        store(SimpleUploadedFile("a.pdf", b""), owner)


def test_file_beyond_the_limit_of_its_kind_is_refused(owner, settings):
    settings.LARGEST_FILES = {**settings.LARGEST_FILES, "pdf": 100}

    with pytest.raises(FileRefused) as refusal:
        store(uploads.pdf(), owner)

    assert str(refusal.value).endswith("and up to 100\xa0bytes are taken. Make it smaller.")


def test_file_beyond_every_limit_is_refused_before_it_is_read(owner, settings):
    settings.LARGEST_FILES = dict.fromkeys(settings.LARGEST_FILES, 100)

    with pytest.raises(FileRefused, match="Make it smaller"):
        store(SimpleUploadedFile("a", b"?" * 101), owner)


@pytest.mark.parametrize("upload", [uploads.page(), uploads.page("a.jpg")])
def test_refused_file_leaves_nothing_behind(owner, upload):
    before = kept()

    with pytest.raises(FileRefused):
        store(upload, owner)

    assert kept() == before
    assert StoredFile.objects.count() == 0


def test_file_stays_when_the_transaction_commits(owner_who_stays):
    stored = store(uploads.pdf(), owner_who_stays)

    assert default_storage.exists(stored.file.name)


def store_and_fail(owner):
    """Store a file in a transaction that fails; give the name it had."""
    names = []

    def storing():
        with transaction.atomic():
            names.append(store(uploads.pdf(), owner).file.name)
            assert default_storage.exists(names[0])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        storing()
    return names[0]


def test_file_is_gone_when_the_transaction_is_rolled_back(owner_who_stays):
    before = kept()

    store_and_fail(owner_who_stays)

    assert kept() == before


def test_file_is_gone_when_the_part_of_the_transaction_it_came_in_is_rolled_back(owner_who_stays):
    with transaction.atomic():
        first = store(uploads.pdf(), owner_who_stays)
        second = store_and_fail(owner_who_stays)

    assert default_storage.exists(first.file.name)
    assert not default_storage.exists(second)


class Torn(SimpleUploadedFile):
    """An upload that breaks off after some bytes, while it is copied into the storage."""

    begun = False

    def read(self, length=-1):
        if length != self.DEFAULT_CHUNK_SIZE:
            return self.file.read(length)
        if self.begun:
            raise OSError("the disk is full")
        self.begun = True
        return self.file.read(100)


def test_interrupted_upload_leaves_nothing_behind(owner_who_stays):
    before = kept()
    upload = Torn("a.pdf", uploads.pdf().read())

    with pytest.raises(OSError, match="the disk is full") as failure:
        store(upload, owner_who_stays)

    assert upload.begun
    del failure  # which holds on to what was under way
    assert kept() == before
    assert StoredFile.objects.count() == 0


def test_large_upload_is_read_from_disk_and_never_whole(owner):
    content = uploads.pdf().read()
    upload = TemporaryUploadedFile("a.pdf", "application/pdf", len(content), None)
    upload.write(content)
    upload.flush()

    stored = store(upload, owner)

    assert stored.sha256 == hashlib.sha256(content).hexdigest()
    upload.close()


def test_sweep_removes_what_no_row_names_and_leaves_the_rest(owner):
    stored = store(uploads.pdf(), owner)
    old = default_storage.save("2026/11/left-behind", ContentFile(b"x"))
    last_month = default_storage.save("2026/10/left-behind", ContentFile(b"x"))
    new = default_storage.save("2026/11/just-now", ContentFile(b"x"))
    two_days_ago = (NOW - dt.timedelta(days=2)).timestamp()
    for name in (stored.file.name, old, last_month):
        os.utime(default_storage.path(name), (two_days_ago, two_days_ago))
    os.utime(default_storage.path(new), (NOW.timestamp(), NOW.timestamp()))

    assert files.sweep(NOW) == 2

    assert [default_storage.exists(name) for name in (stored.file.name, old, last_month, new)] == [
        True, False, False, True,
    ]  # fmt: skip
    default_storage.delete(new)


def test_sweep_forgets_what_nothing_refers_to_after_a_week(owner_who_stays):
    used, unused = (store(uploads.pdf(), owner_who_stays) for _ in range(2))
    EvidenceFactory(stored=used)

    files.sweep(NOW + dt.timedelta(days=6))
    assert StoredFile.objects.count() == 2

    files.sweep(NOW + dt.timedelta(days=8))
    assert list(StoredFile.objects.all()) == [used]
    assert default_storage.exists(used.file.name)
    assert not default_storage.exists(unused.file.name)


def test_sweep_of_an_empty_store_does_nothing(db):
    assert files.sweep(dt.datetime(2031, 3, 1, tzinfo=dt.UTC)) == 0


def test_task_sweeps_by_the_time_of_day(db):
    assert sweep_files() is None
