"""Reads of requests for talks that span models."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, DateTimeField, F, QuerySet, When

from core.days import day_of, is_working_day
from core.models import GeneralHoliday
from ethics_officers.models import TalkRequest
from ethics_officers.rules import TALKS_ARE_GIVEN_BY
from people.models import Department, Posting, RoleAssignment, User
from people.roles import PERMISSIONS, Permission, Role


@dataclass(frozen=True)
class AskedDate:
    """One of the dates asked for, and what speaks against its day."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    is_working_day: bool
    holiday: GeneralHoliday | None


def asked_dates(starts: Sequence[dt.datetime], minutes: int) -> list[AskedDate]:
    """Look up what speaks against each of the dates asked for."""
    holidays = {holiday.date: holiday for holiday in GeneralHoliday.objects.all()}
    return [
        AskedDate(
            starts_at=start,
            ends_at=start + dt.timedelta(minutes=minutes),
            is_working_day=is_working_day(day_of(start), holidays),
            holiday=holidays.get(day_of(start)),
        )
        for start in starts
    ]


def talk_givers() -> QuerySet[Department]:
    """Give the organisations that can be asked for a talk."""
    return Department.objects.filter(code__in=TALKS_ARE_GIVEN_BY).order_by("-code")


def what_waits_first(requests: QuerySet[TalkRequest]) -> QuerySet[TalkRequest]:
    """Order requests: those that wait for an answer first, longest first; then the latest."""
    waiting_since = Case(
        When(status=TalkRequest.Status.ASKED, then=F("asked_at")), output_field=DateTimeField()
    )
    return requests.order_by(waiting_since.asc(nulls_last=True), "-asked_at", "pk")


def unanswered_talk_requests(user: User) -> int:
    """Count the requests that wait for an answer by somebody like this user."""
    waiting = TalkRequest.objects.visible_to(user).unanswered()
    if user.has(Permission.MANAGE_ALL_SESSIONS):
        return waiting.count()
    posting = user.person.current_posting if hasattr(user, "person") else None
    return waiting.filter(asked_of=posting.department_id).count() if posting else 0


def staff_who_answer(organisation: Department, day: dt.date) -> list[int]:
    """Give the ids of the users who run sessions and serve in the organisation on a day."""
    roles = [role for role in Role if Permission.MANAGE_SCHEDULE in PERMISSIONS[role]]
    serving = Posting.objects.current(day).filter(department=organisation)
    holders = RoleAssignment.objects.current(day).filter(
        role__in=roles, user__person__in=serving.values("person")
    )
    return list(holders.order_by("user_id").values_list("user_id", flat=True).distinct())


def officers_to_tell(request: TalkRequest, day: dt.date) -> list[int]:
    """Give who is told of an answer: whoever asked, or who has that post on a day."""
    designated = RoleAssignment.objects.current(day).filter(department=request.department)
    officers = designated.filter(role=Role.ETHICS_OFFICER)
    assistants = designated.filter(role=Role.ASSISTANT_ETHICS_OFFICER)
    for holders in (designated.filter(user=request.asked_by), officers, assistants):
        if found := list(holders.order_by("user_id").values_list("user_id", flat=True).distinct()):
            return found
    return []
