"""The sample: the same for everybody, whole, and never where real people could be."""

import datetime as dt
from collections import Counter
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Count, Q

from core.days import day_of, is_working_day
from core.models import AuditEntry, GeneralHoliday
from ethics_officers.models import (
    Activity,
    AnnualReturn,
    Designation,
    Evidence,
    FiledReturn,
    GoodPracticeComment,
    PlanItemSession,
    StrategyVersion,
    TalkRequest,
)
from integrity.sample import loading, people, timetable
from integrity.sample.data.cast import CAST
from notifications.models import Message
from people.models import Department, Level, Person, Posting, RoleAssignment, User
from people.queries import sample_people
from people.roles import Role
from publications.models import Circulation, Recipient
from publications.queries.circulations import to_read
from reporting.models import CoverageCount, Document, KeptPeriod
from tests.clock import NOW, TODAY
from training.models import (
    Attendance,
    Course,
    Engagement,
    Meeting,
    Mode,
    Registration,
    ReminderRule,
    Session,
    SessionNote,
    Venue,
    mode_of,
)

TINY = 260
# From here on sessions are those of the timetable around today; before it, those of the past.
SINCE = NOW - dt.timedelta(days=timetable.DAYS_BACK + 1)


def load(size=TINY):
    loading.load(size=size, now=NOW, progress=lambda done, total: None)


@pytest.fixture(scope="module")
def _loaded(django_db_setup, django_db_blocker):
    """The sample, loaded once; each test looks at it, and changes it, in a savepoint."""
    block = transaction.atomic()
    block._from_testcase = True  # As in Django's tests: what is durable may stand inside.
    with django_db_blocker.unblock(), block:
        load()
        connection.check_constraints()  # Once: what is pending, each test would check again.
        yield
        transaction.set_rollback(True)


@pytest.fixture
def sample(_loaded, db):
    """Everything there is after loading the smallest sample that has all it should."""


def everything():
    """Count the rows of every table that a sample fills."""
    models = (
        AnnualReturn,
        Attendance,
        AuditEntry,
        Circulation,
        Course,
        Department,
        Designation,
        Document,
        EmailAddress,
        Engagement,
        FiledReturn,
        Meeting,
        Message,
        Person,
        Posting,
        Recipient,
        Registration,
        RoleAssignment,
        Session,
        SessionNote,
        User,
        Venue,
    )
    return {model.__name__: model.objects.count() for model in models}


def who():
    return list(
        Posting.objects.order_by("person__user__email", "starts_on").values_list(
            "person__user__email",
            "person__name_en",
            "person__name_zh",
            "person__user__language",
            "department__code",
            "rank",
            "pay_point",
            "level",
            "starts_on",
            "ends_on",
        )
    )


# Loading ---------------------------------------------------------------------------------------


def test_loading_again_changes_nothing(sample):
    before = everything()

    load()

    assert everything() == before


def test_loading_more_keeps_who_was_there_and_adds_the_rest(sample):
    before = set(who())

    load(TINY + 40)

    assert before <= set(who())
    assert Person.objects.count() == TINY + 40


# People ----------------------------------------------------------------------------------------


def test_sample_has_the_people_asked_for_each_in_one_post_and_with_an_account(sample):
    assert Person.objects.count() == TINY
    assert Person.objects.in_post(TODAY).count() == TINY
    assert User.objects.filter(is_sample=True, person__isnull=False).count() == TINY
    assert not any(user.has_usable_password() for user in User.objects.all()[:20])


def test_sample_is_spread_by_strength_and_leaves_no_department_empty(sample):
    sizes = Counter(Posting.objects.current(TODAY).values_list("department__code", flat=True))

    assert len(sizes) == 81
    assert sizes.most_common(1)[0][0] == "HKPF"
    assert min(sizes.values()) == people.FEWEST_IN_A_BODY


def test_sample_names_match_in_both_scripts_and_in_the_address(sample):
    person = Person.objects.get(user__email__startswith="siu-ming.chan@")

    assert (person.name_en, person.name_zh) == ("CHAN Siu-ming", "陳小明")
    for other in Person.objects.exclude(name_zh__regex="^.{4,}").select_related("user")[:50]:
        surname, given = other.name_en.split(" ", 1)
        assert other.user.email.startswith(f"{given}.{surname}".lower())
        assert len(other.name_zh) == 3


def test_sample_has_recruits_on_probation_at_that_level_and_no_others(sample):
    recruits = Posting.objects.filter(level=Level.RECRUIT)

    assert recruits.count() > 0
    assert set(recruits.values_list("employment_kind", flat=True)) == {"probation"}
    assert not Posting.objects.exclude(level="recruit").filter(employment_kind="probation").exists()


