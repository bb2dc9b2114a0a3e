"""The system area: what one finds there, the roles, the audit log."""

import datetime as dt

import pytest
from django.urls import reverse

from core import audit
from core.models import AuditEntry
from people.roles import PERMISSIONS, Permission, Role
from tests.clock import NOW, at
from tests.factories import PersonFactory, UserFactory, person_with_role
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

SYSTEM = reverse("people:system")
ROLES = reverse("people:permission-table")
LOG = reverse("people:audit-log")


def shown(response):
    """The actions in the log; the look at it, which is recorded afterwards, left out."""
    actions = [row.record.action for row in response.context["table"].rows]
    return [action for action in actions if action != "people.audit_log_viewed"]


def parts(response):
    return [part.view for part in response.context["parts"]]


def test_system_shows_an_administrator_every_part(as_role):
    assert parts(as_role(Role.ADMINISTRATOR).get(SYSTEM)) == [
        "people:person-list",
        "people:department-list",
        "people:permission-table",
        "notifications:message-list",
        "notifications:health",
        "notifications:quarantine",
        "people:audit-log",
    ]


def test_system_hides_the_audit_log_from_programme_staff(as_role):
    assert "people:audit-log" not in parts(as_role(Role.PROGRAMME_STAFF).get(SYSTEM))


@pytest.mark.parametrize("role", [Role.PROGRAMME_STAFF, Role.AUDITOR, Role.ADMINISTRATOR])
def test_system_leads_only_to_pages_that_answer(as_role, role):
    client = as_role(role)

    for view in parts(client.get(SYSTEM)):
        assert client.get(reverse(view)).status_code == 200


def test_roles_are_shown_with_what_each_may_do(as_role):
    rows = as_role(Role.AUDITOR).get(ROLES).context["rows"]

    assert [row["role"] for row in rows] == list(Role)
    assert {row["role"]: set(row["permissions"]) for row in rows} == PERMISSIONS


def test_every_permission_is_held_by_some_role():
    assert {each for granted in PERMISSIONS.values() for each in granted} == set(Permission)


def test_log_shows_the_latest_first_with_who_did_it(as_role):
    client = as_role(Role.AUDITOR)
    chan = PersonFactory(name_en="CHAN Siu-ming")
    audit.record(chan.user, "training.registered", chan, at=NOW, places=3)
    audit.record(UserFactory(email="only@gov.example"), "training.cancelled", at=NOW)
    audit.record(None, "integrity.loaded", at=NOW)

    response = client.get(LOG)

    assert shown(response) == ["integrity.loaded", "training.cancelled", "training.registered"]
    assert "CHAN Siu-ming" in response.text
    assert "only@gov.example" in response.text
    assert "The system" in response.text
    assert "places: 3" in response.text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"action": "regist"}, ["training.registered"]),
        ({"actor": "陳小明"}, ["training.registered"]),
        ({"actor": "CHAN@gov.example"}, ["training.registered"]),
        ({"about": "people.person"}, ["training.registered"]),
        ({"since": "2026-11-22"}, ["training.registered"]),
        ({"until": "2026-11-21"}, ["people.role_given"]),
    ],
    ids=["action", "actor's name", "actor's address", "kind of thing", "from", "to"],
)
def test_log_filters(as_role, asked, found):
    client = as_role(Role.AUDITOR)
    chan = PersonFactory(name_zh="陳小明", user__email="chan@gov.example")
    audit.record(None, "people.role_given", chan.user, at=at("2026-11-21", "23:59"))
    audit.record(chan.user, "training.registered", chan, at=at("2026-11-22", "00:00"))

    assert shown(client.get(LOG, asked)) == found


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_log_says_that_a_day_of_another_age_cannot_be_meant(as_role, day):
    client = as_role(Role.AUDITOR)

    for name in ("since", "until"):
        assert "Choose a date from 1990 to 2099." in client.get(LOG, {name: day}).text


def test_log_finds_one_thing_by_its_kind_and_number(as_role):
    client, one, other = as_role(Role.AUDITOR), PersonFactory(), PersonFactory()
    audit.record(None, "about.one", one, at=NOW)
    audit.record(None, "about.other", other, at=NOW)

    assert shown(client.get(LOG, {"about": f"people.person {one.pk}"})) == ["about.one"]


def test_looking_at_the_log_is_recorded_without_the_name_that_was_searched(sign_in):
    auditor = person_with_role(Role.AUDITOR)

    sign_in(auditor).get(LOG, {"actor": "CHAN", "action": "role", "since": "2026-11-01"})

    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action) == (auditor.user, "people.audit_log_viewed")
    assert entry.details == {
        "filter": {"searched": True, "action": "role", "since": "2026-11-01"},
        "page": 1,
    }


def test_log_alone_answers_a_change_of_filters(as_role):
    response = as_role(Role.AUDITOR).get(LOG, headers={"HX-Request": "true"})

    assert response.text.lstrip().startswith('<div id="results"')


def test_log_takes_as_many_queries_for_three_as_for_one(as_role):
    client = as_role(Role.AUDITOR)
    audit.record(PersonFactory().user, "training.registered", at=NOW)
    for_one = queries_of(client, LOG)
    for _ in range(2):
        audit.record(PersonFactory().user, "training.registered", at=NOW + dt.timedelta(hours=1))

    assert queries_of(client, LOG) == for_one


@pytest.mark.parametrize(
    ("url", "roles"),
    [
        (SYSTEM, {Role.PROGRAMME_STAFF, Role.ICAC_STAFF, Role.AUDITOR, Role.ADMINISTRATOR}),
        (ROLES, {Role.PROGRAMME_STAFF, Role.ICAC_STAFF, Role.AUDITOR, Role.ADMINISTRATOR}),
        (LOG, {Role.AUDITOR, Role.ADMINISTRATOR}),
    ],
)
@pytest.mark.parametrize("role", Role)
def test_pages_refuse_those_whose_role_does_not_allow_them(as_role, role, url, roles):
    assert as_role(role).get(url).status_code == (200 if role in roles else 403)


@pytest.mark.parametrize("url", [SYSTEM, ROLES, LOG])
def test_pages_send_the_anonymous_to_sign_in_and_take_no_other_method(client, as_role, url):
    assert client.get(url).headers["Location"] == f"/accounts/login/?next={url}"
    assert as_role(Role.ADMINISTRATOR).post(url).status_code == 405
