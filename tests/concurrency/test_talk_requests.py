"""The race to accept a request for a talk: first shown without the lock, then gone with it."""

import threading

import pytest
from django.db import transaction

from ethics_officers import actions
from ethics_officers.models import TalkRequest
from people.roles import Role
from tests.clock import NOW
from tests.concurrency.test_last_seats import at_once
from tests.ethics_officers.factories import PlanItemFactory, TalkRequestFactory, organisation
from tests.factories import (
    CourseFactory,
    SessionFactory,
    SpeakerFactory,
    TopicFactory,
    VenueFactory,
    person_with_role,
)
from training.models import Session

pytestmark = pytest.mark.django_db(transaction=True)


def offer(request):
    return actions.TalkOffer(
        starts_at=request.starts[0],
        minutes=90,
        course=CourseFactory(),
        kind="seminar",
        title_en="Advantages",
        title_zh_hant="接受利益",
        language="cantonese",
        capacity=40,
        venue=VenueFactory(),
        speakers=[SpeakerFactory()],
    )


def test_without_the_lock_two_staff_make_a_session_each_of_one_request():
    """Why the lock is there: look, then act, as two members of staff would."""
    request = TalkRequestFactory()
    looked = threading.Barrier(2)

    def look_then_act(_staff):
        with transaction.atomic():
            seen = TalkRequest.objects.get(pk=request.pk)
            looked.wait(timeout=30)
            if seen.status == TalkRequest.Status.ASKED:
                session = SessionFactory()
                TalkRequest.objects.filter(pk=request.pk).update(status="accepted", session=session)

    assert at_once(look_then_act, [1, 2]) == [None, None]

    assert Session.objects.count() == 2


def test_two_staff_who_accept_one_request_at_once_make_one_session():
    request = TalkRequestFactory()
    colleagues = [person_with_role(Role.PROGRAMME_STAFF).user for _ in range(2)]
    offers = [(by, offer(request)) for by in colleagues]

    def accept(given):
        by, wanted = given
        return actions.accept_talk_request(
            request_id=request.pk, asked_at=request.asked_at, offer=wanted, by=by, now=NOW
        )

    results = at_once(accept, offers)

    kinds = sorted(type(result).__name__ for result in results)
    assert kinds == ["TalkRequest", "TalkRequestRefused"]
    assert Session.objects.count() == 1


def test_two_officers_who_ask_for_one_item_at_once_make_one_request():
    item = PlanItemFactory()
    department = item.plan.department
    officers = [
        person_with_role(role, department).user
        for role in (Role.ETHICS_OFFICER, Role.ASSISTANT_ETHICS_OFFICER)
    ]
    wish = actions.TalkWish(
        asked_of=organisation("ICAC"),
        topic=TopicFactory(),
        levels=[],
        expected=60,
        starts=TalkRequestFactory().starts,
        minutes=90,
    )

    results = at_once(
        lambda by: actions.ask_for_talk(item_id=item.pk, wish=wish, by=by, now=NOW), officers
    )

    kinds = sorted(type(result).__name__ for result in results)
    assert kinds == ["TalkRequest", "TalkRequestRefused"]
    assert item.talk_requests.count() == 1
