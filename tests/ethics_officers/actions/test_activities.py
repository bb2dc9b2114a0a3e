"""Logging activities, changing them, their evidence."""

import datetime as dt
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.storage import default_storage
from django.db import connection

from core.errors import PermissionRefused
from core.models import AuditEntry
from core.versions import Stale
from ethics_officers import actions
from ethics_officers.actions import Attachment
from ethics_officers.models import Activity, Evidence, PlanItem
from ethics_officers.rules import ActivityRefused, Entry, KeyUsed, Reach
from people.roles import Role
from tests import uploads
from tests.clock import NOW, TODAY
from tests.ethics_officers.factories import ActivityFactory, EvidenceFactory, PlanItemFactory
from tests.factories import DepartmentFactory, SessionFactory, TopicFactory, person_with_role

YESTERDAY = TODAY - dt.timedelta(days=1)
KEY = uuid.UUID(int=7)


@pytest.fixture
def officer(db):
    return person_with_role(Role.ETHICS_OFFICER).user


@pytest.fixture
def department(officer):
    return officer.person.postings.get().department


def told(**changes):
    values = {"kind": "talk", "title": "Talk at Kwai Chung", "happened_on": YESTERDAY}
    return Entry(**{**values, **changes})


def log(officer, department, entry=None, key=KEY, **options):
    return actions.log_activity(
        department_id=department.pk, key=key, entry=entry or told(), by=officer, now=NOW, **options
    )


def reach_of(activity):
    return [(each.level, each.attendances, each.persons) for each in activity.reach.all()]


def test_log_keeps_what_is_told_with_its_reach(officer, department):
    topic = TopicFactory(name_zh_hant="利益衝突")
    entry = told(topic=topic, note="Well received", reach=(Reach("junior", 64, 60),))

    activity = log(officer, department, entry)

    assert (activity.title, activity.kind, activity.happened_on) == (
        "Talk at Kwai Chung", "talk", YESTERDAY,
    )  # fmt: skip
    assert reach_of(activity) == [("junior", 64, 60)]
    assert (activity.logged_by, activity.logged_at, activity.version) == (officer, NOW, 1)
    assert list(Activity.objects.search("利益冲突 received")) == [activity]
    assert AuditEntry.objects.get().action == "ethics_officers.activity_logged"


def test_form_sent_twice_logs_once(officer, department):
    first = log(officer, department)

    assert log(officer, department) == first
    assert Activity.objects.count() == 1
    assert AuditEntry.objects.count() == 1


def test_form_used_for_something_else_says_so_and_loses_nothing(officer, department):
    log(officer, department)

    with pytest.raises(KeyUsed, match="press the button again"):
        log(officer, department, told(title="Quiz"))


def test_key_of_another_department_is_not_recognised_as_ones_own(officer, department):
    ActivityFactory(key=KEY, title="Talk at Kwai Chung", kind="talk", happened_on=YESTERDAY)

    with pytest.raises(KeyUsed):
        log(officer, department)


@pytest.mark.django_db(transaction=True)
def test_form_sent_twice_at_the_same_moment_logs_once():
    officer = person_with_role(Role.ETHICS_OFFICER).user
    department = officer.person.postings.get().department

    def send(_):
        try:
            return log(officer, department).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        logged = list(pool.map(send, range(2)))

    assert logged[0] == logged[1]
    assert Activity.objects.count() == 1


def test_activity_of_tomorrow_is_refused(officer, department):
    with pytest.raises(ActivityRefused, match="once it has taken place"):
        log(officer, department, told(happened_on=TODAY + dt.timedelta(days=1)))


def test_more_persons_than_attendances_are_refused_by_a_sentence(officer, department):
    with pytest.raises(ActivityRefused, match="one person and two attendances"):
        log(officer, department, told(reach=(Reach("junior", 3, 4),)))


def test_item_of_another_department_is_refused(officer, department):
    with pytest.raises(ActivityRefused, match="another department"):
        log(officer, department, told(item=PlanItemFactory()))


def test_session_is_told_of_once_and_brings_its_own_figures(officer, department):
    session = SessionFactory()
    entry = told(session=session, reach=(Reach("junior", 64, 64),))

    activity = log(officer, department, entry)

    assert reach_of(activity) == []
    with pytest.raises(ActivityRefused, match="in the log already"):
        log(officer, department, entry, key=uuid.uuid4())


def test_session_told_of_by_a_withdrawn_activity_is_free_again(officer, department):
    session = SessionFactory()
    first = log(officer, department, told(session=session))
    actions.withdraw_activity(activity_id=first.pk, reason="Twice", by=officer, now=NOW)

    assert log(officer, department, told(session=session), key=uuid.uuid4()).session == session


def test_item_is_done_with_an_activity_where_that_is_said(officer, department):
    item = PlanItemFactory(plan__department=department)
    other = PlanItemFactory(plan=item.plan)

    log(officer, department, told(item=item), closes_item=True)
    log(officer, department, told(item=other, title="B"), key=uuid.uuid4())

    item.refresh_from_db()
    other.refresh_from_db()
    assert (item.status, item.closed_at, item.closed_by) == ("done", NOW, officer)
    assert other.status == "planned"


def test_item_that_was_dropped_stays_dropped(officer, department):
    item = PlanItemFactory(plan__department=department, status=PlanItem.Status.DROPPED)

    log(officer, department, told(item=item), closes_item=True)

    item.refresh_from_db()
    assert item.status == "dropped"


