"""The audit log: nothing in it can be changed or taken away unnoticed."""

import datetime as dt

import pytest
from django.db import connection, transaction
from django.db.utils import InternalError

from core import audit
from core.models import AuditEntry
from tests.clock import NOW
from tests.factories import DepartmentFactory, UserFactory

pytestmark = pytest.mark.django_db


def record(count=1):
    user = UserFactory()
    for number in range(count):
        audit.record(user, "tests.done", user, at=NOW, number=number)


class without_triggers:  # noqa: N801 (reads as a phrase)
    """What somebody could do who owns the database."""

    def __enter__(self):
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE core_auditentry DISABLE TRIGGER USER")

    def __exit__(self, *error):
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE core_auditentry ENABLE TRIGGER USER")


def test_record_says_who_did_what_to_what_and_when():
    user, department = UserFactory(), DepartmentFactory()

    audit.record(user, "tests.done", department, at=NOW, reason="because")

    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action, entry.at) == (user, "tests.done", NOW)
    assert (entry.object_type, entry.object_id) == ("people.department", department.pk)
    assert entry.details == {"reason": "because"}


def test_record_of_what_nobody_did_to_nothing_in_particular():
    audit.record(None, "tests.done", at=NOW)

    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.object_type, entry.object_id) == (None, "", None)


def test_looking_is_recorded_once_in_a_while_for_each_person_action_and_thing():
    reader, other, department = UserFactory(), UserFactory(), DepartmentFactory()
    later = NOW + audit.ONE_LOOK

    for at in (NOW, NOW + dt.timedelta(minutes=9), later):
        audit.looked(reader, "tests.viewed", department, at=at, page=1)
    audit.looked(reader, "tests.viewed", department, at=later, page=2)
    audit.looked(other, "tests.viewed", department, at=later, page=1)
    for _ in range(2):
        audit.looked(reader, "tests.viewed", at=later, page=1)

    entries = AuditEntry.objects.order_by("id")
    about = ("people.department", department.pk)
    assert list(entries.values_list("actor", "at", "object_type", "object_id", "details")) == [
        (reader.pk, NOW, *about, {"page": 1}),
        (reader.pk, later, *about, {"page": 1}),
        (reader.pk, later, *about, {"page": 2}),
        (other.pk, later, *about, {"page": 1}),
        (reader.pk, later, "", None, {"page": 1}),
    ]


def test_looking_takes_one_statement(django_assert_num_queries):
    reader = UserFactory()

    with django_assert_num_queries(1):
        audit.looked(reader, "tests.viewed", at=NOW)


def test_an_entry_is_never_changed():
    record()

    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        AuditEntry.objects.update(action="tests.undone")

    assert AuditEntry.objects.get().action == "tests.done"


def test_an_entry_is_never_deleted():
    record()

    with pytest.raises(InternalError, match="Cannot delete"), transaction.atomic():
        AuditEntry.objects.all().delete()

    assert AuditEntry.objects.count() == 1


def test_a_sealed_entry_is_never_sealed_anew():
    record()
    audit.seal()

    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        AuditEntry.objects.update(position=7)


def test_seal_chains_entries_in_their_order_and_goes_on_where_it_stopped():
    record(2)
    first = audit.seal()
    record(1)
    second = audit.seal()

    assert (first, second, audit.seal()) == (2, 1, 0)
    positions = AuditEntry.objects.order_by("id").values_list("position", flat=True)
    assert list(positions) == [1, 2, 3]
    assert len(set(AuditEntry.objects.values_list("hash", flat=True))) == 3
    assert audit.first_broken_position() is None


@pytest.mark.parametrize(
    "tampering",
    [
        {"action": "tests.undone"},
        {"details": {"number": 8}},
        {"actor": None},
    ],
)
def test_a_change_by_somebody_who_owns_the_database_shows(tampering):
    record(3)
    audit.seal()

    with without_triggers():
        AuditEntry.objects.filter(position=2).update(**tampering)

    assert audit.first_broken_position() == 2


def test_an_entry_taken_out_by_somebody_who_owns_the_database_shows():
    record(3)
    audit.seal()

    with without_triggers():
        AuditEntry.objects.filter(position=2).delete()

    assert audit.first_broken_position() == 2
