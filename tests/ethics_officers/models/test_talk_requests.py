"""What the database refuses of a request for a talk, and of sessions that serve an item."""

import pytest

from ethics_officers.models import PlanItemSession, TalkRequest
from people.roles import Role
from tests.clock import NOW
from tests.ethics_officers.factories import (
    PlanItemSessionFactory,
    TalkRequestFactory,
)
from tests.factories import SessionFactory, UserFactory, person_with_role
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db

PREFIX = "ethics_officers_talk_request_"


def update(**values):
    TalkRequest.objects.update(**values)


def test_a_request_names_three_dates():
    request = TalkRequestFactory()

    for starts in (request.starts[:2], [*request.starts, request.starts[0]], []):
        with refused_by(f"{PREFIX}names_three_dates"):
            update(starts=starts)


def test_a_request_is_answered_by_somebody_at_some_time():
    TalkRequestFactory()

    with refused_by(f"{PREFIX}answered_by_and_when"):
        update(answered_at=NOW)
    with refused_by(f"{PREFIX}answered_by_and_when"):
        update(answered_by=UserFactory())


def test_what_is_accepted_has_a_session_and_nothing_else_has():
    TalkRequestFactory()

    with refused_by(f"{PREFIX}accepted_has_session"):
        update(status="accepted")
    with refused_by(f"{PREFIX}accepted_has_session"):
        update(session=SessionFactory())


def test_a_request_expects_somebody():
    TalkRequestFactory()

    with refused_by(f"{PREFIX}expects_somebody"):
        update(expected=0)


@pytest.mark.parametrize("status", ["asked", "answered"])
def test_an_item_has_one_open_request(status):
    request = TalkRequestFactory(status=status)

    with refused_by(f"{PREFIX}one_open_per_item"):
        TalkRequestFactory(item=request.item)


def test_an_item_counts_a_session_once():
    link = PlanItemSessionFactory()

    with refused_by("ethics_officers_plan_item_session_once"):
        PlanItemSession.objects.create(item=link.item, session=link.session)


def test_requests_are_seen_by_their_department_and_by_overseers():
    own, other = TalkRequestFactory(), TalkRequestFactory()

    def seen(role, department=None):
        user = person_with_role(role, department).user
        return set(TalkRequest.objects.visible_to(user))

    for role in (Role.ETHICS_OFFICER, Role.ASSISTANT_ETHICS_OFFICER, Role.HEAD_OF_DEPARTMENT):
        assert seen(role, own.department) == {own}
    for role in (Role.PROGRAMME_STAFF, Role.ICAC_STAFF, Role.AUDITOR):
        assert seen(role) == {own, other}
    for role in (Role.TRAINING_COORDINATOR, Role.SPEAKER, Role.CIVIL_SERVANT, Role.ADMINISTRATOR):
        assert seen(role) == set()
