"""What is written about annual returns, and when it is no longer wanted."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.days import day_of, day_text, instant_of
from ethics_officers.models import AnnualReturn, ReturnReminder
from ethics_officers.queries import returns as queries
from notifications.actions import enqueue, enqueue_all
from notifications.emails import Composed, Mail, Unwanted, Writer, composes
from notifications.models import Message
from people.models import Person

REMINDER = "ethics_officers.return_reminder"
REOPENED = "ethics_officers.return_reopened"

# Reminders arrive when offices are open, not when the day begins.
_SENT_FROM = dt.time(9, 0)


def returns_due(by_recipient: Mapping[int, Sequence[ReturnReminder]], *, now: dt.datetime) -> None:
    """Tell each of these readers, in one mail, of all returns they are to be reminded of."""
    due_at = max(now, instant_of(day_of(now), _SENT_FROM))
    enqueue_all(
        Message(
            key=f"{REMINDER}:{reminders[0].pk}",
            kind=REMINDER,
            recipient_id=recipient,
            about_id=reminders[0].pk,
            created_at=now,
            due_at=due_at,
            context={"reminders": [reminder.pk for reminder in reminders]},
        )
        for recipient, reminders in by_recipient.items()
    )


def return_reopened(annual_return: AnnualReturn, *, now: dt.datetime) -> None:
    """Tell the Ethics Officer and the Assistants that their return is open again, and why."""
    department = annual_return.department_id
    people = queries.concerned_with([department], day_of(now))
    for user in (*people.officers[department], *people.assistants[department]):
        enqueue(
            key=f"{REOPENED}:{annual_return.pk}:{annual_return.version}:{user}",
            kind=REOPENED,
            recipient_id=user,
            about_id=annual_return.pk,
            now=now,
            context={"reopened_at": now.isoformat()},
        )


# What the messages say ---------------------------------------------------------------------------


@dataclass(frozen=True)
class _Line:
    """A return in a reminder: of whom, and how it stands, in words."""

    annual_return: AnnualReturn
    state: str


@composes(REMINDER, label=gettext_lazy("Reminder of an annual return"))
def _reminder(messages: Sequence[Message], now: dt.datetime) -> Writer:
    today = day_of(now)
    wanted = [pk for message in messages for pk in message.context["reminders"]]
    reminders = (
        ReturnReminder.objects.filter(pk__in=wanted)
        .select_related("annual_return__department", "annual_return__questionnaire")
        .in_bulk()
    )
    departments = {reminder.annual_return.department_id for reminder in reminders.values()}
    people = queries.concerned_with(departments, today)
    readers = _readers_of(messages)

    def write(message: Message) -> Composed:
        told = [reminders[pk] for pk in message.context["reminders"]]
        outstanding = [each for each in told if _is_outstanding(each)]
        if not outstanding:
            return Unwanted(gettext_lazy("The return was filed or reopened meanwhile."))
        still = [each for each in outstanding if _still_concerns(each, people)]
        if not still:
            return Unwanted(gettext_lazy("The reader no longer answers for the return."))
        lines = [
            _Line(each.annual_return, _state(each.annual_return, today))
            for each in sorted(still, key=lambda each: (each.due_on, each.pk))
        ]
        return Mail.from_templates(
            "ethics_officers/emails/return_reminder",
            subject=_reminder_subject(lines),
            context={
                "name": _name_of(message, readers),
                "lines": lines,
                "told_as": still[0].told_as,
            },
        )

    return write


def _is_outstanding(reminder: ReturnReminder) -> bool:
    annual_return = reminder.annual_return
    return not annual_return.is_filed and annual_return.due_on == reminder.due_on


def _still_concerns(reminder: ReturnReminder, people: queries.Concerned) -> bool:
    department = reminder.annual_return.department_id
    holders = {
        ReturnReminder.ToldAs.OFFICER: people.officers[department],
        ReturnReminder.ToldAs.ASSISTANT: people.assistants[department],
        ReturnReminder.ToldAs.HEAD: people.heads[department],
        ReturnReminder.ToldAs.STAFF: people.staff,
    }
    return reminder.recipient_id in holders[ReturnReminder.ToldAs(reminder.told_as)]


def _state(annual_return: AnnualReturn, today: dt.date) -> str:
    day, days = day_text(annual_return.due_on), (today - annual_return.due_on).days
    if days == 0:
        return _("due today, %(day)s") % {"day": day}
    if days > 0:
        return ngettext(
            "was due on %(day)s, %(days)s day late",
            "was due on %(day)s, %(days)s days late",
            days,
        ) % {"day": day, "days": days}
    return ngettext(
        "due on %(day)s, in %(days)s day", "due on %(day)s, in %(days)s days", -days
    ) % {"day": day, "days": -days}


def _reminder_subject(lines: Sequence[_Line]) -> str:
    if len(lines) > 1:
        return ngettext(
            "%(count)s annual return is outstanding",
            "%(count)s annual returns are outstanding",
            len(lines),
        ) % {"count": len(lines)}
    [line] = lines
    return _("Annual return %(year)s of %(department)s: %(state)s") % {
        "year": line.annual_return.questionnaire.year_name,
        "department": line.annual_return.department.name,
        "state": line.state,
    }


@composes(REOPENED, label=gettext_lazy("Reopening of an annual return"))
def _reopening(messages: Sequence[Message], now: dt.datetime) -> Writer:
    returns = (
        AnnualReturn.objects.filter(pk__in=[message.about_id for message in messages])
        .select_related("department", "questionnaire")
        .in_bulk()
    )
    readers = _readers_of(messages)

    def write(message: Message) -> Composed:
        annual_return = returns[message.about_id]
        if annual_return.is_filed:
            return Unwanted(gettext_lazy("The return was filed again meanwhile."))
        return Mail.from_templates(
            "ethics_officers/emails/return_reopened",
            subject=_("Annual return %(year)s of %(department)s is open again")
            % {
                "year": annual_return.questionnaire.year_name,
                "department": annual_return.department.name,
            },
            context={"name": _name_of(message, readers), "annual_return": annual_return},
        )

    return write


def _readers_of(messages: Sequence[Message]) -> dict[int, Person]:
    readers = Person.objects.filter(user__in=[message.recipient_id for message in messages])
    return {person.user_id: person for person in readers if person.user_id}


def _name_of(message: Message, readers: Mapping[int, Person]) -> str:
    person = readers.get(message.recipient_id)
    return person.name if person else message.recipient.email