@pytest.mark.parametrize("role", [Role.ASSISTANT_ETHICS_OFFICER])
def test_assistant_logs_as_well(db, role):
    assistant = person_with_role(role).user
    department = assistant.person.postings.get().department

    assert log(assistant, department).logged_by == assistant


@pytest.mark.parametrize(
    "role",
    [Role.HEAD_OF_DEPARTMENT, Role.TRAINING_COORDINATOR, Role.PROGRAMME_STAFF, Role.AUDITOR],
)
def test_nobody_else_of_the_department_logs(department, role):
    other = person_with_role(role, department).user

    with pytest.raises(PermissionRefused):
        log(other, department)


def test_officer_of_another_department_changes_nothing(officer):
    evidence = EvidenceFactory()
    activity = evidence.activity
    deeds = [
        lambda: log(officer, DepartmentFactory()),
        lambda: actions.edit_activity(
            activity_id=activity.pk, version=1, entry=told(), by=officer, now=NOW
        ),
        lambda: actions.withdraw_activity(activity_id=activity.pk, reason="x", by=officer, now=NOW),
        lambda: actions.add_evidence(activity_id=activity.pk, attachments=[], by=officer, now=NOW),
        lambda: actions.remove_evidence(evidence_id=evidence.pk, by=officer, now=NOW),
        lambda: actions.share_activity(
            activity_id=activity.pk, evidence_ids=[], by=officer, now=NOW
        ),
        lambda: actions.unshare_activity(activity_id=activity.pk, by=officer, now=NOW),
        lambda: actions.keep_evidence_file(
            department=activity.department, upload=uploads.pdf(), by=officer, now=NOW
        ),
    ]

    for deed in deeds:
        with pytest.raises(PermissionRefused):
            deed()


# Changing ----------------------------------------------------------------------------------------


def edit(officer, activity, entry, version=1, **options):
    return actions.edit_activity(
        activity_id=activity.pk, version=version, entry=entry, by=officer, now=NOW, **options
    )


def test_edit_replaces_what_was_told(officer, department):
    activity = log(officer, department, told(reach=(Reach("junior", 5, 5), Reach("middle", 2, 2))))

    edit(officer, activity, told(title="Talk, corrected", reach=(Reach("junior", 6, 5),)))

    activity.refresh_from_db()
    assert (activity.title, activity.version) == ("Talk, corrected", 2)
    assert reach_of(activity) == [("junior", 6, 5)]


def test_edit_of_what_somebody_changed_meanwhile_is_refused(officer, department):
    activity = log(officer, department)
    edit(officer, activity, told(title="First"))

    with pytest.raises(Stale, match="Nothing of yours was saved"):
        edit(officer, activity, told(title="Second"))

    assert Activity.objects.get().title == "First"


def test_withdrawn_activity_is_not_changed(officer, department):
    activity = log(officer, department)
    actions.withdraw_activity(activity_id=activity.pk, reason="Twice", by=officer, now=NOW)

    with pytest.raises(ActivityRefused, match="was withdrawn"):
        edit(officer, activity, told(), version=2)


def test_withdrawal_keeps_its_reason_and_is_safe_to_repeat(officer, department):
    activity = log(officer, department)

    for reason in ("Logged twice", "Again"):
        actions.withdraw_activity(activity_id=activity.pk, reason=reason, by=officer, now=NOW)

    activity.refresh_from_db()
    assert (activity.withdrawn_by, activity.withdrawal_reason) == (officer, "Logged twice")
    assert list(Activity.objects.standing()) == []


# Evidence ----------------------------------------------------------------------------------------


def keep(officer, department, upload=None):
    return actions.keep_evidence_file(
        department=department, upload=upload or uploads.photograph(), by=officer, now=NOW
    )


def test_log_attaches_the_files_kept_before(officer, department):
    stored = keep(officer, department)

    activity = log(officer, department, attachments=[Attachment(stored, "The audience")])

    [evidence] = activity.evidence.all()
    assert (evidence.stored, evidence.caption, evidence.shared) == (stored, "The audience", False)


def test_file_of_somebody_else_is_not_attached(officer, department):
    other = person_with_role(Role.ETHICS_OFFICER).user
    stored = keep(other, other.person.postings.get().department)

    log(officer, department, attachments=[Attachment(stored)])

    assert Evidence.objects.count() == 0


def test_file_is_evidence_of_an_activity_once(officer, department):
    activity, stored = log(officer, department), keep(officer, department)

    for _ in range(2):
        actions.add_evidence(
            activity_id=activity.pk, attachments=[Attachment(stored)], by=officer, now=NOW
        )

    assert activity.evidence.count() == 1


def test_removed_evidence_is_kept_and_shared_no_more(officer, department):
    activity, stored = log(officer, department), keep(officer, department)
    actions.add_evidence(
        activity_id=activity.pk, attachments=[Attachment(stored)], by=officer, now=NOW
    )
    evidence = activity.evidence.get()
    actions.share_activity(activity_id=activity.pk, evidence_ids=[evidence.pk], by=officer, now=NOW)

    for _ in range(2):
        actions.remove_evidence(evidence_id=evidence.pk, by=officer, now=NOW)

    evidence.refresh_from_db()
    assert (evidence.removed_by, evidence.shared) == (officer, False)
    assert list(activity.evidence.standing()) == []
    assert default_storage.exists(stored.file.name)
