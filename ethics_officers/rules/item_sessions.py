"""When a session or a publication may serve an item of a plan."""

from django.utils.translation import gettext as _

from core.errors import RuleViolation
from ethics_officers.models import PlanItem, TalkRequest
from ethics_officers.rules.talk_requests import GONE
from training.models import Session


class ItemRefused(RuleViolation):
    """The item of the plan can't be served as asked."""


def check_is_under_way(item: PlanItem) -> None:
    if item.status in {PlanItem.Status.DONE, PlanItem.Status.DROPPED, PlanItem.Status.EXPLAINED}:
        raise ItemRefused(
            _("This item is marked “%(status)s” already. Reload the page to see how it stands.")
            % {"status": item.get_status_display().lower()}
        )


def check_can_serve(session: Session, served: bool) -> None:
    """Refuse a session that this item may not be linked to: not offered, or never to be held."""
    if not served:
        raise ItemRefused(
            _("This session is not for the people of the department. Choose one of the list.")
        )
    if session.status in GONE:
        raise ItemRefused(_("This session will not take place. Choose another."))


def check_is_not_from_a_request(request: TalkRequest | None) -> None:
    if request is not None:
        raise ItemRefused(
            _("This session was made for the item at your request, so it stays with the item.")
        )


def check_is_circulated(offered: bool) -> None:
    if not offered:
        raise ItemRefused(
            _(
                "This publication is not in circulation, and did not reach the department in the "
                "year of the plan. Choose one of the list."
            )
        )