def test_sample_people_read_in_three_languages_most_of_them_traditional_chinese(sample):
    languages = Counter(User.objects.values_list("language", flat=True))

    assert [language for language, _ in languages.most_common()] == ["zh-hant", "en", "zh-hans"]


def test_sample_offers_the_cast_to_sign_in_as_one_for_each_role(sample):
    offered = sample_people(TODAY)

    assert [each.role for each in offered] == list(Role)
    assert [each.person.user.email for each in offered] == [part.email for part in CAST]


def test_those_with_roles_have_a_verified_address(sample):
    without = User.objects.filter(role_assignments__isnull=False).exclude(
        emailaddress__verified=True, emailaddress__primary=True
    )

    assert EmailAddress.objects.count() > 81
    assert not without.exists()


def test_all_departments_but_two_have_an_ethics_officer(sample):
    current = Designation.objects.current(TODAY)
    filled = current.officers().values("department")

    vacant = Department.objects.exclude(pk__in=filled)

    assert sorted(vacant.values_list("code", flat=True)) == ["LR", "SCIOCS"]
    assert Designation.objects.get(department__code="LR", capacity="officer").ends_on == (
        TODAY - dt.timedelta(days=34)
    )
    assert current.filter(capacity="assistant").count() > 10


# Training --------------------------------------------------------------------------------------


def test_sample_sessions_stand_in_every_state(sample):
    scheduled = Session.objects.filter(talk_request=None, starts_at__gt=SINCE)
    assert Counter(scheduled.values_list("status", flat=True)) == {
        "held": 24,
        "published": 31,
        "draft": 4,
        "cancelled": 1,
    }
    assert Session.objects.filter(opens_at__gt=NOW, status="published").count() == 4
    assert Session.objects.filter(
        status="published", closes_at__gt=NOW, closes_at__lt=NOW + dt.timedelta(days=2)
    ).exists()


def test_sample_has_a_past_of_about_seventy_sessions_held_in_each_mode(sample):
    past = Session.objects.filter(starts_at__lt=SINCE)

    assert set(past.values_list("status", flat=True)) == {"held"}
    assert 60 <= past.count() <= 84
    assert (
        len(
            {(day.year, day.month) for day in map(day_of, past.values_list("starts_at", flat=True))}
        )
        == 42
    )
    assert set(past.values_list("organiser__code", flat=True)) == {"CSB", "ICAC"}
    assert set(past.values_list(mode_of(), flat=True)) == set(Mode.values)
    assert past.values("course").distinct().count() > 8


def test_who_came_in_the_past_of_the_sample_was_in_post_at_a_level_it_was_for(sample):
    registrations = Registration.objects.filter(session__starts_at__lt=SINCE)

    assert registrations.count() > 500
    for each in registrations.select_related("session__audience"):
        day, levels = day_of(each.session.starts_at), each.session.audience.levels
        post = Posting.objects.current(day).get(person=each.person_id)
        assert not levels or post.level in levels
    assert registrations.filter(completed_on__isnull=False).exists()
    assert registrations.filter(status="cancelled", completed_on=None).exists()


def test_sample_has_its_coverage_counted(sample):
    assert set(KeptPeriod.objects.values_list("stands_at", flat=True)) == {NOW}
    assert CoverageCount.objects.exists()


def test_sample_sessions_are_on_working_days_of_three_years_and_around_today(sample):
    holidays = GeneralHoliday.objects.days()
    days = [day_of(session.starts_at) for session in Session.objects.all()]

    assert all(is_working_day(day, holidays) for day in days)
    assert dt.date(2023, 4, 1) <= days[0]
    assert days[-1] < TODAY + dt.timedelta(days=90)


def test_sample_counters_agree_with_the_registrations(sample):
    counted = Session.objects.annotate(
        confirmed=Count("registrations", filter=Q(registrations__status="confirmed")),
        waiting=Count("registrations", filter=Q(registrations__status="waiting")),
    )

    for session in counted:
        assert (session.places_taken, session.waiting_count) == (
            session.confirmed,
            session.waiting,
        )


def test_one_sample_session_is_full_and_the_civil_servant_waits_for_it(sample):
    full = Session.objects.get(waiting_count__gt=0)

    assert full.places_taken == full.capacity
    assert full.waiting_count == full.registrations.waiting().count() == 6
    assert full.registrations.waiting().last().person.name_en == "CHAN Siu-ming"


def test_registrations_of_the_sample_are_no_later_than_now_and_than_the_closing_time(sample):
    registrations = Registration.objects.select_related("session")

    assert registrations.count() > 500
    assert all(each.registered_at <= min(NOW, each.session.closes_at) for each in registrations)


def test_held_sample_sessions_have_everybody_marked_and_most_were_there(sample):
    marks = Counter(Attendance.objects.values_list("status", flat=True))
    confirmed = Registration.objects.filter(session__status="held", status="confirmed")

    assert sum(marks.values()) == confirmed.count()
    assert marks["present"] / sum(marks.values()) > 0.8
    assert set(marks) == {"present", "partly", "excused", "absent"}


