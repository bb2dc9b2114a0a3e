"""How departments stand by the six signals of oversight."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ethics_officers.models import PlanItemSession
from ethics_officers.queries import coverage, signals_raised, standings
from ethics_officers.rules import Signal
from tests.clock import NOW, TODAY, at
from tests.ethics_officers.factories import (
    ActivityFactory,
    DesignationFactory,
    PlanItemFactory,
    WorkPlanFactory,
)
from tests.ethics_officers.standing import DAY, annual_return, strategy, trained
from tests.factories import (
    DepartmentFactory,
    PersonFactory,
    PostingFactory,
    SessionFactory,
    UserFactory,
)
from training.models import Session

pytestmark = pytest.mark.django_db

LONG_SINCE = NOW - dt.timedelta(days=91)
NOT_LONG_SINCE = NOW - dt.timedelta(days=90)


@pytest.fixture
def department():
    return DepartmentFactory()


def state(department, signal, day=TODAY):
    found = {standing.pk: standing for standing in standings(day)}
    return found[department.pk].state(Signal(signal))


# No Ethics Officer -----------------------------------------------------------------------------


def test_a_department_without_an_officer_on_the_day_is_vacant(department):
    DesignationFactory(department=department, capacity="assistant")
    DesignationFactory(department=department, ends_on=TODAY)
    DesignationFactory(department=department, starts_on=TODAY + DAY)

    assert state(department, "officer") == "vacant"


def test_an_officer_is_in_post_from_the_first_day_to_the_last(department):
    DesignationFactory(department=department, starts_on=TODAY, ends_on=TODAY + 2 * DAY)

    days = [TODAY - DAY, TODAY, TODAY + DAY, TODAY + 2 * DAY]

    assert [state(department, "officer", day) for day in days] == [
        "vacant",
        "in_post",
        "in_post",
        "vacant",
    ]


# No strategy -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("endorsed", "in_force"),
        ("submitted", "with_head"),
        ("draft", "no_strategy"),
        ("superseded", "no_strategy"),
    ],
)
def test_a_strategy_is_in_force_once_it_is_endorsed(department, status, expected):
    strategy(department, status)

    assert state(department, "strategy") == expected


def test_a_strategy_of_other_days_is_not_in_force(department):
    strategy(department, starts_on=TODAY - DAY, ends_on=TODAY)
    strategy(department, starts_on=TODAY + DAY, ends_on=TODAY + 2 * DAY)

    assert state(department, "strategy") == "no_strategy"


# No plan ---------------------------------------------------------------------------------------


def test_a_draft_of_a_plan_is_not_handed_in(department):
    WorkPlanFactory(department=department)

    assert state(department, "plan") == "no_plan"


def test_a_plan_handed_in_is_told_by_its_status(department):
    endorsed = WorkPlanFactory(department=department, endorsed=True)
    submitted = WorkPlanFactory(submitted=True)
    returned = WorkPlanFactory(status="returned")

    plans = [endorsed, submitted, returned]

    assert [state(plan.department, "plan") for plan in plans] == [
        "endorsed",
        "submitted",
        "returned",
    ]


def test_a_plan_of_another_year_is_none_of_this_year(department):
    WorkPlanFactory(department=department, endorsed=True, year=2025)

    assert state(department, "plan") == "no_plan"


# Late return -----------------------------------------------------------------------------------


def test_a_return_is_late_from_the_day_after_it_is_due(department):
    annual_return(department, due_on=TODAY)

    assert state(department, "return") == "due"
    assert state(department, "return", TODAY + DAY) == "late"


def test_a_return_reopened_is_late_when_its_day_is_over(department):
    annual_return(department, "reopened", due_on=TODAY - DAY)

    assert state(department, "return") == "late"


def test_a_return_filed_is_not_late_but_an_older_one_may_be(department):
    annual_return(department, "filed", due_on=TODAY - DAY)
    assert state(department, "return") == "filed"

    annual_return(department, due_on=TODAY - 300 * DAY, year=2024)
    assert state(department, "return") == "late"


def test_a_department_that_was_asked_for_no_return_is_not_late(department):
    assert state(department, "return") == "not_asked"


# Plan stalled ----------------------------------------------------------------------------------


@pytest.fixture
def item(department):
    plan = WorkPlanFactory(department=department, endorsed=True)
    return PlanItemFactory(plan=plan, starts_on=dt.date(2026, 6, 1))


def test_an_endorsed_plan_with_an_open_item_in_which_nothing_moved_is_stalled(department, item):
    assert state(department, "stalled") == "stalled"


def test_a_plan_is_not_stalled_before_its_items_have_begun_for_long(department, item):
    item.starts_on = NOT_LONG_SINCE.date() + DAY
    item.save()

    assert state(department, "stalled") == "moving"


@pytest.mark.parametrize(("logged_at", "expected"), [(LONG_SINCE, 1), (NOT_LONG_SINCE, 0)])
def test_an_activity_logged_for_an_item_moves_the_plan(department, item, logged_at, expected):
    ActivityFactory(department=department, item=item, logged_at=logged_at)

    assert signals_raised(standings(TODAY))["stalled"] == expected


def test_an_activity_withdrawn_moves_nothing(department, item):
    ActivityFactory(
        department=department,
        item=item,
        withdrawn_at=NOW,
        withdrawn_by=UserFactory(),
        withdrawal_reason="Logged twice.",
    )

    assert state(department, "stalled") == "stalled"


@pytest.mark.parametrize(("closed_at", "expected"), [(LONG_SINCE, 1), (NOT_LONG_SINCE, 0)])
def test_an_item_closed_moves_the_plan(department, item, closed_at, expected):
    PlanItemFactory(plan=item.plan, status="done", closed_at=closed_at, closed_by=UserFactory())

    assert signals_raised(standings(TODAY))["stalled"] == expected


def test_a_session_held_moves_the_plan_and_one_to_come_does_not(department, item):
    coming = SessionFactory()
    PlanItemSession.objects.create(item=item, session=coming)
    assert state(department, "stalled") == "stalled"

    held = SessionFactory(status=Session.Status.HELD, starts_at=at("2026-11-10"))
    PlanItemSession.objects.create(item=item, session=held)
    assert state(department, "stalled") == "moving"


def test_a_plan_that_is_not_endorsed_can_not_stall():
    item = PlanItemFactory(plan=WorkPlanFactory(submitted=True), starts_on=dt.date(2026, 6, 1))

    assert state(item.plan.department, "stalled") == "not_begun"


# Coverage gap ----------------------------------------------------------------------------------


def test_coverage_is_the_share_of_those_serving_who_completed_a_course_within_a_year(department):
    PersonFactory(posting__department=department)
    trained(department, at("2025-11-22"))  # a day too early
    trained(department, at("2025-11-23"))
    twice = trained(department, NOW)
    trained(department, at("2026-10-01"), person=twice)

    assert coverage(TODAY)[department.pk] == 50.0


def test_coverage_counts_whoever_came_in_part_and_nobody_who_did_not_come(department):
    trained(department, at("2026-10-01"), "partly")
    trained(department, at("2026-10-01"), "absent")
    trained(department, at("2026-10-01"), "excused")
    trained(department, at("2026-10-01"), cancelled=True)

    assert coverage(TODAY)[department.pk] == 25.0


def test_coverage_counts_those_who_serve_in_the_department_now_wherever_they_completed(department):
    moved = trained(department, at("2026-10-01"))
    posting = moved.postings.get()
    posting.ends_on = dt.date(2026, 11, 1)
    posting.save()
    elsewhere = PostingFactory(person=moved, starts_on=dt.date(2026, 11, 1)).department
    PersonFactory(posting__department=department)

    found = coverage(TODAY)

    assert (found[department.pk], found[elsewhere.pk]) == (0.0, 100.0)


def test_coverage_is_a_gap_under_the_share_asked_and_not_on_it(department, settings):
    trained(department, at("2026-10-01"))
    PersonFactory(posting__department=department)

    settings.COVERAGE_ASKED = 50
    assert state(department, "coverage") == "enough"

    settings.COVERAGE_ASKED = 51
    assert state(department, "coverage") == "too_few"


def test_coverage_of_a_department_where_nobody_serves_is_no_gap(department):
    assert state(department, "coverage") == "nobody"


# All together ----------------------------------------------------------------------------------


def test_signals_raised_are_counted_for_each_department_and_over_all(department):
    other = DepartmentFactory()
    annual_return(department, due_on=TODAY - DAY)
    DesignationFactory(department=other)
    strategy(other)

    found = standings(TODAY)

    raised = {standing.pk: standing.raised for standing in found}
    # Without officer, strategy, plan and with a late return; the other lacks a plan, and coverage.
    assert (raised[department.pk], raised[other.pk]) == (4, 2)
    assert signals_raised(found) == {
        "officer": 1,
        "strategy": 1,
        "plan": 2,
        "return": 1,
        "coverage": 1,
    }


def test_a_department_that_ended_is_not_shown():
    gone = DepartmentFactory(ends_on=TODAY)

    assert gone.pk in {standing.pk for standing in standings(TODAY - DAY)}
    assert gone.pk not in {standing.pk for standing in standings(TODAY)}


def test_reading_takes_eleven_statements_however_many_departments():
    def statements():
        with CaptureQueriesContext(connection) as captured:
            standings(TODAY)
        return len(captured)

    trained(DepartmentFactory(), at("2026-10-01"))
    assert statements() == 11

    for _ in range(3):
        department = DepartmentFactory()
        trained(department, at("2026-10-01"))
        PlanItemFactory(plan=WorkPlanFactory(department=department, endorsed=True))
    assert statements() == 11


# Written apart from the queries above, so that a slip in those is seen.
IN_PLAIN_SQL = """
    SELECT department.id,
        NOT EXISTS (
            SELECT FROM ethics_officers_designation AS held
            WHERE held.department_id = department.id AND held.capacity = 'officer'
                AND held.starts_on <= %(day)s AND coalesce(held.ends_on > %(day)s, true)
        ),
        NOT EXISTS (
            SELECT FROM ethics_officers_strategyversion AS version
            JOIN ethics_officers_strategy AS strategy ON strategy.id = version.strategy_id
            WHERE strategy.department_id = department.id AND version.status = 'endorsed'
                AND strategy.starts_on <= %(day)s AND strategy.ends_on > %(day)s
        ),
        NOT EXISTS (
            SELECT FROM ethics_officers_workplan AS plan
            WHERE plan.department_id = department.id AND plan.status <> 'draft'
                AND plan.starts_on <= %(day)s AND plan.ends_on > %(day)s
        ),
        EXISTS (
            SELECT FROM ethics_officers_annualreturn AS asked
            WHERE asked.department_id = department.id AND asked.status <> 'filed'
                AND asked.due_on < %(day)s
        ),
        EXISTS (
            SELECT FROM ethics_officers_workplan AS plan
            JOIN ethics_officers_planitem AS item ON item.plan_id = plan.id
            WHERE plan.department_id = department.id AND plan.status = 'endorsed'
                AND plan.starts_on <= %(day)s AND plan.ends_on > %(day)s
            GROUP BY plan.id
            HAVING bool_or(
                item.status IN ('planned', 'under_way') AND item.starts_on <= %(day)s - 90
            ) AND NOT bool_or(
                coalesce(
                    (item.closed_at AT TIME ZONE 'Asia/Hong_Kong')::date >= %(day)s - 90, false
                )
                OR EXISTS (
                    SELECT FROM ethics_officers_activity AS activity
                    WHERE activity.item_id = item.id AND activity.withdrawn_at IS NULL
                        AND (activity.logged_at AT TIME ZONE 'Asia/Hong_Kong')::date
                            >= %(day)s - 90
                )
                OR EXISTS (
                    SELECT FROM ethics_officers_planitemsession AS link
                    JOIN training_session AS session ON session.id = link.session_id
                    WHERE link.item_id = item.id AND session.status = 'held'
                        AND (session.starts_at AT TIME ZONE 'Asia/Hong_Kong')::date
                            >= %(day)s - 90
                )
            )
        ),
        coalesce((
            SELECT 100.0 * count(*) FILTER (WHERE EXISTS (
                SELECT FROM training_attendance AS attendance
                JOIN training_registration AS place ON place.id = attendance.registration_id
                JOIN training_meeting AS meeting ON meeting.id = attendance.meeting_id
                JOIN training_session AS session ON session.id = meeting.session_id
                JOIN people_posting AS posting_then ON posting_then.person_id = place.person_id
                WHERE place.person_id = serving.person_id AND place.status = 'confirmed'
                    AND attendance.status IN ('present', 'partly')
                    AND session.status <> 'cancelled'
                    AND posting_then.department_id = department.id
                    AND (meeting.starts_at AT TIME ZONE 'Asia/Hong_Kong')::date
                        BETWEEN greatest(posting_then.starts_on, %(day)s - 364)
                        AND least(posting_then.ends_on - 1, %(day)s)
            )) / nullif(count(*), 0)
            FROM people_posting AS serving
            WHERE serving.department_id = department.id AND serving.starts_on <= %(day)s
                AND coalesce(serving.ends_on > %(day)s, true)
        ) < %(asked)s, false)
    FROM people_department AS department
    WHERE department.starts_on <= %(day)s AND coalesce(department.ends_on > %(day)s, true)
