"""Letters about strategies: to the head of department, and back to whoever submitted one."""

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy

from core.days import day_of
from ethics_officers.models import StrategyVersion
from notifications.actions import enqueue
from notifications.emails import Composed, Mail, Message, Unwanted, Writer, composes
from people.models import RoleAssignment
from people.roles import Role

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as LazyText

SUBMITTED, RETURNED, ENDORSED = "strategy_submitted", "strategy_returned", "strategy_endorsed"


def strategy_submitted(version: StrategyVersion, *, now: dt.datetime) -> None:
    """Tell the head of department, if somebody has that role."""
    heads = RoleAssignment.objects.current(day_of(now)).filter(
        role=Role.HEAD_OF_DEPARTMENT, department=version.strategy.department
    )
    for head in heads.order_by("user_id"):
        _tell(version, SUBMITTED, head.user_id, now=now)


def strategy_returned(version: StrategyVersion, *, now: dt.datetime) -> None:
    """Tell whoever submitted it; to be called while that is still on record."""
    if version.submitted_by_id:
        _tell(version, RETURNED, version.submitted_by_id, now=now)


def strategy_endorsed(version: StrategyVersion, *, now: dt.datetime) -> None:
    if version.submitted_by_id:
        _tell(version, ENDORSED, version.submitted_by_id, now=now)


def _tell(version: StrategyVersion, what: str, recipient_id: int, *, now: dt.datetime) -> None:
    enqueue(
        key=f"ethics_officers.{what}:{version.pk}:{now.isoformat()}:{recipient_id}",
        kind=f"ethics_officers.{what}",
        recipient_id=recipient_id,
        about_id=version.pk,
        now=now,
    )


class _Kind(NamedTuple):
    """A kind of letter: what staff call it, what it says, and the state in which it is wanted."""

    name: str
    label: "LazyText"
    subject: "LazyText"
    said: "LazyText"
    status: StrategyVersion.Status


_KINDS = (
    _Kind(
        SUBMITTED,
        gettext_lazy("Strategy for endorsement"),
        gettext_lazy("For your endorsement: the integrity strategy of %(department)s"),
        gettext_lazy("The strategy is ready for you. Endorse it, or return it with a comment."),
        StrategyVersion.Status.SUBMITTED,
    ),
    _Kind(
        RETURNED,
        gettext_lazy("Return of a strategy"),
        gettext_lazy("Returned to you: the integrity strategy of %(department)s"),
        gettext_lazy("The head of department returned the strategy with this comment:"),
        StrategyVersion.Status.DRAFT,
    ),
    _Kind(
        ENDORSED,
        gettext_lazy("Endorsement of a strategy"),
        gettext_lazy("Endorsed: the integrity strategy of %(department)s"),
        gettext_lazy("The head of department endorsed the strategy. It is in force."),
        StrategyVersion.Status.ENDORSED,
    ),
)


def _compose(kind: _Kind, messages: Sequence[Message], now: dt.datetime) -> Writer:
    versions = StrategyVersion.objects.select_related("strategy__department").in_bulk(
        [message.about_id for message in messages]
    )

    def write(message: Message) -> Composed:
        version = versions[message.about_id]
        seen = StrategyVersion.objects.visible_to(message.recipient)
        if not seen.filter(pk=version.pk).exists():
            return Unwanted(gettext_lazy("The reader no longer looks after this department."))
        if version.status != kind.status:
            return Unwanted(gettext_lazy("The strategy has moved on since."))
        person = getattr(message.recipient, "person", None)
        values = {"department": version.strategy.department.name}
        return Mail.from_templates(
            "ethics_officers/emails/strategy",
            subject=kind.subject % values,
            context={
                "version": version,
                "name": person.name if person else message.recipient.email,
                "said": kind.said,
                "comment": version.return_comment if kind.name == RETURNED else "",
            },
        )

    return write


for _kind in _KINDS:
    composes(f"ethics_officers.{_kind.name}", label=_kind.label)(partial(_compose, _kind))
