"""Setting the general holidays of a year: what changes, what follows, what is refused."""

import datetime as dt

import pytest

from core.errors import PermissionRefused
from core.models import AuditEntry, GeneralHoliday
from people.roles import Role
from tests.clock import NOW, at
from tests.factories import ReminderRuleFactory, SessionFactory, person_with_role
from training import actions
from training.actions import Holiday
from training.rules import SchedulingRefused

pytestmark = pytest.mark.django_db

NEW_YEAR = Holiday(dt.date(2027, 1, 1), "The first day of January", "一月一日")
LABOUR = Holiday(dt.date(2027, 5, 1), "Labour Day", "勞動節")


@pytest.fixture
def staff():
    return person_with_role(Role.PROGRAMME_STAFF).user


def set_days(by, *holidays, year=2027):
    return actions.set_general_holidays(year=year, holidays=holidays, by=by, now=NOW)


def days(year=2027):
    return list(
        GeneralHoliday.objects.filter(date__year=year).values_list(
            "date", "name_en", "name_zh_hant", "name_zh_hans"
        )
    )


def noted():
    return [entry.details for entry in AuditEntry.objects.order_by("pk")]


def test_a_year_has_the_days_that_were_set_and_no_others(staff):
    for _ in range(2):
        set_days(staff, LABOUR, NEW_YEAR)
    corrected = Holiday(LABOUR.date, "Labour Day", "勞動節翌日")
    set_days(staff, corrected)

    assert days() == [(LABOUR.date, "Labour Day", "勞動節翌日", "劳动节翌日")]
    assert noted() == [
        {"year": 2027, "added": ["2027-01-01", "2027-05-01"], "changed": [], "removed": []},
        {"year": 2027, "added": [], "changed": ["2027-05-01"], "removed": ["2027-01-01"]},
    ]


def test_other_years_stay(staff):
    set_days(staff, NEW_YEAR)

    set_days(staff, Holiday(dt.date(2028, 1, 1), "New Year", "新年"), year=2028)

    assert [day[0] for day in days()] == [NEW_YEAR.date]


def test_a_day_of_another_year_or_told_twice_is_refused(staff):
    with pytest.raises(SchedulingRefused, match="1 January 2027 is no day of 2028"):
        set_days(staff, NEW_YEAR, year=2028)
    with pytest.raises(SchedulingRefused, match="A date is there twice"):
        set_days(staff, NEW_YEAR, NEW_YEAR)

    assert (days(), days(2028)) == ([], [])


@pytest.mark.parametrize("role", [Role.ICAC_STAFF, Role.AUDITOR, Role.ETHICS_OFFICER])
def test_who_does_not_run_all_sessions_sets_no_holidays(role):
    with pytest.raises(PermissionRefused):
        set_days(person_with_role(role).user, NEW_YEAR)


def test_reminders_by_working_days_follow_unless_they_were_sent(staff):
    session = SessionFactory(starts_at=at("2027-01-05"))  # a Tuesday
    waiting, sent, by_days = (
        ReminderRuleFactory(session=session, amount=2, **fields)
        for fields in (
            {"unit": "working_days"},
            {"unit": "working_days", "planned_at": NOW, "at": dt.time(10)},
            {"unit": "days"},
        )
    )
    was = [rule.due_at for rule in (sent, by_days)]

    set_days(staff, NEW_YEAR)

    for rule in (waiting, sent, by_days):
        rule.refresh_from_db()
    # Without the holiday, a Friday, the second working day before was that one.
    assert waiting.due_at == at("2026-12-31", "09:00")
    assert [rule.due_at for rule in (sent, by_days)] == was
