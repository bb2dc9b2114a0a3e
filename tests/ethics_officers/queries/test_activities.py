"""Reads of the activity log: figures, likenesses, and what a form offers."""

import datetime as dt

import pytest

from ethics_officers import queries
from ethics_officers.models import Activity, PlanItem, PlanItemSession
from tests.clock import NOW, TODAY, at
from tests.ethics_officers.factories import (
    ActivityFactory,
    ActivityReachFactory,
    EvidenceFactory,
    PlanItemFactory,
    TalkRequestFactory,
)
from tests.factories import (
    DepartmentFactory,
    MeetingFactory,
    PersonFactory,
    SessionFactory,
    TopicFactory,
    UserFactory,
)
from training.models import Attendance, Registration, Session

pytestmark = pytest.mark.django_db

HELD_ON = dt.date(2026, 11, 10)


@pytest.fixture
def department():
    return DepartmentFactory()


def held(**fields):
    return SessionFactory(status=Session.Status.HELD, starts_at=at("2026-11-10"), **fields)


def attend(session, department, status="present"):
    person = PersonFactory(posting__department=department)
    registration = Registration.objects.create(
        session=session, person=person, status="confirmed",
        registered_at=NOW, registered_by=person.user, confirmed_at=NOW,
    )  # fmt: skip
    for meeting in session.meetings.all():
        Attendance.objects.create(
            meeting=meeting, registration=registration, status=status,
            marked_at=NOW, marked_by=person.user,
        )  # fmt: skip
    return person


def figures(activity):
    found = queries.with_figures(Activity.objects.filter(pk=activity.pk)).get()
    return found.attendances, found.persons, found.files


def test_activity_has_the_figures_of_all_its_levels():
    activity = ActivityFactory()
    ActivityReachFactory(activity=activity, level="junior", attendances=64, persons=60)
    ActivityReachFactory(activity=activity, level="middle", attendances=3, persons=3)
    EvidenceFactory.create_batch(2, activity=activity)
    EvidenceFactory(activity=activity, removed_at=NOW, removed_by=UserFactory())

    assert figures(activity) == (67, 63, 2)


def test_activity_without_figures_has_none():
    assert figures(ActivityFactory()) == (0, 0, 0)


def test_activity_that_tells_of_a_session_has_the_figures_of_its_attendance(department):
    session = held()
    MeetingFactory(session=session, starts_at=at("2026-11-11"), ends_at=at("2026-11-11", "12:00"))
    activity = ActivityFactory(department=department, session=session, happened_on=HELD_ON)
    attend(session, department)
    attend(session, department, "partly")
    attend(session, department, "absent")
    attend(session, DepartmentFactory())

    assert figures(activity) == (4, 2, 0)


def test_attendance_counts_for_the_department_of_that_day(department):
    session = held()
    activity = ActivityFactory(department=department, session=session, happened_on=HELD_ON)
    person = attend(session, department)
    person.postings.update(ends_on=HELD_ON)

    assert figures(activity) == (0, 0, 0)


def test_latest_are_the_last_five_that_stand(department):
    for day in range(1, 8):
        ActivityFactory(department=department, happened_on=dt.date(2026, 11, day))
    ActivityFactory()
    ActivityFactory(
        department=department, happened_on=TODAY,
        withdrawn_at=NOW, withdrawn_by=UserFactory(), withdrawal_reason="x",
    )  # fmt: skip

    days = [each.happened_on.day for each in queries.latest(department)]

    assert days == [7, 6, 5, 4, 3]


def test_last_kind_is_that_of_the_same_user_and_department(department):
    user = UserFactory()
    assert queries.last_kind(department, user) == "talk"

    ActivityFactory(department=department, logged_by=user, kind="quiz")
    ActivityFactory(department=department, kind="survey")
    ActivityFactory(logged_by=user, kind="poster")

    assert queries.last_kind(department, user) == "quiz"


