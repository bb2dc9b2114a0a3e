"""Saving lists, sharing them within permission, and having them sent."""

import datetime as dt

import pytest
import time_machine

from core.errors import PermissionRefused, RuleViolation
from core.models import AuditEntry
from notifications.emails import Mail, Unwanted, compose
from notifications.models import Message
from people.models import RoleAssignment
from people.roles import Role
from reporting.actions import exports, saved
from reporting.actions.saved import Sharing
from reporting.addresses import Address
from reporting.models import ListExport, SavedReport
from reporting.models.saved import SavedReportDepartment, SavedReportReader
from reporting.rules.saved import NotSaveable, ReportEnded, Rhythm
from tests.clock import NOW, at
from tests.factories import DepartmentFactory, UserFactory, person_with_role
from tests.reporting.factories import SavedReportFactory

pytestmark = pytest.mark.django_db

PEOPLE = Address("people:person-list", {}, "level=middle")
MONDAY = Rhythm("weekly", weekday=1)
MORNING = at("2026-11-23", "07:00")


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def staff():
    return person_with_role(Role.PROGRAMME_STAFF).user


def save(by, address=PEOPLE, **given):
    values = {
        "name": "Middle managers",
        "sharing": Sharing(),
        "rhythm": Rhythm(),
        "file_format": "xlsx",
    }
    return saved.save_report(address=address, by=by, now=NOW, **values | given)


def change(report, by, **given):
    values = {
        "name": report.name,
        "sharing": Sharing(),
        "rhythm": Rhythm(),
        "file_format": "xlsx",
    }
    return saved.change_report(report_id=report.pk, by=by, now=NOW, **values | given)


# Saving ------------------------------------------------------------------------------------------


def test_a_list_is_saved_with_its_filters_and_recorded(staff):
    report = save(staff)

    assert (report.address, report.owner, report.next_due_on) == (PEOPLE, staff, None)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.details) == (
        "reporting.report_saved",
        {"view": "people:person-list"},
    )


def test_the_same_list_under_the_same_name_is_saved_once(staff):
    first = save(staff)

    assert save(staff) == first
    assert save(staff, name="Another name") != first
    assert save(staff, address=Address("people:person-list", {}, "level=senior")) != first


@pytest.mark.parametrize("address", [None, Address("home"), Address("people:gone")])
def test_what_is_no_list_cannot_be_saved(staff, address):
    with pytest.raises(NotSaveable):
        save(staff, address=address)


def test_nobody_saves_a_list_that_is_not_open_to_them():
    with pytest.raises(NotSaveable):
        save(person_with_role(Role.CIVIL_SERVANT).user)


def test_a_report_is_named_anew_and_shared(staff):
    report, reader, customs = save(staff), person_with_role(Role.AUDITOR).user, DepartmentFactory()

    change(
        report, staff, name="New", sharing=Sharing(["auditor"], [customs], [reader]), rhythm=MONDAY
    )

    report.refresh_from_db()
    assert (report.name, report.roles, report.next_due_on) == (
        "New",
        ["auditor"],
        dt.date(2026, 11, 23),
    )
    assert (list(report.departments.all()), list(report.readers.all())) == ([customs], [reader])
    history = (SavedReportDepartment.pgh_event_model, SavedReportReader.pgh_event_model)
    assert [model.objects.count() for model in history] == [1, 1]


def test_a_name_changed_on_the_day_skips_no_mail(staff):
    report = save(staff, rhythm=MONDAY)
    SavedReport.objects.update(next_due_on=NOW.date())

    change(report, staff, name="New", rhythm=MONDAY)

    report.refresh_from_db()
    assert report.next_due_on == NOW.date()


def test_only_its_owner_changes_and_ends_a_report(staff):
    report, other = save(staff), person_with_role(Role.PROGRAMME_STAFF).user

    with pytest.raises(PermissionRefused):
        change(report, other)
    with pytest.raises(PermissionRefused):
        saved.end_report(report_id=report.pk, by=other, now=NOW)


def test_an_ended_report_stays_on_record_and_is_not_sent_nor_changed(staff):
    report = save(staff, rhythm=MONDAY)

    saved.end_report(report_id=report.pk, by=staff, now=NOW)
    saved.end_report(report_id=report.pk, by=staff, now=NOW)

    report.refresh_from_db()
    assert (report.rhythm, report.next_due_on, report.ended_by) == ("never", None, staff)
    assert AuditEntry.objects.filter(action="reporting.report_ended").count() == 1
    assert list(SavedReport.objects.standing()) == []
    with pytest.raises(ReportEnded):
        change(report, staff)


