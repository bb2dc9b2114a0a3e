"""My reports: saving a list, opening, sharing, scheduling and ending it."""

import datetime as dt
from urllib.parse import quote

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.urls import reverse

from people.models import RoleAssignment
from people.roles import Role
from reporting.models import SavedReport
from tests.clock import NOW
from tests.factories import DepartmentFactory, PersonFactory, person_with_role
from tests.pages import words
from tests.queries import queries_of
from tests.reporting.factories import SavedReportFactory

pytestmark = pytest.mark.django_db

LIST = reverse("reporting:saved-list")
PEOPLE = reverse("people:person-list")
GIVEN = {"name": "Middle managers", "rhythm": "never", "file_format": "xlsx"}


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def create(address):
    return f"{reverse('reporting:saved-create')}?list={quote(address, safe='')}"


def at(name, report):
    return reverse(f"reporting:{name}", args=[report.pk])


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


# Saving ------------------------------------------------------------------------------------------


def test_a_list_leads_to_saving_it_with_its_filters(as_role):
    html = as_role(Role.AUDITOR).get(PEOPLE, {"q": "chan"}).content.decode()

    assert f'href="{create(PEOPLE + "?q=chan")}"' in html


def test_a_list_is_saved_under_a_name(as_role):
    client = as_role(Role.AUDITOR)
    url = create(f"{PEOPLE}?q=chan&page=2")
    assert "Its filters and order are saved, not its rows" in words(client.get(url))

    response = client.post(url, GIVEN)

    report = SavedReport.objects.get()
    assert (response.url, report.name) == (LIST, "Middle managers")
    assert report.address.url == f"{PEOPLE}?q=chan"


def test_what_is_typed_is_kept_when_it_is_wrong(as_role):
    response = as_role(Role.AUDITOR).post(
        create(PEOPLE), {**GIVEN, "name": "Mine", "rhythm": "weekly", "weekday": ""}
    )

    assert response.status_code == 422
    assert "Choose the day of the week." in words(response)
    assert 'value="Mine"' in response.content.decode()
    assert SavedReport.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": ""}, "Please fill this in."),
        ({"rhythm": "monthly"}, "Write the day of the month, from 1 to 31."),
        ({"rhythm": "monthly", "month_day": "32"}, "This is too much: write 31 or less."),
        (
            {"readers": "nobody@gov.example"},
            "Nobody whom you can share with has this address: nobody@gov.example.",
        ),
    ],
)
def test_the_form_says_how_to_mend_it(as_role, fields, said):
    response = as_role(Role.AUDITOR).post(create(PEOPLE), GIVEN | fields)

    assert response.status_code == 422
    assert said in words(response)


@pytest.mark.parametrize(
    "address", ["", "/", "https://elsewhere.example/people/", "//elsewhere.example/people/"]
)
def test_what_is_no_list_of_ours_is_not_saved_and_says_so(as_role, address):
    client = as_role(Role.AUDITOR)

    response = client.get(create(address))

    assert response.url == LIST
    assert told(response)[0].startswith("This can't be saved: it is no list")
    assert client.post(create(address), GIVEN).url == LIST
    assert SavedReport.objects.count() == 0


def test_a_list_that_is_not_open_is_not_saved(as_role):
    response = as_role(Role.SPEAKER).get(create(PEOPLE))

    assert told(response)[0].startswith("This can't be saved: you may not open this list")


def test_a_coordinator_is_offered_the_own_department_and_its_people(sign_in):
    customs = DepartmentFactory(name_en="Customs")
    DepartmentFactory(name_en="Postal Services")
    coordinator = person_with_role(Role.TRAINING_COORDINATOR, customs)
    colleague = PersonFactory(posting__department=customs)
    stranger = PersonFactory()
    client, url = sign_in(coordinator), create(PEOPLE)
    page = words(client.get(url))
    assert ("Customs" in page, "Postal" in page) == (True, False)

    refused = client.post(url, GIVEN | {"readers": stranger.user.email})
    roles_alone = client.post(url, GIVEN | {"roles": ["auditor"]})
    client.post(url, GIVEN | {"readers": colleague.user.email.upper()})

    assert (refused.status_code, roles_alone.status_code) == (422, 422)
    assert "Tick the department in which those hold the roles." in words(roles_alone)
    assert list(SavedReport.objects.get().readers.all()) == [colleague.user]


def test_who_looks_after_nobody_saves_for_themselves_alone(as_role):
    client = as_role(Role.CIVIL_SERVANT)
    url = create(reverse("publications:library"))

    assert "Share it with" not in words(client.get(url))
    client.post(url, GIVEN | {"roles": ["auditor"]})

    assert SavedReport.objects.get().roles == []


# Opening -----------------------------------------------------------------------------------------


def test_a_report_opens_its_list(sign_in):
    auditor = person_with_role(Role.AUDITOR)
    report = SavedReportFactory(owner=auditor.user, query="period=last-12&q=x")

    assert sign_in(auditor).get(at("saved-open", report)).url == f"{PEOPLE}?period=last-12&q=x"


def test_who_may_not_open_the_list_is_told_so_and_does_not_find_it(sign_in):
    servant = PersonFactory()
    report = SavedReportFactory(name="All people", shared_with=[servant.user])
    client = sign_in(servant)

    response = client.get(at("saved-open", report))

    assert response.status_code == 403
    assert "let you open this list" in words(response)
    assert "All people" not in words(client.get(LIST))


