"""The activity log of a department: finding in it, exporting it, and who sees it."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from core.models import AuditEntry
from people.roles import Role
from tests.clock import NOW
from tests.ethics_officers.factories import (
    ActivityFactory,
    ActivityReachFactory,
    EvidenceFactory,
    PlanItemFactory,
)
from tests.factories import (
    PublicationFactory,
    TopicFactory,
    UserFactory,
    person_with_role,
)
from tests.files import csv_rows, xlsx_rows
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def officer():
    return person_with_role(Role.ETHICS_OFFICER)


@pytest.fixture
def department(officer):
    return officer.postings.get().department


@pytest.fixture
def as_officer(sign_in, officer):
    return sign_in(officer)


def log_of(department):
    return reverse("ethics_officers:activity-list", args=[department.pk])


def address(name, thing):
    return reverse(f"ethics_officers:{name}", args=[thing.pk])


def logged(department, **fields):
    activity = ActivityFactory(department=department, **fields)
    activity.search_text = activity.searchable()
    activity.save()
    return activity


# The log -----------------------------------------------------------------------------------------


def found(as_officer, department, **query):
    return [each.title for each in as_officer.get(log_of(department), query).context["page"]]


def test_log_is_searched_and_filtered(as_officer, department):
    topic = TopicFactory(name_zh_hant="外間工作")
    item = PlanItemFactory(plan__department=department)
    quiz = logged(
        department, title="Quiz", kind="quiz", topic=topic, item=item,
        happened_on=dt.date(2026, 11, 1), shared_at=NOW, shared_by=UserFactory(),
    )  # fmt: skip
    ActivityReachFactory(activity=quiz, level="senior")
    logged(department, title="Talk 講座")
    logged(
        department, title="Gone",
        withdrawn_at=NOW, withdrawn_by=UserFactory(), withdrawal_reason="x",
    )  # fmt: skip

    assert found(as_officer, department) == ["Talk 講座", "Quiz"]
    assert found(as_officer, department, q="讲座") == ["Talk 講座"]
    assert found(as_officer, department, withdrawn="on") == ["Gone", "Talk 講座", "Quiz"]
    for query in (
        {"q": "外间工作"}, {"kind": "quiz"}, {"topic": topic.pk}, {"level": "senior"},
        {"item": item.pk}, {"happened_to": "2026-11-10"}, {"shared": "on"},
    ):  # fmt: skip
        assert found(as_officer, department, **query) == ["Quiz"]
    assert found(as_officer, department, happened_from="2026-11-10") == ["Talk 講座"]


def test_log_counts_what_is_found(as_officer, department):
    ActivityReachFactory(activity=logged(department), attendances=64, persons=60)
    ActivityReachFactory(activity=logged(department), attendances=3)

    figures = as_officer.get(log_of(department)).context["figures"]

    assert figures == {"activities": 2, "attendances": 67, "persons": 63}


def test_log_alone_answers_a_change_of_filters(as_officer, department):
    response = as_officer.get(log_of(department), headers=HTMX)

    assert response.text.lstrip().startswith('<div id="results"')


def test_log_is_exported_as_it_is_found_and_that_is_recorded(as_officer, department):
    activity = logged(department, title="=1+1", note="Two cases")
    ActivityReachFactory(activity=activity, attendances=64, persons=60)
    logged(department, title="Quiz", kind="quiz")

    rows = csv_rows(as_officer.get(log_of(department), {"export": "csv", "kind": "talk"}))

    assert len(rows) == 2
    assert rows[1][:3] == ["2026-11-19", "Talk or seminar", "'=1+1"]
    assert rows[1][5:7] == ["64", "60"]
    audit = AuditEntry.objects.get()
    assert audit.action == "ethics_officers.activities_exported"
    assert audit.details == {"format": "csv", "filter": {"kind": "talk"}, "found": 1}
    assert len(xlsx_rows(as_officer.get(log_of(department), {"export": "xlsx"}))) == 3


def test_pages_take_as_many_queries_for_three_as_for_one(as_officer, department):
    def add():
        item = (
            PlanItemFactory(plan__department=department, plan__year=2026)
            if not one
            else (PlanItemFactory(plan=one[0].plan))
        )
        one.append(item)
        activity = logged(
            department,
            topic=TopicFactory(),
            publication=PublicationFactory(),
            item=item,
        )
        ActivityReachFactory(activity=activity)
        EvidenceFactory(activity=activity)

    one = []
    add()
    pages = (log_of(department), f"{log_of(department)}?export=csv",
             address("activity-create", department))  # fmt: skip
    for_one = [queries_of(as_officer, page) for page in pages]
    add()
    add()

    assert [queries_of(as_officer, page) for page in pages] == for_one


# Nobody else's -----------------------------------------------------------------------------------


def test_officer_of_another_department_finds_nothing_of_it(sign_in, department):
    activity = logged(department)
    evidence = EvidenceFactory(activity=activity)
    stranger = sign_in(person_with_role(Role.ETHICS_OFFICER))
    post_too = [
        address("activity-create", department),
        address("activity-edit", activity),
        address("activity-withdraw", activity),
        address("activity-share", activity),
    ]
    get = [
        log_of(department),
        f"{log_of(department)}?export=csv",
        f"{log_of(department)}?q=talk",
        address("activity-detail", activity),
        address("evidence-file", evidence),
        address("good-practice-detail", activity),
        *post_too,
    ]
    post = [
        address("activity-unshare", activity),
        address("evidence-add", activity),
        address("evidence-remove", evidence),
        address("good-practice-detail", activity),
        *post_too,
    ]

    assert {stranger.get(page).status_code for page in get} == {404}
    assert {stranger.post(page).status_code for page in post} == {404}
    assert activity.title not in stranger.get(reverse("ethics_officers:good-practice-list")).text


def test_overseer_reads_and_writes_nothing(sign_in, department):
    activity = logged(department)
    staff = sign_in(person_with_role(Role.PROGRAMME_STAFF))

    assert staff.get(log_of(department)).status_code == 200
    assert staff.get(address("activity-detail", activity)).status_code == 200
    assert staff.post(address("activity-edit", activity)).status_code == 403


@pytest.mark.parametrize("name", ["activity-detail", "activity-edit", "activity-withdraw"])
def test_activity_that_does_not_exist_is_absent(as_officer, name):
    assert as_officer.get(reverse(f"ethics_officers:{name}", args=[999_999])).status_code == 404
