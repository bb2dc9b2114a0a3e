"""Long lists asked for as files: left to a worker, with a page that says how far it is."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from core.models import AuditEntry
from people.models import RoleAssignment
from people.roles import Role
from reporting.actions import exports
from reporting.models import ListExport
from tests.clock import NOW
from tests.factories import DepartmentFactory, PersonFactory, person_with_role
from tests.files import content_of, csv_rows
from tests.pages import words
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

PEOPLE = reverse("people:person-list")


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def _two_rows_are_many(monkeypatch):
    monkeypatch.setattr(exports, "ROWS_ANSWERED_AT_ONCE", 2)


@pytest.fixture
def auditor():
    return person_with_role(Role.AUDITOR, name_en="A")


def page(export):
    return reverse("reporting:export-detail", args=[export.pk])


def file_of(export):
    return reverse("reporting:export-file", args=[export.pk])


def export_of(person, **fields):
    values = {"view": "people:person-list", "digest": "x", "file_format": "csv", "asked_at": NOW}
    return ListExport.objects.create(owner=person.user, **values | fields)


def made_for(person):
    export = export_of(person)
    exports.make_next(now=NOW)
    export.refresh_from_db()
    assert export.state == "made"
    return export


@pytest.mark.usefixtures("_two_rows_are_many")
@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_a_long_list_is_left_to_a_worker_and_a_short_one_is_not(sign_in, auditor, file_format):
    client = sign_in(auditor)
    PersonFactory(name_en="B")
    url = f"{PEOPLE}?level=middle&page=1&export={file_format}"
    content_of(client.get(url))
    assert ListExport.objects.count() == 0
    PersonFactory(name_en="C")

    response = client.get(url)

    export = ListExport.objects.get()
    assert response.url == page(export)
    assert (export.view, export.query, export.file_format, export.state) == (
        "people:person-list",
        "level=middle",
        file_format,
        "waiting",
    )


@pytest.mark.usefixtures("_two_rows_are_many")
def test_a_long_list_is_recorded_once_when_its_file_is_made(sign_in, auditor):
    PersonFactory.create_batch(2)

    sign_in(auditor).get(PEOPLE, {"export": "csv"})
    assert AuditEntry.objects.filter(action="people.list_exported").count() == 0
    exports.make_next(now=NOW)

    assert AuditEntry.objects.filter(action="people.list_exported").count() == 1


@pytest.mark.usefixtures("_two_rows_are_many")
def test_pressing_twice_leads_to_the_same_file(sign_in, auditor):
    PersonFactory.create_batch(2)
    client = sign_in(auditor)

    first, second = (client.get(PEOPLE, {"export": "csv"}).url for _ in range(2))

    assert first == second
    assert ListExport.objects.count() == 1


@pytest.mark.usefixtures("_two_rows_are_many")
def test_those_whom_a_list_is_not_open_to_are_refused_as_before(sign_in):
    PersonFactory.create_batch(3)

    response = sign_in(person_with_role(Role.SPEAKER)).get(PEOPLE, {"export": "csv"})

    assert (response.status_code, ListExport.objects.count()) == (403, 0)


def test_the_page_says_how_far_the_file_is_and_looks_again_by_itself(sign_in, auditor):
    export = export_of(auditor)
    client = sign_in(auditor)
    waiting = client.get(page(export)).content.decode()
    assert "It waits for its turn." in waiting
    exports.claim_next(now=NOW)
    ListExport.objects.update(rows=1500, total=20000)

    response = client.get(page(export), headers={"HX-Request": "true"})

    html = response.content.decode()
    assert "1 500 of 20 000 rows" in words(html).replace("\N{NO-BREAK SPACE}", " ")
    assert '<progress class="mb-3" aria-label="Rows written" max="20000" value="1500">' in " ".join(
        html.split()
    )
    assert 'hx-trigger="every 2s"' in html
    assert "<html" not in html


def test_the_page_of_a_file_that_is_ready_leads_to_it_and_looks_no_more(sign_in, auditor):
    export = made_for(auditor)

    html = sign_in(auditor).get(page(export)).content.decode()

    assert file_of(export) in html
    assert "It is kept for you alone, until 29 November 2026." in words(html)
    assert "hx-trigger" not in html.partition('id="progress"')[2].partition("</section>")[0]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"state": "failed", "problem": "It broke."}, "It broke."),
        ({"state": "cancelled"}, "You did without this file"),
        ({"state": "gone", "made_at": NOW}, "This file is no longer kept"),
    ],
)
def test_the_page_says_what_to_do_when_there_is_no_file(sign_in, auditor, fields, said):
    export = export_of(auditor, query="q=x", **fields)

    response = sign_in(auditor).get(page(export))

    assert said in words(response)
    assert f'href="{PEOPLE}?q=x"' in response.content.decode()
    assert sign_in(auditor).get(file_of(export)).status_code == 404


def test_a_file_is_given_to_its_owner_privately_and_that_is_recorded(sign_in, auditor):
    export = made_for(auditor)

    response = sign_in(auditor).get(file_of(export))

    assert response["Cache-Control"] == "private, no-cache"
    assert csv_rows(response)[1][0] == "A"
    assert AuditEntry.objects.get(action="reporting.export_fetched").object_id == export.pk


@pytest.mark.parametrize("name", ["export-detail", "export-file"])
def test_the_file_of_another_is_not_there(sign_in, auditor, name):
    export = made_for(auditor)

    response = sign_in(person_with_role(Role.AUDITOR)).get(
        reverse(f"reporting:{name}", args=[export.pk])
    )

    assert response.status_code == 404


def test_a_file_is_not_given_once_its_list_is_no_longer_open(sign_in, auditor):
    export = made_for(auditor)
    RoleAssignment.objects.filter(user=auditor.user).update(ends_on=NOW.date())

    response = sign_in(auditor).get(file_of(export))

    assert response.status_code == 403
    assert "let you open this list" in words(response)


def test_a_file_is_not_given_to_who_has_moved_to_another_department(sign_in):
    """The list is open to both, and the file holds the people of the first."""
    mover = person_with_role(Role.TRAINING_COORDINATOR, department=DepartmentFactory())
    export = export_of(mover)
    exports.make_next(now=NOW)
    before = sign_in(mover).get(file_of(export)).status_code
    RoleAssignment.objects.filter(user=mover.user).update(ends_on=NOW.date())
    RoleAssignment.objects.create(
        user=mover.user,
        role=Role.TRAINING_COORDINATOR,
        department=DepartmentFactory(),
        starts_on=NOW.date(),
    )

    response = sign_in(mover).get(file_of(export))

    assert (before, response.status_code) == (200, 403)


def test_a_file_that_is_being_made_can_be_done_without(sign_in, auditor):
    export = export_of(auditor)

    response = sign_in(auditor).post(reverse("reporting:export-cancel", args=[export.pk]))

    assert response.url == page(export)
    export.refresh_from_db()
    assert export.state == "cancelled"


def test_nobody_does_without_the_file_of_another(sign_in, auditor):
    export = export_of(auditor)
    client = sign_in(person_with_role(Role.AUDITOR))

    response = client.post(reverse("reporting:export-cancel", args=[export.pk]))

    assert response.status_code == 404
    export.refresh_from_db()
    assert export.state == "waiting"


def test_the_page_takes_as_many_queries_for_each_state(sign_in, auditor):
    client = sign_in(auditor)
    export = export_of(auditor)
    waiting = queries_of(client, page(export))
    exports.make_next(now=NOW)

    assert queries_of(client, page(export)) == waiting


def test_files_are_listed_with_my_reports_for_a_week(sign_in, auditor):
    export = made_for(auditor)
    client, url = sign_in(auditor), reverse("reporting:saved-list")
    assert page(export) in client.get(url).content.decode()

    exports.forget_old(now=NOW + dt.timedelta(days=8))

    assert page(export) not in client.get(url).content.decode()