# Sharing within permission -----------------------------------------------------------------------


def test_a_coordinator_shares_with_the_own_department_alone():
    customs, other = DepartmentFactory(), DepartmentFactory()
    coordinator = person_with_role(Role.TRAINING_COORDINATOR, customs).user
    colleague = person_with_role(Role.ETHICS_OFFICER, customs).user

    save(coordinator, sharing=Sharing(["ethics_officer"], [customs], [colleague]))

    for refused in (
        Sharing(departments=[other]),
        Sharing(roles=["auditor"]),
        Sharing(readers=[person_with_role(Role.AUDITOR).user]),
    ):
        with pytest.raises(PermissionRefused):
            save(coordinator, name="Other", sharing=refused)


def test_a_report_is_sent_to_fifty_people_at_most(staff):
    readers = [person_with_role(Role.CIVIL_SERVANT).user for _ in range(51)]

    with pytest.raises(RuleViolation):
        save(staff, sharing=Sharing(readers=readers))


def test_a_report_is_seen_by_those_it_is_shared_with():
    customs, other = DepartmentFactory(), DepartmentFactory()
    officer, elsewhere = (
        person_with_role(Role.ETHICS_OFFICER, department).user for department in (customs, other)
    )
    servant = person_with_role(Role.CIVIL_SERVANT, customs).user
    auditor = person_with_role(Role.AUDITOR).user
    by_name = SavedReportFactory(shared_with=[servant])
    by_role = SavedReportFactory(roles=["auditor"])
    by_department = SavedReportFactory(in_departments=[customs])
    by_both = SavedReportFactory(roles=["ethics_officer"], in_departments=[customs])
    SavedReportFactory()

    def seen(user):
        return set(SavedReport.objects.visible_to(user))

    assert seen(servant) == {by_name, by_department}
    assert seen(officer) == {by_department, by_both}
    assert seen(elsewhere) == set()
    assert seen(auditor) == {by_role}
    assert seen(by_name.owner) == {by_name}
    assert set(SavedReport.objects.shared_with(by_name.owner)) == set()


# By mail -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rhythm", "after", "following"),
    [
        (Rhythm("weekly", weekday=1), "2026-11-22", "2026-11-23"),
        (Rhythm("weekly", weekday=7), "2026-11-22", "2026-11-29"),
        (Rhythm("weekly", weekday=3), "2026-11-24", "2026-11-25"),
        (Rhythm("monthly", month_day=31), "2026-11-22", "2026-11-30"),
        (Rhythm("monthly", month_day=31), "2026-11-30", "2026-12-31"),
        (Rhythm("monthly", month_day=31), "2026-12-31", "2027-01-31"),
        (Rhythm("monthly", month_day=30), "2028-01-31", "2028-02-29"),
        (Rhythm("monthly", month_day=22), "2026-11-22", "2026-12-22"),
        (Rhythm("monthly", month_day=1), "2026-12-01", "2027-01-01"),
    ],
)
def test_a_rhythm_gives_the_next_day(rhythm, after, following):
    assert rhythm.next_day(dt.date.fromisoformat(after)) == dt.date.fromisoformat(following)


def test_what_is_never_sent_has_no_next_day():
    assert Rhythm().next_day(NOW.date()) is None


def composed(now=MORNING):
    """Each mail waiting, by whom it is for: its subject and its words."""
    messages = Message.objects.select_related("recipient").order_by("pk")
    return {message.recipient: mail for message, mail in compose(list(messages), now)}


