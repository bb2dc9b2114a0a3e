"""What plan items reached."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ethics_officers.models import PlanItem, PlanItemSession
from ethics_officers.queries import Reach, Result, plan_reach, plan_rows, results
from tests.clock import NOW, TODAY, at
from tests.ethics_officers.factories import (
    ActivityFactory,
    ActivityReachFactory,
    PlanItemFactory,
    WorkPlanFactory,
)
from tests.factories import DepartmentFactory, PersonFactory, PostingFactory, SessionFactory
from training.models import Attendance, Registration, Session

pytestmark = pytest.mark.django_db

HELD_AT = at("2026-11-10")


def session_for(item, **fields):
    fields = {"status": Session.Status.HELD, "starts_at": HELD_AT, **fields}
    session = SessionFactory(**fields)
    PlanItemSession.objects.create(item=item, session=session)
    return session


def attend(session, department, status="present", person=None, **fields):
    person = person or PersonFactory(posting__department=department)
    registration = Registration.objects.create(
        session=session,
        person=person,
        registered_at=NOW,
        registered_by=person.user,
        **{"status": "confirmed", "confirmed_at": NOW, **fields},
    )
    for meeting in session.meetings.all():
        Attendance.objects.create(
            meeting=meeting,
            registration=registration,
            status=status,
            marked_at=NOW,
            marked_by=person.user,
        )
    return person


def result(item):
    return results([item])[item.pk]


def test_an_item_without_session_or_activity_reached_what_was_told():
    item = PlanItemFactory(told_result=12)

    assert result(item) == Result(told=12)
    assert (result(item).reached, result(item).is_counted) == (12, False)


def test_an_item_that_nothing_is_told_of_has_no_result_yet():
    assert result(PlanItemFactory()).reached is None


def test_a_session_held_counts_who_was_there_for_all_or_a_part_of_it():
    item = PlanItemFactory(told_result=500)
    session = session_for(item)
    for status in ("present", "partly", "excused", "absent"):
        attend(session, item.plan.department, status)

    assert result(item).reached == 2
    assert result(item).is_counted


def test_who_was_at_both_meetings_of_a_session_is_counted_once():
    item = PlanItemFactory()
    session = session_for(item)
    session.meetings.create(starts_at=at("2026-11-11"), ends_at=at("2026-11-11", "12:00"))
    attend(session, item.plan.department)

    assert result(item).reached == 1


def test_a_session_to_come_counts_nothing_yet_but_says_that_it_will():
    item = PlanItemFactory(told_result=500)
    session_for(item, status=Session.Status.PUBLISHED)

    assert (result(item).reached, result(item).is_counted) == (None, True)


def test_guests_from_other_departments_are_not_counted():
    item = PlanItemFactory()
    session = session_for(item)
    attend(session, item.plan.department)
    attend(session, PlanItemFactory().plan.department)

    assert result(item).reached == 1


def test_people_count_for_the_department_of_that_day():
    item = PlanItemFactory()
    moved = attend(session_for(item), item.plan.department)
    moved.postings.update(ends_on=TODAY)
    PostingFactory(person=moved, starts_on=TODAY)

    assert result(item).reached == 1


def test_a_session_for_two_departments_counts_for_each_its_own_people():
    item, other = PlanItemFactory(), PlanItemFactory()
    session = session_for(item)
    PlanItemSession.objects.create(item=other, session=session)
    attend(session, item.plan.department)
    attend(session, other.plan.department)
    attend(session, other.plan.department)

    found = results([item, other])

    assert (found[item.pk].reached, found[other.pk].reached) == (1, 2)


def test_activities_count_their_reach_of_all_levels_but_not_once_withdrawn():
    item = PlanItemFactory()
    activity = ActivityFactory(item=item, department=item.plan.department)
    ActivityReachFactory(activity=activity, level="junior", attendances=40)
    ActivityReachFactory(activity=activity, level="middle", attendances=24)
    ActivityReachFactory(
        activity__item=item,
        activity__withdrawn_at=NOW,
        activity__withdrawn_by=activity.logged_by,
        activity__withdrawal_reason="Logged twice.",
    )

    assert result(item) == Result(activities=1, from_activities=64)


def test_an_activity_that_tells_of_a_session_adds_nothing_to_its_attendance():
    item = PlanItemFactory()
    session = session_for(item)
    attend(session, item.plan.department)
    ActivityReachFactory(activity__item=item, activity__session=session, attendances=40)

    assert result(item) == Result(sessions=1, sessions_held=1, from_sessions=1)


def test_a_session_that_only_the_log_tells_of_counts_all_the_same():
    item = PlanItemFactory()
    session = SessionFactory(status=Session.Status.HELD, starts_at=HELD_AT)
    attend(session, item.plan.department)
    ActivityReachFactory(activity__item=item, activity__session=session, attendances=40)

    assert result(item).reached == 1


def test_sessions_and_activities_add_up():
    item = PlanItemFactory()
    attend(session_for(item), item.plan.department)
    attend(session_for(item, starts_at=HELD_AT + dt.timedelta(days=1)), item.plan.department)
    ActivityReachFactory(activity__item=item, attendances=40)

    assert result(item).reached == 42


def test_it_takes_as_many_statements_for_three_items_as_for_one():
    items = [PlanItemFactory() for _ in range(3)]
    for item in items:
        attend(session_for(item), item.plan.department)
        ActivityReachFactory(activity__item=item)

    def statements(of):
        with CaptureQueriesContext(connection) as captured:
            results(of)
        return len(captured)

    assert statements(items) == statements(items[:1]) == 5


# Whom the items of a plan reached together -------------------------------------------------------


def test_a_plan_counts_attendances_and_persons_apart():
    """By hand: Ada is at both talks, Ben at the first, Cy at the workshop that serves two items.

    Attendances: 2 at the first talk, 1 at the second, 1 at the workshop, 40 in the log, 12 told:
    56. Persons: Ada, Ben and Cy: 3; the log tells of 30 more without names.
    """
    plan = WorkPlanFactory()
    customs = plan.department
    talks, workshops, quiz, posters, dropped = (
        PlanItemFactory(plan=plan, title=title)
        for title in ("Talks", "Workshops", "Quiz", "Posters", "Dropped")
    )
    first, second, workshop = session_for(talks), session_for(talks), session_for(workshops)
    ada = attend(first, customs)
    attend(first, customs, "partly")
    attend(first, customs, "absent")
    attend(first, DepartmentFactory())
    attend(second, customs, person=ada)
    PlanItemSession.objects.create(item=talks, session=workshop)
    attend(workshop, customs)
    attend(session_for(talks, status=Session.Status.PUBLISHED), customs)
    ActivityReachFactory(activity__item=quiz, attendances=40, persons=30)
    PlanItem.objects.filter(pk=posters.pk).update(told_result=12)
    ActivityReachFactory(activity__item=dropped, attendances=500, persons=500)
    PlanItem.objects.filter(pk=dropped.pk).update(status=PlanItem.Status.DROPPED)

    rows = plan_rows(plan.items.select_related("plan"), TODAY)

    assert plan_reach(rows, customs) == Reach(attendances=56, persons=3, persons_in_log=30)


def test_a_plan_that_reached_nobody_says_nought():
    plan = PlanItemFactory().plan

    rows = plan_rows(plan.items.select_related("plan"), TODAY)

    assert plan_reach(rows, plan.department) == Reach(attendances=0, persons=0, persons_in_log=0)
