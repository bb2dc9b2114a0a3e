"""What is written about the board of questions, and when it is no longer wanted."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.days import day_of
from ethics_officers import queries
from ethics_officers.models import BoardAnswer, BoardQuestion, BoardSubscription
from notifications.actions import enqueue
from notifications.emails import Composed, Mail, Message, Unwanted, Writer, composes
from people.models import User, with_user

QUESTION_ANSWERED = "ethics_officers.question_answered"
QUESTION_WITHDRAWN = "ethics_officers.question_withdrawn"
ANSWER_WITHDRAWN = "ethics_officers.answer_withdrawn"
BOARD_DIGEST = "ethics_officers.board_digest"

_LEFT_THE_NETWORK = gettext_lazy("The recipient is in the network no more.")


def question_answered(answer: BoardAnswer, *, now: dt.datetime) -> None:
    """Tell who asked, unless they answer themselves."""
    if answer.question.asked_by_id == answer.written_by_id:
        return
    enqueue(
        key=f"{QUESTION_ANSWERED}:{answer.pk}",
        kind=QUESTION_ANSWERED,
        recipient_id=answer.question.asked_by_id,
        about_id=answer.pk,
        now=now,
    )


def question_withdrawn(question: BoardQuestion, *, now: dt.datetime) -> None:
    """Tell who asked that staff withdrew it, and why, in the network or not."""
    enqueue(
        key=f"{QUESTION_WITHDRAWN}:{question.pk}",
        kind=QUESTION_WITHDRAWN,
        recipient_id=question.asked_by_id,
        about_id=question.pk,
        now=now,
    )


def answer_withdrawn(answer: BoardAnswer, *, now: dt.datetime) -> None:
    """Tell who answered that staff withdrew it, and why, in the network or not."""
    enqueue(
        key=f"{ANSWER_WITHDRAWN}:{answer.pk}",
        kind=ANSWER_WITHDRAWN,
        recipient_id=answer.written_by_id,
        about_id=answer.pk,
        now=now,
    )


def digest(
    subscription: BoardSubscription, *, since: dt.datetime, until: dt.datetime, now: dt.datetime
) -> None:
    """Send what others wrote from an instant to another, as it stands when the mail is written."""
    enqueue(
        key=f"{BOARD_DIGEST}:{subscription.pk}:{until.isoformat()}",
        kind=BOARD_DIGEST,
        recipient_id=subscription.user_id,
        about_id=subscription.pk,
        now=now,
        context={"since": since.isoformat(), "until": until.isoformat()},
    )


@composes(QUESTION_ANSWERED, label=gettext_lazy("Answer to a question put to the network"))
def _compose_answers(messages: Sequence[Message], now: dt.datetime) -> Writer:
    answers = (
        with_user(BoardAnswer.objects.all(), "written_by")
        .select_related("question", "written_by__person")
        .in_bulk([message.about_id for message in messages])
    )
    inside = _inside(messages, now)

    def write(message: Message) -> Composed:
        answer = answers[message.about_id]
        if message.recipient_id not in inside:
            return Unwanted(_LEFT_THE_NETWORK)
        if answer.withdrawn_at is not None:
            return Unwanted(gettext_lazy("The answer was withdrawn."))
        if answer.question.status == BoardQuestion.Status.WITHDRAWN:
            return Unwanted(gettext_lazy("The question was withdrawn."))
        return Mail.from_templates(
            "ethics_officers/emails/question_answered",
            subject=_("Answer to your question: %(title)s") % {"title": answer.question.title},
            context={
                "name": _name(message.recipient),
                "answer": answer,
                "question": answer.question,
                "writer": _name(answer.written_by),
            },
        )

    return write


@composes(
    QUESTION_WITHDRAWN, label=gettext_lazy("Question to the network that staff have withdrawn")
)
def _compose_questions_withdrawn(messages: Sequence[Message], now: dt.datetime) -> Writer:
    questions = BoardQuestion.objects.in_bulk([message.about_id for message in messages])

    def write(message: Message) -> Composed:
        question = questions[message.about_id]
        return Mail.from_templates(
            "ethics_officers/emails/question_withdrawn",
            subject=_("Your question was withdrawn: %(title)s") % {"title": question.title},
            context={"name": _name(message.recipient), "question": question},
        )

    return write


@composes(ANSWER_WITHDRAWN, label=gettext_lazy("Answer on the board that staff have withdrawn"))
def _compose_answers_withdrawn(messages: Sequence[Message], now: dt.datetime) -> Writer:
    answers = BoardAnswer.objects.select_related("question").in_bulk(
        [message.about_id for message in messages]
    )

    def write(message: Message) -> Composed:
        answer = answers[message.about_id]
        return Mail.from_templates(
            "ethics_officers/emails/answer_withdrawn",
            subject=_("Your answer on the board was withdrawn"),
            context={"name": _name(message.recipient), "answer": answer},
        )

    return write


@composes(BOARD_DIGEST, label=gettext_lazy("News of the network's questions"))
def _compose_digests(messages: Sequence[Message], now: dt.datetime) -> Writer:
    spans = {message.pk: _span(message) for message in messages}
    written = queries.news(
        min(since for since, _until in spans.values()),
        max(until for _since, until in spans.values()),
    )
    subscriptions = BoardSubscription.objects.prefetch_related("topics").in_bulk(
        [message.about_id for message in messages]
    )
    inside = _inside(messages, now)

    def write(message: Message) -> Composed:
        subscription = subscriptions[message.about_id]
        if message.recipient_id not in inside:
            return Unwanted(_LEFT_THE_NETWORK)
        if subscription.rhythm == BoardSubscription.Rhythm.NEVER:
            return Unwanted(gettext_lazy("The recipient wants no news of the board any more."))
        topics = {topic.pk for topic in subscription.topics.all()}
        news = written.of_interest(message.recipient_id, topics, *spans[message.pk])
        if not news:
            return Unwanted(gettext_lazy("What was new has been withdrawn."))
        return Mail.from_templates(
            "ethics_officers/emails/board_digest",
            subject=_("News from the network of Ethics Officers"),
            context={
                "name": _name(message.recipient),
                "news": news,
                "subscription": subscription,
            },
        )

    return write


def _span(message: Message) -> tuple[dt.datetime, dt.datetime]:
    since, until = (dt.datetime.fromisoformat(message.context[key]) for key in ("since", "until"))
    return since, until


def _inside(messages: Sequence[Message], now: dt.datetime) -> set[int]:
    return queries.in_network([message.recipient_id for message in messages], day_of(now))


def _name(user: User) -> str:
    person = getattr(user, "person", None)
    return str(person.name) if person else user.email