def test_a_report_is_sent_on_its_day_to_its_owner_and_readers_each_as_they_see_it(staff):
    customs = DepartmentFactory()
    coordinator = person_with_role(Role.TRAINING_COORDINATOR, customs).user
    save(staff, name="Every week", rhythm=MONDAY, sharing=Sharing(readers=[coordinator]))

    assert saved.send_next_due(now=MORNING - dt.timedelta(minutes=1)) is False
    assert saved.send_next_due(now=MORNING) is True
    assert saved.send_next_due(now=MORNING) is False
    while exports.make_next(now=MORNING):
        pass

    made = {export.owner: export for export in ListExport.objects.all()}
    assert {owner: (export.state, export.total) for owner, export in made.items()} == {
        staff: ("made", 2),
        coordinator: ("made", 1),
    }
    mails = composed()
    assert set(mails) == {staff, coordinator}
    for reader, mail in mails.items():
        assert mail.subject == "Every week, 23 November 2026"
        assert f"/reports/files/{made[reader].pk}/" in mail.text
        assert mail.calendar is None
    assert SavedReport.objects.get().next_due_on == dt.date(2026, 11, 30)


def test_a_worker_that_stood_still_for_weeks_sends_once(staff):
    save(staff, rhythm=MONDAY)
    weeks_later = at("2026-12-16", "10:00")

    saved.send_next_due(now=weeks_later)

    assert saved.send_next_due(now=weeks_later) is False
    assert ListExport.objects.get().due_on == dt.date(2026, 11, 23)
    assert SavedReport.objects.get().next_due_on == dt.date(2026, 12, 21)


def test_a_reader_who_may_no_longer_open_the_list_gets_nothing_and_the_owner_is_told(staff):
    auditor = person_with_role(Role.AUDITOR, name_en="NG Kwok-wai").user
    save(staff, name="Every week", rhythm=MONDAY, sharing=Sharing(readers=[auditor]))
    RoleAssignment.objects.filter(user=auditor).update(ends_on=NOW.date())

    saved.send_next_due(now=MORNING)
    while exports.make_next(now=MORNING):
        pass

    assert {(m.kind, m.recipient) for m in Message.objects.all()} == {
        ("reporting.report_made", staff),
        ("reporting.report_not_made", staff),
    }
    message = Message.objects.get(kind="reporting.report_not_made")
    [(_, mail)] = compose([message], MORNING)
    assert mail.subject == "Not sent: Every week"
    assert "“Every week” of 23 November 2026 was not sent to NG Kwok-wai." in mail.text
    assert "This list is not open to whoever the file is for" in mail.text
    assert "NG Kwok-wai" in mail.html


def test_an_owner_who_may_no_longer_open_the_list_is_told_so(staff):
    save(staff, name="Every week", rhythm=MONDAY)
    RoleAssignment.objects.filter(user=staff).update(ends_on=NOW.date())

    saved.send_next_due(now=MORNING)
    exports.make_next(now=MORNING)

    assert "“Every week” of 23 November 2026 was not sent to you." in composed()[staff].text


def test_a_mail_about_a_report_that_was_ended_is_not_sent(staff):
    report = save(staff, rhythm=MONDAY)
    saved.send_next_due(now=MORNING)
    exports.make_next(now=MORNING)

    saved.end_report(report_id=report.pk, by=staff, now=MORNING)

    assert composed()[staff] == Unwanted("The report is ended.")


def test_a_mail_about_a_file_that_is_no_longer_kept_is_not_sent(staff):
    save(staff, rhythm=MONDAY)
    saved.send_next_due(now=MORNING)
    exports.make_next(now=MORNING)

    exports.forget_old(now=MORNING + dt.timedelta(days=8))

    assert composed()[staff] == Unwanted("The file is no longer kept.")


@pytest.mark.parametrize(
    ("role", "subject", "said"),
    [
        (Role.AUDITOR, "Your file is ready", "people-2026-11-22.csv, is ready."),
        (Role.SPEAKER, "Your file could not be made", "This list is not open to whoever"),
    ],
)
def test_whoever_waited_long_is_told_how_it_ended(role, subject, said):
    owner = person_with_role(role).user
    export = exports.ask_for_export(address=PEOPLE, file_format="csv", by=owner, now=NOW)

    exports.make_next(now=NOW + dt.timedelta(minutes=5))

    mail = composed()[owner]
    assert isinstance(mail, Mail)
    assert mail.subject == subject
    assert said in mail.text
    assert f"/reports/files/{export.pk}/" in mail.text


def test_an_account_without_a_person_is_named_by_its_address():
    owner = UserFactory(email="system@gov.example")
    exports.ask_for_export(address=PEOPLE, file_format="csv", by=owner, now=NOW)

    exports.make_next(now=NOW + dt.timedelta(minutes=5))

    assert "Dear system@gov.example," in composed()[owner].text
