"""Every list there is, whichever app it is of: saved, and made by a worker, in both languages."""

import csv
import zipfile
from io import StringIO

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.urls import reverse

from core.exports import FileFormat
from people.roles import Role
from reporting.actions import exports
from reporting.addresses import Address
from reporting.replaying import check_gives_a_list
from tests.architecture.test_permission_matrix import ADDRESSES, MATRIX
from tests.clock import NOW
from tests.factories import person_with_role

pytestmark = pytest.mark.django_db

FROZEN = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'


def lists_of(client, role):
    """The addresses of the lists that somebody of a role finds, of those without an id."""
    for name, roles in sorted(MATRIX.items()):
        if role not in roles or ADDRESSES[name].pattern.converters:
            continue
        response = client.get(reverse(name))
        if response.status_code == 200 and b"export=xlsx" in response.getvalue():
            yield Address.of(reverse(name))


def made(address, file_format, by):
    export = exports.ask_for_export(address=address, file_format=file_format, by=by, now=NOW)
    exports.make_next(now=NOW)
    export.refresh_from_db()
    assert (export.state, export.problem) == ("made", ""), address
    return default_storage.open(str(export.stored.file))


@pytest.mark.parametrize(
    ("role", "least"),
    [
        (Role.PROGRAMME_STAFF, 15),
        (Role.AUDITOR, 15),
        (Role.ADMINISTRATOR, 3),
        (Role.ETHICS_OFFICER, 3),
        (Role.TRAINING_COORDINATOR, 3),
        (Role.CIVIL_SERVANT, 2),
    ],
)
def test_every_list_can_be_saved_and_made_by_a_worker_in_both_languages(sign_in, role, least):
    person = person_with_role(role)
    user = person.user
    with time_machine.travel(NOW, tick=False):
        found = list(lists_of(sign_in(person), role))
        assert len(found) >= least

        for address in found:
            check_gives_a_list(address, by=user)
            headings = []
            for user.language in ("en", "zh-hant"):
                user.save()
                with made(address, FileFormat.CSV, user) as file:
                    text = file.read().decode()
                    assert text.startswith("\ufeff"), address
                    headings.append(next(csv.reader(StringIO(text))))
            assert len(headings[0]) == len(headings[1]), address
            with made(address, FileFormat.XLSX, user) as file, zipfile.ZipFile(file) as book:
                assert FROZEN in book.read("xl/worksheets/sheet1.xml").decode(), address
