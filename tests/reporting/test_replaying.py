"""Asking a list's own view for its file: as somebody, with what they may do then."""

import pytest
import time_machine

from core.exports import FileFormat
from core.models import AuditEntry
from people.roles import Role
from reporting.addresses import Address
from reporting.replaying import NotAList, NotOpen, check_gives_a_list, is_for, opens, replay
from tests.clock import NOW
from tests.factories import DepartmentFactory, PersonFactory, person_with_role
from tests.files import csv_rows

pytestmark = pytest.mark.django_db

PEOPLE = Address("people:person-list")


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


class Watching:
    def begins(self, file_name, count):
        self.file_name, self.rows, self.first = file_name, count(), count(1)

    def wrote(self, rows):
        self.written = rows


def test_a_list_is_given_as_its_reader_sees_it_in_their_language_and_recorded_as_theirs():
    customs = DepartmentFactory()
    coordinator = person_with_role(Role.TRAINING_COORDINATOR, customs, name_en="A")
    PersonFactory(name_en="B", posting__department=customs)
    PersonFactory(name_en="Stranger")
    watching = Watching()

    rows = csv_rows(
        replay(PEOPLE, by=coordinator.user, file_format=FileFormat.CSV, follower=watching)
    )

    assert [row[0] for row in rows] == ["Name", "A", "B"]
    assert (watching.file_name, watching.rows, watching.first) == ("people-2026-11-22.csv", 2, 1)
    assert watching.written == 2
    entry = AuditEntry.objects.get(action="people.list_exported")
    assert entry.actor == coordinator.user


@pytest.mark.parametrize("role", [Role.CIVIL_SERVANT, Role.SPEAKER])
def test_a_list_is_not_given_to_those_whose_roles_do_not_open_it(role):
    user = person_with_role(role).user

    with pytest.raises(NotOpen):
        check_gives_a_list(PEOPLE, by=user)
    assert (opens(PEOPLE, by=user), is_for(PEOPLE, user)) == (False, False)


def test_a_list_of_one_department_is_not_given_to_another():
    own, other = DepartmentFactory(), DepartmentFactory()
    officer = person_with_role(Role.ETHICS_OFFICER, own).user
    theirs, ours = (
        Address("ethics_officers:activity-list", {"department_id": department.pk})
        for department in (other, own)
    )

    assert (is_for(theirs, officer), opens(theirs, by=officer)) == (True, False)
    assert opens(ours, by=officer)


def test_a_closed_account_opens_nothing():
    auditor = person_with_role(Role.AUDITOR).user
    auditor.is_active = False

    assert opens(PEOPLE, by=auditor) is False


def test_looking_whether_a_list_is_open_records_nothing():
    auditor = person_with_role(Role.AUDITOR).user

    check_gives_a_list(PEOPLE, by=auditor)

    assert AuditEntry.objects.count() == 0


@pytest.mark.parametrize(
    "address",
    [Address("home"), Address("people:system"), Address("training:schedule", {}, "starts_from=x")],
)
def test_a_page_that_gives_no_file_is_no_list(address):
    auditor = person_with_role(Role.AUDITOR).user

    with pytest.raises(NotAList):
        check_gives_a_list(address, by=auditor)


def test_a_page_that_is_gone_is_open_to_nobody():
    gone = Address("people:gone")
    auditor = person_with_role(Role.AUDITOR).user

    assert (opens(gone, by=auditor), is_for(gone, auditor)) == (False, False)