def test_a_report_of_one_department_is_found_by_those_whom_its_page_opens_to(sign_in):
    customs = DepartmentFactory()
    report = SavedReportFactory(
        name="Our log",
        view="ethics_officers:activity-list",
        kwargs={"department_id": customs.pk},
        roles=["ethics_officer"],
    )
    own = person_with_role(Role.ETHICS_OFFICER, customs)
    elsewhere = person_with_role(Role.ETHICS_OFFICER)

    assert "Our log" in words(sign_in(own).get(LIST))
    assert "Our log" not in words(sign_in(elsewhere).get(LIST))
    assert sign_in(elsewhere).get(at("saved-open", report)).status_code == 403


def test_a_page_that_is_gone_is_said_to_its_owner(sign_in):
    auditor = person_with_role(Role.AUDITOR)
    report = SavedReportFactory(owner=auditor.user, view="people:gone", name="Old")
    client = sign_in(auditor)

    assert "Old" in words(client.get(LIST))
    assert client.get(at("saved-open", report)).status_code == 403


def test_a_report_that_is_not_shared_or_is_ended_is_not_there(sign_in):
    auditor = person_with_role(Role.AUDITOR)
    not_shared = SavedReportFactory()
    ended = SavedReportFactory(ended_at=NOW, ended_by=auditor.user, owner=auditor.user)
    shared = SavedReportFactory(shared_with=[auditor.user])
    client = sign_in(auditor)

    assert client.get(at("saved-open", not_shared)).status_code == 404
    assert client.get(at("saved-open", ended)).status_code == 404
    assert client.get(at("saved-open", shared)).status_code == 302
    for name in ("saved-edit", "saved-end"):
        assert client.post(at(name, shared)).status_code == 404


# My reports --------------------------------------------------------------------------------------


def test_my_reports_tell_whom_they_are_shared_with_and_when_they_are_sent(sign_in):
    auditor = person_with_role(Role.AUDITOR)
    reader = PersonFactory(name_en="LEE")
    SavedReportFactory(
        owner=auditor.user,
        name="Every week",
        sent_weekly=True,
        shared_with=[reader.user],
        roles=["programme_staff"],
        in_departments=[DepartmentFactory(name_en="Customs")],
    )
    SavedReportFactory(owner=reader.user, name="From Lee", roles=["auditor"])

    said = words(sign_in(auditor).get(LIST))

    assert "By mail: Every week, next on 22 November 2026" in said
    assert "Shared with: LEE" in said
    assert "Programme staff Customs" in said
    assert "From Lee by LEE" in said


def test_my_reports_take_as_many_queries_for_three_as_for_one(sign_in):
    auditor = person_with_role(Role.AUDITOR)

    def more():
        reader = PersonFactory()
        SavedReportFactory(
            owner=auditor.user, shared_with=[reader.user], in_departments=[DepartmentFactory()]
        )
        SavedReportFactory(owner=reader.user, shared_with=[auditor.user])

    client = sign_in(auditor)
    more()
    few = queries_of(client, LIST)
    more()
    more()

    assert queries_of(client, LIST) == few


@pytest.mark.parametrize("role", [Role.CIVIL_SERVANT, Role.AUDITOR])
def test_everybody_comes_to_my_reports_from_their_name(as_role, role):
    html = as_role(role).get(reverse("home")).content.decode()

    assert f'<a href="{LIST}">My reports</a>' in html


# Changing and ending -----------------------------------------------------------------------------


def test_a_report_is_changed_as_it_is_shown(sign_in):
    auditor, reader = person_with_role(Role.AUDITOR), PersonFactory()
    report = SavedReportFactory(
        owner=auditor.user, name="Old", sent_weekly=True, shared_with=[reader.user]
    )
    client = sign_in(auditor)
    html = client.get(at("saved-edit", report)).content.decode()
    assert ('value="Old"' in html, reader.user.email in html) == (True, True)

    response = client.post(
        at("saved-edit", report),
        {"name": "New", "rhythm": "monthly", "month_day": "31", "file_format": "csv"},
    )

    report.refresh_from_db()
    assert response.url == LIST
    assert (report.name, report.rhythm, report.weekday, report.month_day, report.file_format) == (
        "New",
        "monthly",
        None,
        31,
        "csv",
    )
    assert (report.next_due_on, report.readers.count()) == (dt.date(2026, 11, 30), 0)


def test_a_report_is_ended(sign_in):
    auditor = person_with_role(Role.AUDITOR)
    report = SavedReportFactory(owner=auditor.user, name="Old")

    response = sign_in(auditor).post(at("saved-end", report))

    assert (response.url, told(response)) == (LIST, ["Ended: Old"])
    report.refresh_from_db()
    assert report.ended_by == auditor.user


def test_an_owner_who_lost_the_role_still_finds_and_ends_what_was_saved(sign_in):
    auditor = person_with_role(Role.AUDITOR)
    report = SavedReportFactory(owner=auditor.user, name="Old")
    RoleAssignment.objects.filter(user=auditor.user).update(ends_on=NOW.date())
    client = sign_in(auditor)

    assert "Old" in words(client.get(LIST))
    assert client.get(at("saved-open", report)).status_code == 403
    assert client.post(at("saved-end", report)).url == LIST
