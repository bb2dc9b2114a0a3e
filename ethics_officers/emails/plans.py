"""What is written about work plans and central priorities, and when it is no longer wanted."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy

from core.days import day_of
from ethics_officers.models import CentralPriority, PlanComment, PlanItem, WorkPlan
from notifications.actions import enqueue_all
from notifications.emails import Composed, Mail, Unwanted, Writer, composes
from notifications.models import Message
from people.models import Department, Person, RoleAssignment, User
from people.roles import Role

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as LazyText

_OFFICERS = (Role.ETHICS_OFFICER, Role.ASSISTANT_ETHICS_OFFICER)


def plan_submitted(plan: WorkPlan, *, now: dt.datetime) -> None:
    """Ask the head of department to endorse a plan; where there is none, tell programme staff."""
    heads = _holding([Role.HEAD_OF_DEPARTMENT], [plan.department], now)
    readers = heads or _holding([Role.PROGRAMME_STAFF], None, now)
    _tell("plan_submitted", plan, readers, f"{plan.pk}:{now.timestamp():.0f}", now)


def plan_returned(plan: WorkPlan, *, by: User, now: dt.datetime) -> None:
    readers = _officers_of(plan.department, now, besides=by)
    _tell("plan_returned", plan, readers, f"{plan.pk}:{now.timestamp():.0f}", now)


def plan_endorsed(plan: WorkPlan, *, by: User, now: dt.datetime) -> None:
    readers = _officers_of(plan.department, now, besides=by)
    _tell("plan_endorsed", plan, readers, f"{plan.pk}", now)


def plan_commented(comment: PlanComment, *, now: dt.datetime) -> None:
    """Tell the officers of the department what somebody else says of their plan."""
    readers = _officers_of(comment.plan.department, now, besides=comment.written_by)
    _tell("plan_commented", comment, readers, f"{comment.pk}", now)


def priority_published(
    priority: CentralPriority, items: Collection[PlanItem], *, now: dt.datetime
) -> None:
    """Tell the officers whose plans have got a priority as an item."""
    for item in items:
        readers = _officers_of(item.plan.department, now)
        _tell("priority_published", item, readers, f"{priority.pk}:{item.plan_id}", now)


def _officers_of(
    department: Department, now: dt.datetime, *, besides: User | None = None
) -> list[int]:
    officers = _holding(_OFFICERS, [department], now)
    return [pk for pk in officers if besides is None or pk != besides.pk]


def _holding(
    roles: Iterable[Role], departments: Iterable[Department] | None, now: dt.datetime
) -> list[int]:
    """Give whom to write to: those who hold one of the roles today, in one of the departments."""
    held = RoleAssignment.objects.current(day_of(now)).filter(role__in=list(roles))
    if departments is not None:
        held = held.filter(department__in=list(departments))
    return list(held.order_by("user_id").values_list("user_id", flat=True).distinct())


def _tell(what: str, about: Any, readers: Iterable[int], key: str, now: dt.datetime) -> None:
    enqueue_all(
        Message(
            key=f"ethics_officers.{what}:{key}:{reader}",
            kind=f"ethics_officers.{what}",
            recipient_id=reader,
            about_id=about.pk,
            created_at=now,
            due_at=now,
            context={},
        )
        for reader in readers
    )


# What the messages say ---------------------------------------------------------------------------


class _Kind(NamedTuple):
    """A kind of message: what staff call it, its subject, what it is about, when it is wanted."""

    name: str
    label: "LazyText"
    subject: "LazyText"
    read: Callable[[Sequence[int]], dict[int, Any]]
    plan_of: Callable[[Any], WorkPlan]
    wanted_in: tuple[str, ...] = tuple(WorkPlan.Status)


def _plans(ids: Sequence[int]) -> dict[int, Any]:
    return WorkPlan.objects.select_related("department").in_bulk(ids)


def _comments(ids: Sequence[int]) -> dict[int, Any]:
    comments = PlanComment.objects.select_related("plan__department", "item")
    found = comments.in_bulk(ids)
    authors = Person.objects.filter(user__in=[each.written_by_id for each in found.values()])
    names = {person.user_id: person for person in authors}
    for comment in found.values():
        comment.author = names.get(comment.written_by_id, "")  # type: ignore[attr-defined]
    return found


def _items(ids: Sequence[int]) -> dict[int, Any]:
    return PlanItem.objects.select_related("plan__department", "priority").in_bulk(ids)


def _itself(plan: WorkPlan) -> WorkPlan:
    return plan


def _plan_of(thing: Any) -> WorkPlan:
    return thing.plan


_KINDS = (
    _Kind(
        "plan_submitted",
        gettext_lazy("Submission of a work plan"),
        gettext_lazy("To be endorsed: work plan %(year)s of %(department)s"),
        _plans,
        _itself,
        (WorkPlan.Status.SUBMITTED,),
    ),
    _Kind(
        "plan_returned",
        gettext_lazy("Return of a work plan"),
        gettext_lazy("Returned with comments: work plan %(year)s of %(department)s"),
        _plans,
        _itself,
        (WorkPlan.Status.RETURNED,),
    ),
    _Kind(
        "plan_endorsed",
        gettext_lazy("Endorsement of a work plan"),
        gettext_lazy("Endorsed: work plan %(year)s of %(department)s"),
        _plans,
        _itself,
        (WorkPlan.Status.ENDORSED,),
    ),
    _Kind(
        "plan_commented",
        gettext_lazy("Comment on a work plan"),
        gettext_lazy("A comment on the work plan %(year)s of %(department)s"),
        _comments,
        _plan_of,
    ),
    _Kind(
        "priority_published",
        gettext_lazy("Central priority added to a work plan"),
        gettext_lazy("A central priority in the work plan %(year)s of %(department)s"),
        _items,
        _plan_of,
    ),
)


def _compose(kind: _Kind, messages: Sequence[Message], now: dt.datetime) -> Writer:
    things = kind.read([message.about_id for message in messages])
    readers = Person.objects.filter(user__in=[message.recipient_id for message in messages])
    persons = {person.user_id: person for person in readers}

    def write(message: Message) -> Composed:
        thing = things[message.about_id]
        plan = kind.plan_of(thing)
        if plan.status not in kind.wanted_in:
            return Unwanted(gettext_lazy("The plan has moved on since then."))
        person = persons.get(message.recipient_id)
        words = {"year": plan.year_name, "department": str(plan.department)}
        return Mail.from_templates(
            f"ethics_officers/emails/{kind.name}",
            subject=str(kind.subject) % words,
            context={
                **words,
                "name": person.name if person else "",
                "plan": plan,
                "thing": thing,
                "address": reverse("ethics_officers:plan-detail", args=[plan.pk]),
            },
        )

    return write


for _kind in _KINDS:
    composes(f"ethics_officers.{_kind.name}", label=_kind.label)(partial(_compose, _kind))
