"""The activity log: what the database refuses, and who sees what."""

import pytest

from ethics_officers.models import Activity, Evidence, GoodPracticeComment
from people.roles import Role
from tests.clock import NOW
from tests.ethics_officers.factories import (
    ActivityFactory,
    ActivityReachFactory,
    EvidenceFactory,
    GoodPracticeCommentFactory,
)
from tests.factories import SessionFactory, UserFactory, person_with_role
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("field", ["shared", "withdrawn", "changed"])
def test_who_and_when_of_sharing_and_withdrawal_go_together(field):
    activity = ActivityFactory()

    with refused_by(f"ethics_officers_activity_{field}_by_and_when"):
        Activity.objects.filter(pk=activity.pk).update(
            **{f"{field}_at": NOW, "withdrawal_reason": "x"}
        )


def test_withdrawn_activity_says_why():
    activity = ActivityFactory()

    with refused_by("ethics_officers_activity_withdrawn_says_why"):
        Activity.objects.filter(pk=activity.pk).update(withdrawn_at=NOW, withdrawn_by=UserFactory())


def test_session_is_told_of_by_one_standing_activity_of_a_department():
    first = ActivityFactory(session=SessionFactory())
    ActivityFactory(session=first.session)  # another department's

    with refused_by("ethics_officers_activity_one_per_session"):
        ActivityFactory(department=first.department, session=first.session)


def test_key_is_used_once():
    first = ActivityFactory()

    with refused_by("ethics_officers_activity_key_key"):
        ActivityFactory(key=first.key)


def test_level_is_told_once():
    first = ActivityReachFactory()

    with refused_by("ethics_officers_activity_reach_once_per_level"):
        ActivityReachFactory(activity=first.activity, level=first.level)


def test_there_are_no_more_persons_than_attendances():
    with refused_by("ethics_officers_activity_reach_persons_within_attendances"):
        ActivityReachFactory(attendances=3, persons=4)


def test_file_is_evidence_of_an_activity_once():
    first = EvidenceFactory()

    with refused_by("ethics_officers_evidence_once_per_activity"):
        EvidenceFactory(activity=first.activity, stored=first.stored)


def test_who_and_when_of_removal_go_together():
    with refused_by("ethics_officers_evidence_removed_by_and_when"):
        EvidenceFactory(removed_at=NOW)


def test_comment_says_something():
    with refused_by("ethics_officers_good_practice_comment_says_something"):
        GoodPracticeCommentFactory(text="")


# Who sees what -----------------------------------------------------------------------------------


@pytest.fixture
def shared():
    return ActivityFactory(shared_at=NOW, shared_by=UserFactory())


@pytest.fixture
def own():
    return ActivityFactory()


def test_officer_and_head_see_the_log_of_their_department_alone(own, shared):
    for role in (Role.ETHICS_OFFICER, Role.ASSISTANT_ETHICS_OFFICER, Role.HEAD_OF_DEPARTMENT):
        user = person_with_role(role, own.department).user

        assert list(Activity.objects.in_log_of(user)) == [own]


def test_network_sees_what_is_shared_besides(own, shared):
    officer = person_with_role(Role.ETHICS_OFFICER, own.department).user
    head = person_with_role(Role.HEAD_OF_DEPARTMENT, own.department).user

    assert set(Activity.objects.visible_to(officer)) == {own, shared}
    assert list(Activity.objects.visible_to(head)) == [own]


@pytest.mark.parametrize("role", [Role.PROGRAMME_STAFF, Role.ICAC_STAFF, Role.AUDITOR])
def test_overseers_see_every_log(own, shared, role):
    user = person_with_role(role).user

    assert set(Activity.objects.in_log_of(user)) == {own, shared}
    assert set(Activity.objects.visible_to(user)) == {own, shared}


@pytest.mark.parametrize("role", [Role.CIVIL_SERVANT, Role.TRAINING_COORDINATOR, Role.SPEAKER])
def test_others_see_no_log(own, shared, role):
    user = person_with_role(role, own.department).user

    assert list(Activity.objects.visible_to(user)) == []
    assert list(Activity.objects.in_log_of(user)) == []


def test_network_sees_of_shared_activities_the_ticked_files_and_the_comments(shared):
    ticked = EvidenceFactory(activity=shared, shared=True)
    EvidenceFactory(activity=shared)
    EvidenceFactory(activity=shared, shared=True, removed_at=NOW, removed_by=UserFactory())
    EvidenceFactory(shared=True)  # of an activity that is not shared
    comment = GoodPracticeCommentFactory(activity=shared)
    officer = person_with_role(Role.ETHICS_OFFICER).user
    stranger = person_with_role(Role.CIVIL_SERVANT).user

    assert list(Evidence.objects.visible_to(officer)) == [ticked]
    assert list(Evidence.objects.visible_to(stranger)) == []
    assert list(GoodPracticeComment.objects.visible_to(officer)) == [comment]


def test_shared_and_withdrawn_is_seen_by_the_network_no_more(shared):
    EvidenceFactory(activity=shared, shared=True)
    Activity.objects.filter(pk=shared.pk).update(
        withdrawn_at=NOW, withdrawn_by=UserFactory(), withdrawal_reason="x"
    )
    officer = person_with_role(Role.ETHICS_OFFICER).user

    assert list(Activity.objects.visible_to(officer)) == []
    assert list(Evidence.objects.visible_to(officer)) == []
