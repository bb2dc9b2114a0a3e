"""Good practice: sharing, finding, commenting."""

import pytest
import time_machine
from django.urls import reverse

from ethics_officers.models import Activity
from people.roles import Role
from tests.clock import NOW
from tests.ethics_officers.factories import (
    ActivityFactory,
    ActivityReachFactory,
    EvidenceFactory,
    GoodPracticeCommentFactory,
)
from tests.factories import TopicFactory, UserFactory, person_with_role
from tests.pages import words
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

LIST = reverse("ethics_officers:good-practice-list")


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


def shared(**fields):
    activity = ActivityFactory(shared_at=NOW, shared_by=UserFactory(), **fields)
    activity.search_text = activity.searchable()
    activity.save()
    return activity


def page_of(activity):
    return reverse("ethics_officers:good-practice-detail", args=[activity.pk])


def share_page_of(activity):
    return reverse("ethics_officers:activity-share", args=[activity.pk])


def test_list_shows_what_all_departments_share_and_nothing_else(as_role):
    activity = shared(title="Quiz")
    ActivityFactory(title="Secret")

    response = as_role(Role.ETHICS_OFFICER).get(LIST)

    assert list(response.context["page"]) == [activity]
    assert activity.department.name_en in response.text


def test_list_is_searched_and_filtered(as_role):
    topic = TopicFactory(name_zh_hant="外間工作")
    quiz = shared(title="Quiz", kind="quiz", topic=topic)
    shared(title="Talk", kind="talk")
    client = as_role(Role.ASSISTANT_ETHICS_OFFICER)

    queries = ({"q": "外间工作"}, {"q": "quiz"}, {"kind": "quiz"}, {"topic": topic.pk},
               {"department": quiz.department_id})  # fmt: skip
    for query in queries:
        assert list(client.get(LIST, query).context["page"]) == [quiz]


def test_page_shows_note_reach_and_the_ticked_files_alone(as_role):
    activity = shared(title="Quiz", note="Two cases")
    ActivityReachFactory(activity=activity, level="junior", attendances=64, persons=60)
    ticked = EvidenceFactory(activity=activity, shared=True, caption="Shown")
    EvidenceFactory(activity=activity, caption="Kept back")

    response = as_role(Role.ETHICS_OFFICER).get(page_of(activity))

    assert list(response.context["evidence"]) == [ticked]
    assert "64 60" in words(response)
    assert "Two cases" in response.text
    assert "Kept back" not in response.text
    assert reverse("ethics_officers:activity-detail", args=[activity.pk]) not in response.text


def test_comment_is_published(as_role):
    activity = shared()
    client = as_role(Role.ICAC_STAFF)

    assert client.post(page_of(activity), {"text": " "}).status_code == 422
    client.post(page_of(activity), {"text": "Well done"})

    assert "Well done" in client.get(page_of(activity)).text


def test_officer_shares_with_the_files_ticked_and_stops_sharing(sign_in):
    officer = person_with_role(Role.ETHICS_OFFICER)
    activity = ActivityFactory(department=officer.postings.get().department)
    ticked, _ = EvidenceFactory.create_batch(2, activity=activity)
    foreign = EvidenceFactory()
    client = sign_in(officer)

    assert client.post(share_page_of(activity), {"evidence": [foreign.pk]}).status_code == 422
    response = client.post(share_page_of(activity), {"evidence": [ticked.pk]})
    assert response.url == page_of(activity)
    assert list(activity.evidence.shared()) == [ticked]

    client.post(reverse("ethics_officers:activity-unshare", args=[activity.pk]))
    assert list(Activity.objects.shared()) == []


def test_withdrawn_activity_is_not_shared(sign_in):
    officer = person_with_role(Role.ETHICS_OFFICER)
    activity = ActivityFactory(
        department=officer.postings.get().department,
        withdrawn_at=NOW, withdrawn_by=officer.user, withdrawal_reason="x",
    )  # fmt: skip

    response = sign_in(officer).post(share_page_of(activity))

    assert response.status_code == 422
    assert "was withdrawn" in response.text


def test_what_is_no_longer_shared_is_absent(as_role):
    client = as_role(Role.ETHICS_OFFICER)

    assert client.get(page_of(ActivityFactory())).status_code == 404


def test_list_and_page_take_as_many_queries_for_three_as_for_one(as_role):
    client = as_role(Role.ETHICS_OFFICER)
    activity = shared(topic=TopicFactory())

    def add():
        shared(topic=TopicFactory())
        GoodPracticeCommentFactory(
            activity=activity, written_by=person_with_role(Role.ETHICS_OFFICER).user
        )
        EvidenceFactory(activity=activity, shared=True)

    add()
    for_one = [queries_of(client, LIST), queries_of(client, page_of(activity))]
    add()
    add()

    assert [queries_of(client, LIST), queries_of(client, page_of(activity))] == for_one
