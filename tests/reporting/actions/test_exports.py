"""Files of lists made by a worker: for their owner, as they see the list then, once."""

import datetime as dt

import pytest
import time_machine
from django.core.files.storage import default_storage

from core import files
from core.errors import PermissionRefused
from core.exports import FileFormat
from core.models import AuditEntry, StoredFile
from notifications.models import Message
from people.models import RoleAssignment
from people.roles import Role
from reporting.actions import exports
from reporting.addresses import Address
from reporting.models import ListExport
from tests.clock import NOW
from tests.factories import DepartmentFactory, PersonFactory, person_with_role
from tests.reporting.lists import holidays

pytestmark = pytest.mark.django_db

PEOPLE = Address("people:person-list", {}, "sort=name")
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def auditor():
    return person_with_role(Role.AUDITOR, name_en="A").user


def ask(by, address=PEOPLE, file_format=FileFormat.CSV, now=NOW):
    return exports.ask_for_export(address=address, file_format=file_format, by=by, now=now)


def text_of(export):
    with default_storage.open(str(export.stored.file)) as file:
        return file.read().decode("utf-8-sig")


def test_a_file_holds_what_its_owner_sees_when_it_is_made(auditor):
    export = ask(auditor)
    PersonFactory(name_en="Came later")

    assert exports.make_next(now=NOW) is True

    export.refresh_from_db()
    assert (export.state, export.total) == ("made", 2)
    assert [line.split(",")[0] for line in text_of(export).splitlines()] == [
        "Name",
        "A",
        "Came later",
    ]
    assert (export.stored.name, export.stored.content_type, export.stored.uploaded_by) == (
        "people-2026-11-22.csv",
        "text/csv",
        auditor,
    )


def test_a_spreadsheet_is_kept_as_one(auditor):
    export = ask(auditor, file_format=FileFormat.XLSX)

    exports.make_next(now=NOW)

    export.refresh_from_db()
    assert export.stored.name == "people-2026-11-22.xlsx"
    with default_storage.open(str(export.stored.file)) as file:
        assert file.read(2) == b"PK"


def test_a_file_speaks_the_language_of_its_owner(auditor):
    auditor.language = "zh-hant"
    auditor.save()
    export = ask(auditor)

    exports.make_next(now=NOW)

    export.refresh_from_db()
    assert text_of(export).startswith("Name,姓名,編號,Department,部門,職級")


def test_a_file_is_recorded_as_the_export_of_the_list_it_is(auditor):
    ask(auditor)
    assert AuditEntry.objects.count() == 0

    exports.make_next(now=NOW)

    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor, entry.details["format"]) == (
        "people.list_exported",
        auditor,
        "csv",
    )


def test_asking_twice_gives_the_same_file_until_it_is_ready(auditor):
    first = ask(auditor)

    assert ask(auditor) == first
    assert ask(person_with_role(Role.AUDITOR).user) != first
    assert ask(auditor, file_format=FileFormat.XLSX) != first
    exports.make_next(now=NOW)
    assert ask(auditor) != first


def test_with_nothing_waiting_nothing_is_made(auditor):
    assert exports.make_next(now=NOW) is False


def test_a_role_lost_before_the_file_is_made_makes_none_and_says_what_to_do(auditor):
    export = ask(auditor)
    RoleAssignment.objects.filter(user=auditor).update(ends_on=NOW.date())

    exports.make_next(now=NOW)

    export.refresh_from_db()
    assert (export.state, export.stored) == ("failed", None)
    assert export.problem_in_words == (
        "This list is not open to whoever the file is for, or it is no longer there. If it should "
        "be, ask the administrators, who give the roles."
    )


def test_a_page_that_gives_no_file_says_so(auditor):
    export = ask(auditor, Address("home"))

    exports.make_next(now=NOW)

    export.refresh_from_db()
    assert export.state == "failed"
    assert export.problem == (
        "This page gives no file: its filter is wrong. Open the list, correct the filter, and ask "
        "for the file there."
    )


def test_a_fault_is_told_to_its_owner_and_surfaces(auditor, settings):
    settings.ROOT_URLCONF = "tests.reporting.lists"
    export = ask(auditor, Address("broken-list"))

    with pytest.raises(ZeroDivisionError):
        exports.make_next(now=NOW)

    export.refresh_from_db()
    assert export.state == "failed"
    assert export.problem.startswith("A fault of ours kept this file from being made.")


def test_what_is_cancelled_while_it_waits_is_not_made(auditor):
    export = ask(auditor)

    exports.cancel_export(export_id=export.pk, by=auditor, now=NOW)
    exports.cancel_export(export_id=export.pk, by=auditor, now=NOW)

    assert exports.make_next(now=NOW) is False
    export.refresh_from_db()
    assert export.state == "cancelled"
    assert AuditEntry.objects.filter(action="reporting.export_cancelled").count() == 1


