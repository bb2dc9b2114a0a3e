"""Copies of sessions, and series of them."""

import datetime as dt
import uuid

import pytest

from core.days import day_of
from core.errors import PermissionRefused
from people.models import EmploymentKind, Level
from people.roles import Role
from tests.clock import NOW, at
from tests.factories import DepartmentFactory, PersonFactory, SpeakerFactory, person_with_role
from tests.training.actions.plans import meeting_plan, plan
from training import actions
from training.models import DaysBefore, Session

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return person_with_role(Role.PROGRAMME_STAFF).user


@pytest.fixture
def original(staff):
    """Two meetings, deadlines of both kinds, a narrow audience, and somebody in it."""
    asked = plan(
        meetings=[
            meeting_plan("2026-12-01", speakers=[SpeakerFactory()]),
            meeting_plan("2026-12-03", "14:00", "16:00", link="https://meet.gov.example/1"),
        ],
        minimum=5,
        opens_at=at("2026-11-01", "09:00"),
        closes_at=DaysBefore(2, dt.time(17, 0)),
        cancel_by=DaysBefore(1, dt.time(12, 0)),
        levels=[Level.MIDDLE],
        departments=[DepartmentFactory()],
        roles=[Role.ETHICS_OFFICER],
        employment_kinds=[EmploymentKind.PERMANENT],
    )
    session = actions.create_session(plan=asked, by=staff, now=NOW)
    session.reminder_rules.filter(amount=7).update(amount=3, planned_at=NOW)
    return session


def test_a_copy_is_a_draft_like_the_original_but_for_people_and_days(staff, original):
    copied = actions.copy_session(
        session_id=original.pk, day=dt.date(2027, 1, 5), by=staff, now=NOW
    )

    copied.refresh_from_db()
    assert (copied.status, copied.owner) == (Session.Status.DRAFT, staff)
    assert copied.calendar_uid != original.calendar_uid
    same = ("course", "kind", "title_en", "title_zh_hans", "language", "capacity", "minimum")
    assert [getattr(copied, name) for name in same] == [getattr(original, name) for name in same]
    first, second = copied.meetings.all()
    assert (first.starts_at, first.ends_at) == (at("2027-01-05"), at("2027-01-05", "12:30"))
    assert (second.starts_at, second.link) == (
        at("2027-01-07", "14:00"),
        "https://meet.gov.example/1",
    )
    assert first.speakers.get() == original.meetings.first().speakers.get()


def test_a_copy_works_its_deadlines_and_reminders_out_from_its_own_start(staff, original):
    copied = actions.copy_session(
        session_id=original.pk, day=dt.date(2027, 1, 5), by=staff, now=NOW
    )

    assert copied.opens_at == at("2026-12-06", "09:00")
    assert (copied.closes_at, copied.closes) == (at("2027-01-03", "17:00"), original.closes)
    assert copied.cancel_by == at("2027-01-04", "12:00")
    reminders = copied.reminder_rules.values_list("unit", "amount", "due_at", "planned_at")
    assert list(reminders) == [
        ("days", 3, at("2027-01-02", "09:00"), None),
        ("working_days", 1, at("2027-01-04", "09:00"), None),
    ]


def test_a_copy_has_the_reminders_in_force_with_their_readers_and_what_becomes_of_late_ones(
    staff, original
):
    original.reminder_rules.filter(amount=3).update(readers="live", if_late="send", armed_at=NOW)
    original.reminder_rules.filter(amount=1).update(ended_at=NOW, ended_by=staff)

    copied = actions.copy_session(
        session_id=original.pk, day=dt.date(2027, 1, 5), by=staff, now=NOW
    )

    standing = copied.reminder_rules.values_list("amount", "readers", "if_late", "armed_at")
    assert list(standing) == [(3, "live", "send", None)]


def test_a_copy_is_for_the_same_audience_but_has_one_of_its_own(staff, original):
    copied = actions.copy_session(
        session_id=original.pk, day=dt.date(2027, 1, 5), by=staff, now=NOW
    )

    theirs, ours = original.audience, copied.audience
    assert theirs.pk != ours.pk
    for name in ("levels", "roles", "employment_kinds"):
        assert getattr(ours, name) == getattr(theirs, name)
    assert list(ours.departments.all()) == list(theirs.departments.all())


def test_a_series_is_drafted_on_each_day_once(staff, original):
    days = [dt.date(2027, 1, 12), dt.date(2027, 1, 5), dt.date(2027, 1, 5)]

    series = actions.create_series(session_id=original.pk, days=days, by=staff, now=NOW)

    assert [session.starts_at for session in series] == [at("2027-01-05"), at("2027-01-12")]
    assert {session.status for session in series} == {Session.Status.DRAFT}


def test_a_series_is_drafted_whole_or_not_at_all(staff, original):
    before = Session.objects.count()

    with pytest.raises(OverflowError):
        actions.create_series(
            session_id=original.pk,
            days=[dt.date(2027, 1, 5), dt.date.max],
            by=staff,
            now=NOW,
        )

    assert Session.objects.count() == before


def test_copies_and_series_are_refused_to_those_who_do_not_run_sessions(original):
    stranger = PersonFactory().user

    with pytest.raises(PermissionRefused):
        actions.copy_session(session_id=original.pk, day=NOW.date(), by=stranger, now=NOW)
    with pytest.raises(PermissionRefused):
        actions.create_series(session_id=original.pk, days=[], by=stranger, now=NOW)


def test_a_form_sent_twice_copies_once_and_repeats_once(staff, original):
    key = uuid.uuid4()
    days = [dt.date(2026, 12, 8), dt.date(2026, 12, 15)]
    asked = {"session_id": original.pk, "by": staff, "now": NOW, "key": key}

    copies = [actions.copy_session(day=days[0], **asked) for _ in range(2)]
    series = [actions.create_series(days=days, **asked) for _ in range(2)]

    assert copies[0] == copies[1]
    assert series[0] == series[1]
    assert [day_of(session.starts_at) for session in series[1]] == days
    assert Session.objects.count() == 1 + len(days)