def test_sample_departments_have_logged_what_they_did_and_share_some_of_it(sample):
    own = Activity.objects.filter(department__code="CUSTOMS")

    assert own.count() == 9
    assert Activity.objects.values("department").distinct().count() > 10
    assert Activity.objects.shared().count() >= 4
    assert [each.is_picture for each in Evidence.objects.all()] == [True]
    assert GoodPracticeComment.objects.count() == 1


def test_no_speaker_of_the_sample_speaks_twice_at_once(sample):
    engaged = Counter(Engagement.objects.values_list("speaker", "meeting__starts_at"))

    assert max(engaged.values()) == 1
    assert Engagement.objects.filter(speaker__person__name_en="KWOK Tsz-hin").count() >= 5


def test_sample_leaves_a_handful_of_messages_and_no_reminder_of_the_past(sample):
    about_sessions = Message.objects.filter(kind__startswith="training.")
    assert Counter(about_sessions.values_list("kind", flat=True)) == {
        "training.waiting": 6,
        "training.session_cancelled": 5,
        "training.confirmed": 1,
    }
    assert not ReminderRule.objects.due(NOW).exists()
    assert ReminderRule.objects.filter(due_at__gt=NOW, planned_at__isnull=True).exists()


def test_strategies_of_the_sample_stand_in_every_state(sample):
    states = Counter(StrategyVersion.objects.values_list("status", flat=True))

    assert states["endorsed"] > states["submitted"] > 0
    assert states["draft"] > 0
    own = StrategyVersion.objects.filter(strategy__department__code="CUSTOMS")
    assert list(own.values_list("number", "status")) == [(2, "draft"), (1, "endorsed")]


def test_requests_for_talks_of_the_sample_stand_in_every_state(sample):
    states = set(TalkRequest.objects.values_list("status", flat=True))

    assert states == set(TalkRequest.Status.values)
    accepted = TalkRequest.objects.filter(session__isnull=False)
    links = PlanItemSession.objects.filter(session__in=accepted.values("session"))
    assert set(links.values_list("item", "session")) == set(accepted.values_list("item", "session"))


def test_sample_has_last_years_returns_mostly_filed_and_this_years_open(sample):
    returns = AnnualReturn.objects.filter(questionnaire__year=2025)
    departments = Department.objects.current(TODAY).count()

    states = Counter(returns.values_list("status", flat=True))
    assert sum(states.values()) == departments
    assert states["reopened"] == 1
    assert states["filed"] >= departments * 0.8
    assert returns.late(TODAY).count() == states["open"] > 0
    late = FiledReturn.objects.filter(was_late=True).count()
    assert 0 < late < states["filed"] / 2
    this_year = AnnualReturn.objects.filter(questionnaire__year=2026)
    assert set(this_year.values_list("status", flat=True)) == {"open"}
    assert this_year.count() == departments


def test_sample_lets_the_ethics_officer_file_again_what_was_reopened(sample):
    reopened = AnnualReturn.objects.get(status="reopened")

    assert reopened.department.code == "CUSTOMS"
    assert reopened.filed.count() == 1
    assert reopened.due_on > TODAY


def test_sample_has_circulations_half_read_planned_and_ended(sample):
    states = Counter(Circulation.objects.values_list("status", flat=True))
    assert states == {"sent": 1, "planned": 1, "ended": 1}

    half_read = Recipient.objects.filter(round__circulation__status="sent")
    assert 0 < half_read.done().count() < half_read.count()
    officer = Person.objects.get(user__email="siu-ming.chan@customs.gov.example")
    assert [each.opened_at for each in to_read(officer)] == [None]


def test_list_of_sign_ins_names_one_person_for_each_role(sample):
    out = StringIO()

    call_command("list_sample_sign_ins", stdout=out)

    lines = out.getvalue().splitlines()
    assert len(lines) == len(Role) + 1
    assert lines[0].split() == [
        "Civil",
        "servant",
        "CHAN",
        "Siu-ming",
        "siu-ming.chan@customs.gov.example",
    ]
    assert lines[-1] == "The sign-in page offers each of them by a click."


def test_sample_has_an_annex_approved_by_icac_and_one_being_written(sample):
    approved = Document.objects.get(status="approved")
    draft = Document.objects.get(status="draft")

    assert (approved.starts_on, approved.ends_on) == (dt.date(2025, 11, 1), dt.date(2026, 11, 1))
    assert RoleAssignment.objects.get(user=approved.approved_by, role=Role.ICAC_STAFF)
    assert draft.period == "Financial year 2026–27"
    assert SessionNote.objects.exists()
    for document in (approved, draft):
        assert document.freeze.figures.count() > 20
