"""When copies may be ordered, allotted, sent, confirmed and shown where they hang."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.errors import RuleViolation
from publications.models import CopyOrder, Edition, Stock


class CopiesRefused(RuleViolation):
    """The stock or the order is not in a state for what was asked."""


class OverLimit(CopiesRefused):
    """More copies were asked for than a department may still have."""


def check_is_new(other: Stock | None) -> None:
    if other is not None:
        raise CopiesRefused(
            _("The stock of this edition in this language is kept already. Open it in the list.")
        )


def check_can_be_ordered(stock: Stock, now: dt.datetime) -> None:
    if not stock.is_offered or not Edition.objects.published(now).filter(pk=stock.edition_id):
        raise CopiesRefused(_("This is not offered any more. Choose something else to order."))


def check_no_live_order(other: CopyOrder | None) -> None:
    if other is not None:
        raise CopiesRefused(
            _(
                "Your department has an order of this already, and not all of it is done. "
                "Confirm that it came, or withdraw it, before you order again."
            )
        )


def check_within_limit(stock: Stock, taken: int, copies: int) -> None:
    """Refuse more than a department may have of an item, what it had before included.

    Raises OverLimit where fewer copies would do.
    """
    left = max(stock.limit_per_department - taken, 0)
    if copies <= left:
        return
    if not left:
        raise CopiesRefused(
            _(
                "A department can have up to %(limit)d copies of this, and yours has had them. "
                "Write to the programme staff if you need more."
            )
            % {"limit": stock.limit_per_department}
        )
    raise OverLimit(
        ngettext(
            "A department can have up to %(limit)d copies of this. Order %(left)d copy at most.",
            "A department can have up to %(limit)d copies of this. Order up to %(left)d copies.",
            left,
        )
        % {"limit": stock.limit_per_department, "left": left}
    )


def check_can_be_withdrawn(order: CopyOrder) -> None:
    if order.status not in {CopyOrder.Status.WAITING, CopyOrder.Status.ALLOTTED}:
        raise CopiesRefused(
            _("This order is marked “%(status)s”, so it can't be withdrawn any more.")
            % {"status": order.get_status_display().lower()}
        )


def check_is_waiting(order: CopyOrder) -> None:
    if order.status != CopyOrder.Status.WAITING:
        raise CopiesRefused(
            _("The order of %(department)s does not wait any more. Look at it again.")
            % {"department": order.department.name}
        )


def check_is_allotted(order: CopyOrder) -> None:
    if order.status != CopyOrder.Status.ALLOTTED:
        raise CopiesRefused(
            _("No copies are set aside for this order now. Reload the page to see how it stands.")
        )


def check_was_sent(order: CopyOrder) -> None:
    if order.status != CopyOrder.Status.SENT:
        raise CopiesRefused(
            _("The copies have not been sent yet. Confirm that they came once they are here.")
        )


def check_can_be_shown(order: CopyOrder) -> None:
    if not order.has_arrived:
        raise CopiesRefused(_("Show where the copies hang once they have been sent to you."))


def check_allotment(stock: Stock, orders: Sequence[CopyOrder], shares: Mapping[int, int]) -> None:
    """Refuse shares of orders that wait no more, above what was asked, or above what is free."""
    if not shares:
        raise CopiesRefused(_("Give at least one department copies."))
    if len(orders) < len(shares):
        raise CopiesRefused(_("One of the orders is not of this item. Reload the page."))
    for order in orders:
        check_is_waiting(order)
        if shares[order.pk] > order.copies:
            raise CopiesRefused(
                _("%(department)s asks for %(asked)d copies. Give it as many or fewer.")
                % {"department": order.department.name, "asked": order.copies}
            )
    if (wanted := sum(shares.values())) > stock.free:
        raise CopiesRefused(
            _("You are giving out %(wanted)d copies, and %(free)d are free. Give fewer.")
            % {"wanted": wanted, "free": stock.free}
        )


def check_correction(stock: Stock, change: int) -> None:
    """Refuse to write off more than there is, or than is not promised."""
    if stock.on_hand + change < 0:
        raise CopiesRefused(
            _("There are %(on_hand)d copies, so no more than these can be taken off.")
            % {"on_hand": stock.on_hand}
        )
    if stock.free + change < 0:
        raise CopiesRefused(
            _(
                "%(allotted)d copies are allotted to departments. Take back allotments first, "
                "or correct by less."
            )
            % {"allotted": stock.allotted}
        )


def check_department_goes_on(ends_on: dt.date | None, today: dt.date) -> None:
    if ends_on is not None and ends_on <= today:
        raise CopiesRefused(_("This department has ended. Order for its successor."))