def test_what_is_cancelled_while_it_is_made_ends_there_and_keeps_no_file(
    auditor, settings, monkeypatch
):
    settings.ROOT_URLCONF = "tests.reporting.lists"
    monkeypatch.setattr(exports, "_SECONDS_BETWEEN_NOTES", 0)
    export = ask(auditor, Address("long-list"))
    wrote = exports._Progress.wrote
    noted = []

    def cancel_after_the_first_rows(self, rows):
        wrote(self, rows)
        export.refresh_from_db()
        noted.append((export.rows, export.total))
        exports.cancel_export(export_id=export.pk, by=auditor, now=NOW)

    monkeypatch.setattr(exports._Progress, "wrote", cancel_after_the_first_rows)
    with holidays(10_000):
        exports.make_next(now=NOW)

    assert noted == [(2000, 10_000)]
    export.refresh_from_db()
    assert (export.state, export.stored) == ("cancelled", None)
    assert StoredFile.objects.count() == 0


def test_nobody_cancels_the_file_of_another(auditor):
    export = ask(auditor)

    with pytest.raises(PermissionRefused):
        exports.cancel_export(export_id=export.pk, by=person_with_role(Role.AUDITOR).user, now=NOW)


def test_a_worker_whose_claim_was_taken_over_keeps_nothing(auditor):
    ask(auditor)
    slow = exports.claim_next(now=NOW)
    later = NOW + exports.STALE_AFTER + MINUTE
    assert exports.release_stale(now=later) == 1
    quick = exports.claim_next(now=later)

    with pytest.raises(exports._NoLongerWanted):
        exports._make(slow, exports._Clock(NOW))
    exports._make(quick, exports._Clock(later))

    assert ListExport.objects.get().state == "made"
    assert StoredFile.objects.count() == 1


def test_a_claim_that_is_renewed_is_not_taken_away(auditor):
    ask(auditor)
    claimed = exports.claim_next(now=NOW)
    ListExport.objects.update(claimed_at=NOW + exports.STALE_AFTER)

    assert exports.release_stale(now=NOW + exports.STALE_AFTER + MINUTE) == 0
    claimed.refresh_from_db()
    assert claimed.state == "working"


def test_what_stops_a_worker_three_times_is_not_tried_again(auditor):
    export = ask(auditor)
    now = NOW
    for _ in range(exports.MOST_ATTEMPTS):
        assert exports.claim_next(now=now) is not None
        now += exports.STALE_AFTER + MINUTE
        assert exports.release_stale(now=now) == 1

    assert exports.claim_next(now=now) is None
    export.refresh_from_db()
    assert (export.state, export.attempts) == ("failed", 3)
    assert export.problem.startswith("The worker was stopped three times")


def test_two_are_made_at_once_and_the_others_wait(auditor):
    for number in range(3):
        ask(auditor, Address("people:person-list", {}, f"q={number}"))

    claimed = [exports.claim_next(now=NOW) for _ in range(3)]

    assert [bool(each) for each in claimed] == [True, True, False]


def test_whoever_waited_a_minute_gets_a_mail_and_whoever_did_not_gets_none(auditor):
    ask(auditor)
    exports.make_next(now=NOW + MINUTE / 2)
    assert Message.objects.count() == 0

    late = ask(auditor)
    exports.make_next(now=NOW + 2 * MINUTE)

    message = Message.objects.get()
    assert (message.kind, message.recipient, message.about_id) == (
        "reporting.export_ended",
        auditor,
        late.pk,
    )


def test_files_go_after_a_week(auditor):
    export = ask(auditor)
    exports.make_next(now=NOW)
    export.refresh_from_db()
    week = export.made_at + exports.KEPT_FOR

    assert exports.forget_old(now=week) == 0
    assert exports.forget_old(now=week + MINUTE) == 1

    export.refresh_from_db()
    assert (export.state, export.stored) == ("gone", None)


def test_the_bytes_of_a_file_that_is_let_go_are_swept(auditor, django_capture_on_commit_callbacks):
    export = ask(auditor)
    exports.make_next(now=NOW)
    export.refresh_from_db()
    name, later = str(export.stored.file), NOW + dt.timedelta(days=8)
    files.sweep(later)
    assert StoredFile.objects.count() == 1
    exports.forget_old(now=later)

    with django_capture_on_commit_callbacks(execute=True):
        files.sweep(later)

    assert StoredFile.objects.count() == 0
    assert not default_storage.exists(name)


def test_a_department_sees_its_own_in_its_file():
    customs = DepartmentFactory()
    coordinator = person_with_role(Role.TRAINING_COORDINATOR, customs, name_en="B")
    PersonFactory(name_en="Stranger")
    export = ask(coordinator.user)

    exports.make_next(now=NOW)

    export.refresh_from_db()
    assert [line.split(",")[0] for line in text_of(export).splitlines()] == ["Name", "B"]
