"""Reads of the board of questions: with how they are answered, and what is new on it."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from core.days import day_of
from ethics_officers.models import BoardAnswer, BoardQuestion, BoardSubscription
from ethics_officers.rules import digest_due_at
from people.models import Department, Posting, RoleAssignment, User, with_user
from people.roles import PERMISSIONS, Permission


def questions(user: User) -> QuerySet[Any]:
    """Give the board as a user sees it, each with `answer_count` and `is_answered_by_icac`.

    Answers that were withdrawn count nothing.
    """
    answers = BoardAnswer.objects.standing().filter(question=OuterRef("pk")).order_by()
    counted = answers.values("question").annotate(n=Count("pk")).values("n")
    found = BoardQuestion.objects.visible_to(user).annotate(
        answer_count=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
        is_answered_by_icac=Exists(answers.filter(for_icac=True)),
    )
    return with_user(found, "asked_by").select_related("asked_by__person", "topic", "department")


def answers_of(question: BoardQuestion) -> list[Any]:
    """Give the answers, the first one first, each with its writer's `department` on that day."""
    found = with_user(question.answers.all(), "written_by").select_related("written_by__person")
    answers: list[Any] = list(found)
    postings = Posting.objects.filter(
        person__user__in={each.written_by_id for each in answers}
    ).select_related("department", "person")
    for answer in answers:
        answer.department = _department_then(
            postings, answer.written_by_id, day_of(answer.written_at)
        )
    return answers


def _department_then(postings: Iterable[Posting], user_id: int, day: dt.date) -> Department | None:
    for posting in postings:
        ends_after = posting.ends_on is None or posting.ends_on > day
        if posting.person.user_id == user_id and posting.starts_on <= day and ends_after:
            return posting.department
    return None


def in_network(user_ids: Collection[int], day: dt.date) -> set[int]:
    """Give those of these users who take part in the network on a day."""
    roles = [role for role, may in PERMISSIONS.items() if Permission.USE_NETWORK in may]
    assigned = RoleAssignment.objects.current(day).filter(user__in=user_ids, role__in=roles)
    return set(assigned.values_list("user", flat=True))


def subscriptions_due(now: dt.datetime) -> list[int]:
    """Give the subscriptions whose digest has fallen due since the last one."""
    due: list[int] = []
    for rhythm in (BoardSubscription.Rhythm.DAILY, BoardSubscription.Rhythm.WEEKLY):
        waiting = BoardSubscription.objects.filter(
            rhythm=rhythm, digested_until__lt=digest_due_at(rhythm, now)
        )
        due += waiting.values_list("pk", flat=True)
    return sorted(due)


@dataclass(frozen=True)
class News:
    """Questions and answers that stand, in the order they were written."""

    questions: list[BoardQuestion] = field(default_factory=list)
    answers: list[BoardAnswer] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.questions or self.answers)

    def of_interest(
        self, user_id: int, topics: Collection[int], since: dt.datetime, until: dt.datetime
    ) -> "News":
        """What others wrote in a span, on some topics; without any, on whatever it is."""

        def wanted(question: BoardQuestion) -> bool:
            return not topics or question.topic_id in topics

        return News(
            [
                each
                for each in self.questions
                if since <= each.asked_at < until and each.asked_by_id != user_id and wanted(each)
            ],
            [
                each
                for each in self.answers
                if since <= each.written_at < until
                and each.written_by_id != user_id
                and wanted(each.question)
            ],
        )


def news(since: dt.datetime, until: dt.datetime) -> News:
    """Give what was written from an instant, inclusive, to another, exclusive."""
    asked = BoardQuestion.objects.standing().filter(asked_at__gte=since, asked_at__lt=until)
    written = BoardAnswer.objects.standing().filter(
        question__in=BoardQuestion.objects.standing(), written_at__gte=since, written_at__lt=until
    )
    return News(
        list(asked.select_related("topic", "department").order_by("asked_at", "pk")),
        list(written.select_related("question").order_by("written_at", "pk")),
    )