"""


def in_plain_sql(day, asked):
    with connection.cursor() as cursor:
        cursor.execute(IN_PLAIN_SQL, {"day": day, "asked": asked})
        return {pk: tuple(signals) for pk, *signals in cursor.fetchall()}


def as_shown(day):
    return {
        standing.pk: tuple(standing.is_raised(signal) for signal in Signal)
        for standing in standings(day)
    }


def test_signals_are_those_of_plain_sql(department, item, settings):
    settings.COVERAGE_ASKED = 50
    for status in ("endorsed", "draft", "submitted"):
        strategy(DepartmentFactory(), status)
    for due_on in (TODAY - DAY, TODAY, TODAY + DAY):
        annual_return(DepartmentFactory(), due_on=due_on)
    for day in ("2025-11-22", "2025-11-23", "2026-11-22"):
        department_of_day = DepartmentFactory()
        trained(department_of_day, at(day))
        PersonFactory(posting__department=department_of_day)
    moving = PlanItemFactory(plan=WorkPlanFactory(endorsed=True), starts_on=dt.date(2026, 6, 1))
    ActivityFactory(department=moving.plan.department, item=moving)
    DesignationFactory(starts_on=TODAY)
    DesignationFactory(ends_on=TODAY)

    shown = as_shown(TODAY)

    assert shown == in_plain_sql(TODAY, asked=50)
    assert as_shown(TODAY + DAY) == in_plain_sql(TODAY + DAY, asked=50)
    # Each signal is raised somewhere, and somewhere not.
    assert [set(signal) for signal in zip(*shown.values(), strict=True)] == [{True, False}] * 6
