"""The figures of a department's work: each against plain SQL, over a year that has everything."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ethics_officers.figures import FIGURES, Behind, Span
from ethics_officers.models import (
    Activity,
    ActivityReach,
    CentralPriority,
    PlanItem,
    WorkPlan,
)
from people.models import Level
from tests.clock import NOW, at
from tests.ethics_officers.factories import DesignationFactory
from tests.ethics_officers.network_factories import ThematicSessionFactory
from tests.ethics_officers.sql_of_figures import SQL
from tests.factories import (
    DepartmentFactory,
    MeetingFactory,
    PersonFactory,
    PostingFactory,
    SessionFactory,
    UserFactory,
)
from tests.publications.factories import CirculationFactory, RecipientFactory, RoundFactory
from training.models import Attendance, Registration

pytestmark = pytest.mark.django_db

YEAR = (dt.date(2025, 4, 1), dt.date(2026, 4, 1))


def person(*postings, **fields):
    """Somebody with postings: department, level, first day, first day without."""
    made = PersonFactory(posting=None, **fields)
    for department, level, starts_on, ends_on in postings:
        PostingFactory(
            person=made, department=department, level=level, starts_on=starts_on, ends_on=ends_on
        )
    return made


def session(*moments, **fields):
    made = SessionFactory(meeting=None, starts_at=moments[0], **fields)
    for moment in moments:
        MeetingFactory(
            session=made, starts_at=moment, ends_at=moment + dt.timedelta(hours=2), venue=None
        )
    return made


def was_there(who, made, *marks, status="confirmed"):
    cancelled = {"cancelled_at": NOW, "cancelled_by": who.user} if status == "cancelled" else {}
    registration = Registration.objects.create(
        session=made,
        person=who,
        status=status,
        registered_at=NOW,
        registered_by=who.user,
        confirmed_at=NOW,
        **cancelled,
    )
    for meeting, mark in zip(made.meetings.all(), marks, strict=True):
        Attendance.objects.create(
            meeting=meeting,
            registration=registration,
            status=mark,
            marked_at=NOW,
            marked_by=who.user,
        )


def log(department, day, *reach, **fields):
    by = UserFactory()
    activity = Activity.objects.create(
        department=department,
        kind="talk",
        title="A talk",
        happened_on=day,
        logged_at=NOW,
        logged_by=by,
        **fields,
    )
    for level, attendances, persons in reach:
        ActivityReach.objects.create(
            activity=activity, level=level, attendances=attendances, persons=persons
        )


def plan(department, year, status="submitted", **items):
    by = UserFactory()
    made = WorkPlan.objects.create(
        department=department,
        basis="financial",
        year=year,
        starts_on=dt.date(year, 4, 1),
        ends_on=dt.date(year + 1, 4, 1),
        status=status,
        started_at=NOW,
        started_by=by,
    )
    position = 0
    for item_status, number in items.items():
        for _ in range(number):
            position += 1
            closed = {"closed_at": NOW, "closed_by": by} if item_status == "done" else {}
            if item_status == "explained":
                closed = {
                    "explanation": "Done the year before.",
                    "priority": CentralPriority.objects.create(
                        basis="financial",
                        year=year,
                        title_en="Gifts",
                        title_zh_hant="饋贈",
                        title_zh_hans="馈赠",
                        three_a="awareness",
                        kind="talk",
                    ),
                }
            PlanItem.objects.create(
                plan=made,
                position=position,
                three_a="awareness",
                title=f"Item {position}",
                kind="talk",
                starts_on=made.starts_on,
                ends_on=dt.date(year, 5, 1),
                status=item_status,
                **closed,
            )


def circulate(customs, fire, stays, leaves, rises):
    """Three circulations in the year, one of them twice and one that asks to read only."""

    def round_(day, hour="09:00", **fields):
        return RoundFactory(begun_at=at(day, hour), finished_at=at(day, hour), **fields)

    def ask(made, who, department=customs, **steps):
        done = dict.fromkeys(steps.pop("done", ()), made.begun_at)
        RecipientFactory(
            round=made,
            person=who,
            department=department,
            asked_at=made.begun_at,
            due_on=made.begun_at.date() + dt.timedelta(days=10),
            **done,
        )

    read = ("opened_at", "acknowledged_at")
    first = round_("2025-05-02", circulation=CirculationFactory())
    for who, done in ((stays, read), (leaves, ("opened_at",)), (rises, read)):
        ask(first, who, done=done)
    type(first).objects.filter(pk=first.pk).update(closed_at=NOW)
    again = round_("2025-11-03", circulation=first.circulation, number=2, occasion="2025")
    ask(again, stays)
    ask(again, leaves, fire, done=read)
    ask(round_("2025-09-01", circulation__must_acknowledge=False), leaves, done=("opened_at",))
    ask(round_("2025-09-02"), PersonFactory())
    # The day is Hong Kong's.
    for day, hour in (("2025-03-31", "23:59"), ("2026-04-01", "00:00")):
        ask(round_(day, hour), PersonFactory(), done=read)


@pytest.fixture
def customs():
    """A department whose year has everything that must, and must not, count."""
    customs, fire = DepartmentFactory(code="CUSTOMS"), DepartmentFactory(code="FIRE")
    june = dt.date(2025, 6, 1)
    stays = person((customs, Level.JUNIOR, dt.date(2020, 1, 1), None))
    rises = person(
        (customs, Level.RECRUIT, dt.date(2025, 1, 1), june), (customs, Level.JUNIOR, june, None)
    )
    leaves = person(
        (customs, Level.SENIOR, dt.date(2020, 1, 1), june), (fire, Level.SENIOR, june, None)
    )
    arrives = person(
        (fire, Level.MIDDLE, dt.date(2020, 1, 1), june), (customs, Level.MIDDLE, june, None)
    )
    person((customs, Level.JUNIOR, dt.date(2020, 1, 1), None))  # Never trained.
    person((customs, Level.JUNIOR, dt.date(2020, 1, 1), YEAR[1]))  # Still there on the last day.

    two_days = session(at("2025-05-20"), at("2025-05-21"))
    was_there(stays, two_days, "present", "partly")
    was_there(rises, two_days, "present", "absent")
    was_there(leaves, two_days, "excused", "present")
    was_there(arrives, two_days, "present", "present")
    later = session(at("2025-07-01"))
    for who in (stays, rises, leaves):
        was_there(who, later, "present")
    # The day is Hong Kong's: seven in the morning of 1 April is the evening of 31 March in UTC.
    was_there(stays, session(at("2025-04-01", "07:00")), "present")
    was_there(stays, session(at("2026-03-31", "23:00")), "present")
    was_there(stays, session(at("2025-03-31", "23:00")), "present")
    was_there(stays, session(at("2026-04-01", "00:00")), "present")
    was_there(stays, session(at("2025-08-01"), cancelled=True), "present")
    was_there(stays, session(at("2025-08-02")), "present", status="cancelled")
    was_there(rises, session(at("2025-08-03")), "absent")

    log(customs, YEAR[0], (Level.JUNIOR, 30, 25), (Level.SENIOR, 3, 3))
    log(customs, dt.date(2026, 3, 31))
    log(customs, june, (Level.JUNIOR, 99, 99), session=later)
    log(customs, YEAR[1], (Level.JUNIOR, 7, 7))
    log(fire, june, (Level.JUNIOR, 8, 8))
    log(
        customs,
        june,
        (Level.JUNIOR, 9, 9),
        withdrawn_at=NOW,
        withdrawn_by=stays.user,
        withdrawal_reason="Twice.",
    )

    circulate(customs, fire, stays, leaves, rises)

    plan(customs, 2025, planned=2, under_way=1, done=3, dropped=1, explained=1)
    plan(customs, 2024, done=4)
    plan(fire, 2025, status="draft", done=2)

    DesignationFactory(
        department=customs, starts_on=dt.date(2024, 1, 1), ends_on=dt.date(2025, 5, 1)
    )
    officer = DesignationFactory(
        department=customs, starts_on=dt.date(2025, 5, 11), ends_on=dt.date(2026, 3, 30)
    )
    assistant = DesignationFactory(department=customs, capacity="assistant")
    for day in ("2025-05-05", "2025-09-01"):
        thematic = session(at(day))
        ThematicSessionFactory(of=thematic)
        was_there(officer.person, thematic, "present")
    was_there(assistant.person, thematic, "present")
    return customs


SHARES = ("coverage", "share_read")


def by_sql(key, department):
    values = {"department": department.pk, "starts_on": YEAR[0], "ends_on": YEAR[1]}
    with connection.cursor() as cursor:
        cursor.execute(SQL[key], values)
        (value,) = cursor.fetchone()
    return float(value) if isinstance(value, Decimal) else value


def test_every_figure_has_its_recomputation():
    assert set(SQL) == set(FIGURES)


@pytest.mark.parametrize("key", FIGURES)
def test_figure_is_what_plain_sql_counts(customs, key):
    assert FIGURES[key].value(customs, *YEAR) == by_sql(key, customs)


@pytest.mark.parametrize("key", FIGURES)
def test_figure_of_a_department_without_anything_is_nothing(customs, key):
    empty = DepartmentFactory()

    expected = {"coverage": None, "share_read": None, "vacant_days": 365}.get(key, 0)
    assert FIGURES[key].value(empty, *YEAR) == expected


@pytest.mark.parametrize("key", FIGURES)
def test_figure_of_several_departments_at_once_is_that_of_each(customs, key):
    empty = DepartmentFactory()
    figure = FIGURES[key]

    assert figure.by_department([customs, empty], *YEAR) == {
        customs.pk: figure.value(customs, *YEAR),
        empty.pk: figure.value(empty, *YEAR),
    }


@pytest.mark.parametrize("key", FIGURES)
def test_figure_takes_two_statements_at_most_for_any_number_of_departments(customs, key):
    departments = [customs, *DepartmentFactory.create_batch(3)]

    with CaptureQueriesContext(connection) as captured:
        FIGURES[key].by_department(departments, *YEAR)

    assert len(captured) <= 2


@pytest.mark.parametrize("key", [key for key in FIGURES if key not in SHARES])
def test_rows_behind_a_figure_make_up_the_figure(customs, key):
    figure = FIGURES[key]
    rows = list(figure.rows([customs.pk], Span(*YEAR)))

    parts = {"activity_attendances": "attendances", "activity_persons": "persons"}
    if key in parts:
        number = sum(getattr(row, parts[key]) for row in rows)
    elif figure.behind == Behind.VACANCIES:
        number = sum(row["days"] for row in rows)
    else:
        number = len(rows)
    assert number == figure.value(customs, *YEAR) > 0 or key == "persons_trained_middle"


def test_coverage_lists_those_who_completed_a_course_of_those_serving_on_the_last_day(customs):
    figure = FIGURES["coverage"]
    rows = list(figure.rows([customs.pk], Span(*YEAR)))

    serving = customs.postings.current(dt.date(2026, 3, 31)).count()
    assert figure.value(customs, *YEAR) == round(100 * len(rows) / serving, 1)


def test_share_who_read_lists_those_who_did(customs):
    """By hand: four were asked, and three of them have read something."""
    figure = FIGURES["share_read"]
    rows = list(figure.rows([customs.pk], Span(*YEAR)))

    assert figure.value(customs, *YEAR) == 75.0
    assert sorted((row["asked"], row["read"]) for row in rows) == [(1, 1), (2, 1), (2, 1)]


def test_circulations_are_listed_with_whom_they_asked(customs):
    rows = FIGURES["circulations"].rows([customs.pk], Span(*YEAR))

    assert [(row["first"], row["persons"], row["readers"]) for row in rows] == [
        (dt.date(2025, 5, 2), 3, 2),
        (dt.date(2025, 9, 1), 1, 1),
        (dt.date(2025, 9, 2), 1, 0),
    ]


def test_vacancies_are_told_in_spans(customs):
    rows = FIGURES["vacant_days"].rows([customs.pk], Span(*YEAR))

    told = [(row["department"], row["starts_on"], row["last_day"], row["days"]) for row in rows]
    assert told == [
        (customs.pk, dt.date(2025, 5, 1), dt.date(2025, 5, 10), 10),
        (customs.pk, dt.date(2026, 3, 30), dt.date(2026, 3, 31), 2),
    ]


def test_vacancy_of_a_department_that_began_and_ended_in_the_year_counts_its_days_only():
    department = DepartmentFactory(starts_on=dt.date(2025, 5, 1), ends_on=dt.date(2025, 6, 1))
    DesignationFactory(department=department, starts_on=dt.date(2025, 5, 11))

    assert FIGURES["vacant_days"].value(department, *YEAR) == 10
    assert FIGURES["vacant_days"].value(department, dt.date(2025, 7, 1), YEAR[1]) == 0