def test_items_of_these_months_come_first_and_dropped_ones_not_at_all(department):
    plan = {"plan__department": department, "plan__year": 2026}
    later = PlanItemFactory(**plan, starts_on=dt.date(2027, 1, 1), ends_on=dt.date(2027, 4, 1))
    options = {"plan": later.plan}
    now = PlanItemFactory(**options)
    done = PlanItemFactory(
        **options, status=PlanItem.Status.DONE, closed_at=NOW, closed_by=UserFactory()
    )
    PlanItemFactory(**options, status=PlanItem.Status.DROPPED)
    PlanItemFactory()

    found = queries.items_to_serve(department, TODAY)

    assert list(found) == [now, done, later]
    assert [each.is_not_now for each in found] == [0, 1, 1]


# Likenesses --------------------------------------------------------------------------------------


def like(department, title="Conflict of interest for supervisors", **options):
    return queries.likeness(
        department, **{"day": HELD_ON, "today": TODAY, "title": title, **options}
    )


@pytest.mark.parametrize("title", ["Conflict of interest for supervisors", "督導人員利益衝突"])
def test_session_of_the_departments_people_is_recognised_by_its_title(department, title):
    session = held()
    attend(session, department)
    attend(session, department, "absent")

    found = like(department, title)

    assert found.sessions == [session]
    assert (found.sessions[0].attendances, found.sessions[0].persons) == (1, 1)


def test_session_is_recognised_by_its_topic(department):
    topic = TopicFactory()
    session = held()
    session.course.topics.add(topic)
    attend(session, department)

    assert like(department, "Kwai Chung").sessions == []
    assert like(department, "Kwai Chung", topic=topic).sessions == [session]


@pytest.mark.parametrize(("days", "count"), [(-4, 0), (-3, 1), (3, 1), (4, 0)])
def test_session_is_recognised_on_the_days_about_it(department, days, count):
    attend(held(), department)

    assert len(like(department, day=HELD_ON + dt.timedelta(days=days)).sessions) == count


def test_session_yet_to_come_is_not_recognised(department):
    attend(held(), department)

    assert like(department, today=HELD_ON - dt.timedelta(days=1)).sessions == []
    assert len(like(department, today=HELD_ON).sessions) == 1


def test_session_of_other_departments_or_of_no_title_alike_is_not(department):
    attend(held(), DepartmentFactory())
    attend(held(title_en="Outside work", title_zh_hant="外間工作"), department)

    assert like(department).sessions == []


def test_session_asked_for_or_planned_is_recognised_before_anybody_registers(department):
    asked, planned = held(), held()
    item = PlanItemFactory(plan__department=department)
    TalkRequestFactory(department=department, item=item, status="accepted", session=asked)
    PlanItemSession.objects.create(item=item, session=planned)

    assert like(department).sessions == [asked, planned]


def test_session_that_the_log_tells_of_already_is_offered_no_more(department):
    session = held()
    attend(session, department)
    ActivityFactory(department=department, session=session, title="Other", happened_on=HELD_ON)

    assert like(department).sessions == []


def test_activity_of_the_same_day_with_a_title_alike_is_recognised(department):
    title = "Talk at Kwai Chung Customhouse"
    same = ActivityFactory(department=department, title=title, happened_on=HELD_ON)
    same.search_text = same.searchable()
    same.save()
    for other in ({"happened_on": TODAY}, {"title": "Quiz"}, {"department": DepartmentFactory()}):
        row = ActivityFactory(
            **{"department": department, "title": title, "happened_on": HELD_ON, **other}
        )
        row.search_text = row.searchable()
        row.save()

    assert like(department, "Kwai Chung Customhouse talk").activities == [same]


def test_draft_or_cancelled_session_is_not_recognised(department):
    for trait in ("draft", "cancelled"):
        session = SessionFactory(**{trait: True}, starts_at=at("2026-11-10"))
        attend(session, department)

    assert not like(department)
