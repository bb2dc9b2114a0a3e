"""Files shared with the network: found, opened, shared, withdrawn."""

import pytest
import time_machine
from django.urls import reverse

from core.days import HONG_KONG
from core.errors import PermissionRefused
from core.models import AuditEntry, StoredFile
from ethics_officers import actions
from ethics_officers.models import SharedFile
from people.roles import Role
from tests import uploads
from tests.clock import NOW
from tests.ethics_officers.network_factories import (
    SharedFileFactory,
)
from tests.factories import TopicFactory, person_with_role
from tests.files import content_of, csv_rows
from tests.pages import words
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

LIST = reverse("ethics_officers:shared-file-list")
SHARE = reverse("ethics_officers:shared-file-create")


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


def file_of(shared):
    return reverse("ethics_officers:shared-file", args=[shared.pk])


def withdrawal_of(shared):
    return reverse("ethics_officers:shared-file-withdraw", args=[shared.pk])


def test_file_is_shared_once_found_and_opened(as_role):
    topic = TopicFactory(name_zh_hant="接受利益")
    client = as_role(Role.ETHICS_OFFICER)

    upload = uploads.pdf("letter.pdf")

    for _ in range(2):  # pressed twice
        upload.seek(0)
        response = client.post(SHARE, {"title": "Letter", "topic": topic.pk, "upload": upload})
    assert response.url == LIST
    shared = SharedFile.objects.get()

    for query in ({}, {"q": "接受利益"}, {"q": "letter.pdf"}, {"topic": topic.pk}):
        assert list(client.get(LIST, query).context["page"]) == [shared]
    assert list(client.get(LIST, {"q": "poster"}).context["page"]) == []
    answer = client.get(file_of(shared) + "?download")
    assert content_of(answer).startswith(b"%PDF")
    assert answer["Content-Disposition"] == 'attachment; filename="letter.pdf"'


def test_file_that_was_taken_is_kept_though_the_form_is_refused(as_role):
    client = as_role(Role.ETHICS_OFFICER)

    refused = client.post(SHARE, {"title": "", "upload": uploads.pdf("letter.pdf")})
    assert refused.status_code == 422
    assert "letter.pdf (" in refused.text
    stored = StoredFile.objects.get()

    client.post(SHARE, {"title": "Letter", "stored": stored.pk})
    assert SharedFile.objects.get().stored == stored


def test_form_says_how_large_a_file_may_be(as_role):
    assert "PDF up to 100.0 MB" in words(as_role(Role.ETHICS_OFFICER).get(SHARE))


def test_what_is_not_taken_is_said_and_what_was_typed_stays(as_role):
    client = as_role(Role.ETHICS_OFFICER)

    none = client.post(SHARE, {"title": "Letter"})
    page = client.post(SHARE, {"title": "Letter", "upload": uploads.page("b.html")})

    assert (none.status_code, page.status_code) == (422, 422)
    assert "Choose a file to share." in none.text
    assert "b.html: This kind of file is not taken." in page.text
    assert 'value="Letter"' in page.text
    assert SharedFile.objects.count() == 0


def test_file_of_somebody_else_is_not_shared(as_role):
    foreign = SharedFileFactory().stored

    response = as_role(Role.ETHICS_OFFICER).post(SHARE, {"title": "x", "stored": foreign.pk})

    assert response.status_code == 422
    assert SharedFile.objects.count() == 1


@pytest.mark.parametrize("role", [Role.PROGRAMME_STAFF, Role.ICAC_STAFF])
def test_staff_withdraw_a_file_and_nobody_opens_it_any_more(as_role, role):
    shared = SharedFileFactory()
    client = as_role(role)

    assert withdrawal_of(shared) in client.get(LIST).text
    assert shared.title in client.get(withdrawal_of(shared)).text
    for _ in range(2):
        assert client.post(withdrawal_of(shared)).url == LIST

    shared.refresh_from_db()
    assert shared.withdrawn_at == NOW
    assert list(client.get(LIST).context["page"]) == []
    assert client.get(file_of(shared)).status_code == 404
    assert client.get(withdrawal_of(shared)).url == LIST


def test_colleague_withdraws_no_file_of_another(as_role):
    shared = SharedFileFactory()
    client = as_role(Role.ETHICS_OFFICER)

    assert withdrawal_of(shared) not in client.get(LIST).text
    assert client.post(withdrawal_of(shared)).status_code == 403


@pytest.mark.parametrize("role", [Role.CIVIL_SERVANT, Role.AUDITOR, Role.HEAD_OF_DEPARTMENT])
def test_who_is_not_in_the_network_shares_nothing(role):
    user = person_with_role(role).user

    with pytest.raises(PermissionRefused):
        actions.keep_file_to_share(upload=uploads.pdf(), by=user, now=NOW)
    with pytest.raises(PermissionRefused):
        actions.share_file(stored_id=1, title="x", by=user, now=NOW)


def test_list_takes_as_many_queries_for_three_as_for_one(as_role):
    client = as_role(Role.ETHICS_OFFICER)

    def add():
        SharedFileFactory(
            shared_by=person_with_role(Role.ETHICS_OFFICER).user, topic=TopicFactory()
        )

    add()
    for_one = queries_of(client, LIST)
    add()
    add()

    assert queries_of(client, LIST) == for_one


def test_list_is_exported_as_it_is_filtered_without_what_was_withdrawn(as_role):
    topic = TopicFactory(name_en="Gifts", name_zh_hant="禮物")
    shared = SharedFileFactory(title="Letter", description="To send.", topic=topic)
    SharedFileFactory(topic=topic, withdrawn_at=NOW, withdrawn_by=shared.shared_by)
    SharedFileFactory()
    client = as_role(Role.ETHICS_OFFICER)

    rows = csv_rows(client.get(LIST, {"topic": topic.pk, "export": "csv"}))

    person = shared.shared_by.person if hasattr(shared.shared_by, "person") else None
    assert rows[1:] == [
        ["Letter", "To send.", "Gifts", "禮物", shared.stored.name, str(shared.stored.size),
         person.name_en if person else "", person.name_zh if person else "",
         f"{NOW.astimezone(HONG_KONG):%Y-%m-%d %H:%M}"]
    ]  # fmt: skip
    entry = AuditEntry.objects.get(action="ethics_officers.shared_files_exported")
    assert entry.details == {
        "format": "csv",
        "filter": {"searched": False, "topic": topic.pk},
        "found": 1,
    }
