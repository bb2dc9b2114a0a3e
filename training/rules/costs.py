"""When the cost of a session may be entered."""

from decimal import Decimal

from django.utils.translation import gettext as _

from core.errors import RuleViolation
from training.models import Session


class CostRefused(RuleViolation):
    """The cost can't be entered, or not so."""


def check_takes_cost(session: Session) -> None:
    if session.status != Session.Status.HELD:
        raise CostRefused(_("Mark the session as held first; then enter what it cost."))


def check_is_a_cost(cost: Decimal | None) -> None:
    if cost is not None and cost < 0:
        raise CostRefused(_("Write what it cost in dollars, 0 or more."))
