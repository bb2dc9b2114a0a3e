"""Files of evidence: added, shown to those who may, removed."""

import pytest
import time_machine
from django.urls import reverse

from core.models import AuditEntry
from ethics_officers import actions
from ethics_officers.actions import Attachment
from ethics_officers.models import Evidence
from people.roles import Role
from tests import uploads
from tests.clock import NOW
from tests.ethics_officers.factories import ActivityFactory
from tests.factories import person_with_role
from tests.pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def officer():
    return person_with_role(Role.ETHICS_OFFICER)


@pytest.fixture
def activity(officer):
    return ActivityFactory(department=officer.postings.get().department)


def evidence_of(activity, officer, upload):
    stored = actions.keep_evidence_file(
        department=activity.department, upload=upload, by=officer.user, now=NOW
    )
    actions.add_evidence(
        activity_id=activity.pk, attachments=[Attachment(stored)], by=officer.user, now=NOW
    )
    return Evidence.objects.get(stored=stored)


def file_of(evidence):
    return reverse("ethics_officers:evidence-file", args=[evidence.pk])


def test_files_are_added_and_the_one_that_is_not_taken_is_named(sign_in, officer, activity):
    client = sign_in(officer)
    page = reverse("ethics_officers:evidence-add", args=[activity.pk])

    response = client.post(
        page,
        {"uploads": [uploads.photograph("a.jpg"), uploads.page("b.html")], "caption": "The hall"},
        follow=True,
    )

    [evidence] = activity.evidence.all()
    assert (evidence.stored.name, evidence.caption) == ("a.jpg", "The hall")
    assert "b.html: This kind of file is not taken." in response.text


def test_form_says_how_large_a_file_may_be(sign_in, officer, activity):
    page = reverse("ethics_officers:activity-detail", args=[activity.pk])

    assert "PDF up to 100.0 MB" in words(sign_in(officer).get(page))


def test_adding_nothing_says_so(sign_in, officer, activity):
    page = reverse("ethics_officers:evidence-add", args=[activity.pk])

    assert "Choose a file first." in sign_in(officer).post(page, follow=True).text


def test_withdrawn_activity_takes_no_files(sign_in, officer, activity):
    actions.withdraw_activity(activity_id=activity.pk, reason="x", by=officer.user, now=NOW)
    page = reverse("ethics_officers:evidence-add", args=[activity.pk])

    response = sign_in(officer).post(page, {"uploads": uploads.pdf()}, follow=True)

    assert "was withdrawn" in response.text
    assert activity.evidence.count() == 0


def test_picture_is_shown_and_a_document_handed_out(sign_in, officer, activity):
    client = sign_in(officer)
    picture = client.get(file_of(evidence_of(activity, officer, uploads.photograph())))
    document = client.get(file_of(evidence_of(activity, officer, uploads.word())))

    assert picture["Content-Disposition"].startswith("inline")
    assert document["Content-Disposition"].startswith("attachment")
    for response in (picture, document):
        assert "sandbox" in response["Content-Security-Policy"]
        assert response["X-Content-Type-Options"] == "nosniff"


def test_opening_a_document_is_recorded_and_seeing_a_picture_is_not(sign_in, officer, activity):
    client = sign_in(officer)
    picture = evidence_of(activity, officer, uploads.photograph())
    document = evidence_of(activity, officer, uploads.pdf())

    for evidence in (picture, document):
        assert client.get(file_of(evidence)).status_code == 200

    opened = AuditEntry.objects.filter(action="ethics_officers.evidence_opened")
    assert [entry.object_id for entry in opened] == [document.pk]


def test_file_is_seen_by_those_who_see_the_log_and_once_shared_by_the_network(
    sign_in, officer, activity
):
    evidence = evidence_of(activity, officer, uploads.photograph())
    roles = (Role.ASSISTANT_ETHICS_OFFICER, Role.HEAD_OF_DEPARTMENT)
    own = [person_with_role(role, activity.department) for role in roles]
    overseers = [person_with_role(role) for role in (Role.PROGRAMME_STAFF, Role.AUDITOR)]
    network = person_with_role(Role.ETHICS_OFFICER)
    other_head = person_with_role(Role.HEAD_OF_DEPARTMENT)

    def status(person):
        return sign_in(person).get(file_of(evidence)).status_code

    assert [status(person) for person in own + overseers] == [200] * 4
    assert [status(person) for person in (network, other_head)] == [404, 404]

    actions.share_activity(
        activity_id=activity.pk, evidence_ids=[evidence.pk], by=officer.user, now=NOW
    )
    assert [status(person) for person in (network, other_head)] == [200, 404]

    actions.unshare_activity(activity_id=activity.pk, by=officer.user, now=NOW)
    assert status(network) == 404


def test_removed_file_is_seen_by_nobody(sign_in, officer, activity):
    evidence = evidence_of(activity, officer, uploads.photograph())
    client = sign_in(officer)
    page = reverse("ethics_officers:evidence-remove", args=[evidence.pk])

    assert client.get(page).status_code == 405
    client.post(page)

    assert client.get(file_of(evidence)).status_code == 404


def test_file_has_no_address_of_its_own(client, officer, activity):
    evidence = evidence_of(activity, officer, uploads.photograph())

    for path in (f"/{evidence.stored.file.name}", f"/media/{evidence.stored.file.name}",
                 f"/kept-files/{evidence.stored.file.name}"):  # fmt: skip
        client.force_login(officer.user)
        assert client.get(path).status_code == 404
