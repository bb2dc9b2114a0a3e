"""Reminding officers of returns that are due or late, and telling heads and staff of late ones."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from django.db import transaction

from core.days import day_of
from ethics_officers import emails
from ethics_officers.models import AnnualReturn, ReturnReminder
from ethics_officers.queries import returns as queries
from ethics_officers.rules import returns as rules

_TOLD_AS = ReturnReminder.ToldAs


@transaction.atomic
def plan_return_reminders(*, now: dt.datetime) -> int:
    """Put the reminders of outstanding returns in the outbox; give how many mails that makes.

    Each return has a stage, the last day of reminding that has come; who is to be told at that
    stage and was not, is. So a day that was missed is made up for by the next run, several missed
    days make one mail, and running twice, or twice at once, tells nobody anything twice. What one
    reader is to be told goes in one mail.
    """
    today = day_of(now)
    stages = {}
    outstanding = (
        AnnualReturn.objects.outstanding()
        .filter(questionnaire__published_at__isnull=False)
        .select_for_update(of=("self",), skip_locked=True)
        .order_by("pk")
    )
    for annual_return in outstanding:
        stage = rules.reminder_stage(annual_return.due_on, today)
        if stage is not None and not _told_by_reopening(annual_return, stage):
            stages[annual_return] = stage
    told = set(
        ReturnReminder.objects.filter(annual_return__in=stages).values_list(
            "annual_return", "recipient", "due_on", "days"
        )
    )
    people = queries.concerned_with([each.department_id for each in stages], today)
    reminders = [
        ReturnReminder(
            annual_return=annual_return,
            recipient_id=user,
            told_as=told_as,
            due_on=annual_return.due_on,
            days=stage,
            planned_at=now,
        )
        for annual_return, stage in stages.items()
        for user, told_as in _to_tell(annual_return, stage, people)
        if (annual_return.pk, user, annual_return.due_on, stage) not in told
    ]
    ReturnReminder.objects.bulk_create(reminders)

    by_recipient: defaultdict[int, list[ReturnReminder]] = defaultdict(list)
    for reminder in reminders:
        by_recipient[reminder.recipient_id].append(reminder)
    emails.returns_due(by_recipient, now=now)
    return len(by_recipient)


def _told_by_reopening(annual_return: AnnualReturn, stage: int) -> bool:
    """Say whether a stage had come when the return was reopened, which told the officers then."""
    if annual_return.reopened_at is None:
        return False
    came_on = annual_return.due_on + dt.timedelta(days=stage)
    return came_on <= day_of(annual_return.reopened_at)


def _to_tell(
    annual_return: AnnualReturn, stage: int, people: queries.Concerned
) -> Iterator[tuple[int, str]]:
    """Give who is told of a return at a stage, each once, and as what.

    The Ethics Officer; where there is none the Assistants, else the head of department, else
    programme staff. The longer it is late, the head and then programme staff are told as well.
    """
    department = annual_return.department_id
    officers = [(user, _TOLD_AS.OFFICER) for user in people.officers[department]]
    assistants = [(user, _TOLD_AS.ASSISTANT) for user in people.assistants[department]]
    heads = [(user, _TOLD_AS.HEAD) for user in people.heads[department]]
    staff = [(user, _TOLD_AS.STAFF) for user in people.staff]
    to_tell = [*(officers or assistants or heads or staff)]
    if stage >= rules.HEAD_TOLD_FROM:
        to_tell += heads
    if stage >= rules.STAFF_TOLD_FROM:
        to_tell += staff
    told: set[int] = set()
    for user, told_as in to_tell:
        if user not in told:
            told.add(user)
            yield user, told_as
