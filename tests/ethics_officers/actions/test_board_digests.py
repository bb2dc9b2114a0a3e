"""News of the board by mail: who gets what, once, and nothing when nothing is new."""

import datetime as dt

import pytest

from core.errors import PermissionRefused
from ethics_officers import actions
from ethics_officers.models import BoardAnswer, BoardQuestion, BoardSubscription
from ethics_officers.tasks import plan_board_digests
from notifications.emails import Mail, Unwanted, compose
from notifications.models import Message
from people.models import RoleAssignment
from people.roles import Role
from tests.clock import NOW, TODAY, at
from tests.ethics_officers.network_factories import (
    BoardAnswerFactory,
    BoardQuestionFactory,
    BoardSubscriptionFactory,
)
from tests.factories import TopicFactory, person_with_role
from tests.queries import CaptureQueriesContext, connection

pytestmark = pytest.mark.django_db

DAILY, WEEKLY, NEVER = (
    BoardSubscription.Rhythm.DAILY,
    BoardSubscription.Rhythm.WEEKLY,
    BoardSubscription.Rhythm.NEVER,
)
MONDAY = at("2026-11-23", "08:10")


@pytest.fixture
def officer():
    return person_with_role(Role.ETHICS_OFFICER).user


def subscribe(user, rhythm=DAILY, *topics, since=NOW):
    subscription = BoardSubscriptionFactory(user=user, rhythm=rhythm, digested_until=since)
    subscription.topics.set(topics)
    return subscription


def plan(now=MONDAY):
    return actions.plan_board_digests(now=now)


def mails():
    messages = list(Message.objects.select_related("recipient").order_by("key"))
    return [each for _, each in compose(messages, MONDAY)]


def test_digest_has_the_new_questions_and_answers_in_one_mail(officer):
    subscription = subscribe(officer)
    BoardQuestionFactory(title="Before", asked_at=NOW - dt.timedelta(hours=1))
    question = BoardQuestionFactory(title="Fruit baskets")
    BoardAnswerFactory(question=question, text="Return them.", for_icac=True)

    assert [plan(), plan()] == [1, 0]

    [mail] = mails()
    assert isinstance(mail, Mail)
    assert mail.subject == "News from the network of Ethics Officers"
    assert "- Fruit baskets [ICAC]: Return them." in mail.text
    assert "Before" not in mail.text
    subscription.refresh_from_db()
    assert subscription.digested_until == at("2026-11-23", "08:00")


def test_digest_waits_for_its_hour_and_a_missed_one_loses_nothing(officer):
    subscribe(officer)
    BoardQuestionFactory(title="Monday")
    BoardQuestionFactory(title="Wednesday", asked_at=at("2026-11-25"))

    assert plan(at("2026-11-23", "08:04")) == 0
    assert plan(at("2026-11-26", "17:00")) == 1

    [mail] = mails()
    assert "Monday" in mail.text
    assert "Wednesday" in mail.text


def test_weekly_digest_comes_on_monday(officer):
    subscribe(officer, WEEKLY, since=at("2026-11-23", "09:00"))
    BoardQuestionFactory(asked_at=at("2026-11-24"))

    assert plan(at("2026-11-29", "23:00")) == 0
    assert plan(at("2026-11-30", "08:05")) == 1
    assert Message.objects.count() == 1


def test_nothing_is_sent_when_nothing_is_new(officer):
    subscribe(officer)
    BoardQuestionFactory(asked_by=officer)
    BoardQuestionFactory(status=BoardQuestion.Status.WITHDRAWN)
    BoardAnswerFactory(written_by=officer, question__asked_by=officer)

    assert plan() == 1

    assert Message.objects.count() == 0


def test_never_is_never(officer):
    subscribe(officer, NEVER)
    BoardQuestionFactory()

    assert plan() == 0


def test_digest_keeps_to_the_topics_chosen(officer):
    gifts, work = TopicFactory.create_batch(2)
    subscribe(officer, DAILY, gifts)
    BoardQuestionFactory(title="Gifts", topic=gifts)
    BoardQuestionFactory(title="Work", topic=work)
    BoardQuestionFactory(title="Anything")

    plan()

    [mail] = mails()
    assert "Gifts" in mail.text
    assert "Work" not in mail.text
    assert "Anything" not in mail.text


def test_past_officer_gets_no_digest(officer):
    subscribe(officer)
    BoardQuestionFactory()
    RoleAssignment.objects.update(ends_on=TODAY)

    plan()

    assert Message.objects.count() == 0


@pytest.mark.parametrize("change", ["left", "never", "withdrawn"])
def test_digest_is_superseded_if_it_concerns_nobody_any_more(officer, change):
    subscribe(officer)
    BoardQuestionFactory()
    plan()

    if change == "left":
        RoleAssignment.objects.update(ends_on=TODAY)
    elif change == "never":
        BoardSubscription.objects.update(rhythm=NEVER)
    else:
        BoardQuestion.objects.update(status=BoardQuestion.Status.WITHDRAWN)

    [outcome] = mails()
    assert isinstance(outcome, Unwanted)


def test_answer_to_a_question_that_was_withdrawn_is_no_news(officer):
    subscribe(officer)
    BoardAnswerFactory(
        question__status=BoardQuestion.Status.WITHDRAWN, question__asked_at=at("2026-11-01")
    )

    plan()

    assert BoardAnswer.objects.count() == 1
    assert Message.objects.count() == 0


def test_task_plans_what_is_due(officer):
    subscribe(officer, since=at("2020-01-01"))
    BoardQuestionFactory(asked_at=at("2020-01-02"))

    plan_board_digests()
    plan_board_digests()

    assert Message.objects.count() == 1


def test_digests_are_composed_with_as_many_queries_for_three_as_for_one(officer):
    BoardQuestionFactory()

    def composed():
        with CaptureQueriesContext(connection) as captured:
            count = len(mails())
        return count, len(captured)

    subscribe(officer)
    plan()
    _, for_one = composed()
    for _ in range(2):
        subscribe(person_with_role(Role.ETHICS_OFFICER).user)
    plan()

    messages = list(Message.objects.select_related("recipient__person").order_by("key"))
    with CaptureQueriesContext(connection) as captured:
        outcomes = [each for _, each in compose(messages, MONDAY)]
    assert [type(each) for each in outcomes] == [Mail] * 3
    assert len(captured) <= for_one


# Subscribing -------------------------------------------------------------------------------------


def test_subscription_starts_from_now_and_is_changed_in_place(officer):
    topic = TopicFactory()

    def ask_for(rhythm, now, *topics):
        return actions.subscribe_to_board(rhythm=rhythm, topics=topics, by=officer, now=now)

    first = ask_for(DAILY, NOW, topic)
    changed = ask_for(WEEKLY, MONDAY)
    assert (changed.pk, changed.rhythm, changed.digested_until) == (first.pk, WEEKLY, NOW)
    assert list(changed.topics.all()) == []

    ask_for(NEVER, MONDAY)
    again = ask_for(DAILY, at("2026-12-24"))
    assert again.digested_until == at("2026-12-24")


@pytest.mark.parametrize("role", [Role.CIVIL_SERVANT, Role.AUDITOR])
def test_who_is_not_in_the_network_gets_no_news(role):
    with pytest.raises(PermissionRefused):
        actions.subscribe_to_board(rhythm=DAILY, topics=[], by=person_with_role(role).user, now=NOW)
