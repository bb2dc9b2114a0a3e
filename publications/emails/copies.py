"""Letters about printed copies: to the department that ordered, and to the staff who keep them."""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.days import day_of
from notifications.actions import enqueue
from notifications.emails import Composed, Mail, Message, Unwanted, Writer, composes
from people.models import User
from people.roles import Permission
from publications.models import CopyOrder, Stock
from publications.queries import copies as queries

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as LazyText

ALLOTTED, SENT, DECLINED = (
    "publications.copies_allotted",
    "publications.copies_sent",
    "publications.copy_order_declined",
)
STOCK_LOW = "publications.stock_low"


def copies_allotted(order: CopyOrder, *, now: dt.datetime) -> None:
    """Tell the department how many copies are set aside for it."""
    _tell(ALLOTTED, order.pk, queries.people_to_tell(order, day_of(now)), now=now)


def copies_sent(order: CopyOrder, *, now: dt.datetime) -> None:
    _tell(SENT, order.pk, queries.people_to_tell(order, day_of(now)), now=now)


def order_declined(order: CopyOrder, *, now: dt.datetime) -> None:
    _tell(DECLINED, order.pk, queries.people_to_tell(order, day_of(now)), now=now)


def stock_low(stock: Stock, *, now: dt.datetime) -> None:
    """Warn staff that fewer copies are free than the limit: once for each fall below it."""
    _tell(STOCK_LOW, stock.pk, queries.staff_to_warn(stock, day_of(now)), now=now)


def _tell(kind: str, about_id: int, recipient_ids: Collection[int], *, now: dt.datetime) -> None:
    since = _told_by(now)
    for recipient_id in recipient_ids:
        enqueue(
            key=f"{kind}:{about_id}:{since}:{recipient_id}",
            kind=kind,
            recipient_id=recipient_id,
            about_id=about_id,
            now=now,
            context={"since": since},
        )


def _told_by(moment: dt.datetime) -> str:
    """Name the instant that a letter tells of, as it is compared with the one stored."""
    return moment.astimezone(dt.UTC).isoformat()


# What the letters say ----------------------------------------------------------------------------


class _Kind(NamedTuple):
    """A kind of letter to a department: its words, and the state in which it is wanted."""

    name: str
    label: "LazyText"
    subject: "LazyText"
    said: "LazyText"
    status: CopyOrder.Status
    moment: str


_KINDS = (
    _Kind(
        ALLOTTED,
        gettext_lazy("Allotment of printed copies"),
        gettext_lazy("Copies are set aside for you: %(title)s"),
        gettext_lazy(
            "%(allotted)d of the %(copies)d copies you ordered are set aside for your department. "
            "You are told again when they are sent."
        ),
        CopyOrder.Status.ALLOTTED,
        "allotted_at",
    ),
    _Kind(
        SENT,
        gettext_lazy("Dispatch of printed copies"),
        gettext_lazy("Copies are on their way: %(title)s"),
        gettext_lazy(
            "%(allotted)d copies were sent to your department. Please confirm when they have come "
            "and, once they hang or lie where people see them, add a photograph."
        ),
        CopyOrder.Status.SENT,
        "sent_at",
    ),
    _Kind(
        DECLINED,
        gettext_lazy("Refusal of an order of copies"),
        gettext_lazy("No copies can be given: %(title)s"),
        gettext_lazy("Your order of %(copies)d copies can't be met. The reason given: %(reason)s"),
        CopyOrder.Status.DECLINED,
        "closed_at",
    ),
)


def _compose_order(kind: _Kind, messages: Sequence[Message], now: dt.datetime) -> Writer:
    orders = CopyOrder.objects.select_related("department", "stock__edition__publication")
    found = orders.in_bulk([message.about_id for message in messages])

    def write(message: Message) -> Composed:
        order = found[message.about_id]
        if order.department_id not in message.recipient.departments_with(Permission.ORDER_COPIES):
            return Unwanted(gettext_lazy("The reader no longer orders for this department."))
        moment = getattr(order, kind.moment)
        if order.status != kind.status or _told_by(moment) != message.context["since"]:
            return Unwanted(gettext_lazy("The order has moved on, and a later message says so."))
        return _mail_of_order(kind, order, message)

    return write


def _mail_of_order(kind: _Kind, order: CopyOrder, message: Message) -> Mail:
    values = {
        "title": order.stock.edition.publication.title,
        "copies": order.copies,
        "allotted": order.allotted or 0,
        "reason": order.decline_reason,
    }
    return Mail.from_templates(
        "publications/emails/copy_order",
        subject=kind.subject % values,
        context={
            "order": order,
            "said": kind.said % values,
            "name": _name_of(message.recipient),
            "facts": list(_facts(order)),
        },
    )


def _facts(order: CopyOrder) -> Iterator[tuple[str, object]]:
    stock = order.stock
    yield _("Publication"), stock.edition.publication.title
    yield _("Edition"), stock.edition.number
    yield _("Language"), stock.get_language_display()
    yield _("Department"), order.department.name
    yield _("Copies ordered"), order.copies
    if order.allotted:
        yield _("Copies allotted"), order.allotted
    yield _("Delivery address"), order.address


def _name_of(user: User) -> str:
    person = getattr(user, "person", None)
    return str(person.name) if person else user.email


@composes(STOCK_LOW, label=gettext_lazy("Warning that copies run low"))
def _compose_low(messages: Sequence[Message], now: dt.datetime) -> Writer:
    found = Stock.objects.select_related("edition__publication").in_bulk(
        [message.about_id for message in messages]
    )

    def write(message: Message) -> Composed:
        stock = found[message.about_id]
        if not message.recipient.has(Permission.MANAGE_COPIES):
            return Unwanted(gettext_lazy("The reader no longer keeps the stock."))
        if stock.low_since is None or _told_by(stock.low_since) != message.context["since"]:
            return Unwanted(gettext_lazy("There are enough copies again."))
        values = {
            "title": stock.edition.publication.title,
            "free": stock.free,
            "limit": stock.low_limit,
        }
        return Mail.from_templates(
            "publications/emails/stock_low",
            subject=_("Copies run low: %(title)s") % values,
            context={
                "stock": stock,
                "name": _name_of(message.recipient),
                "said": _(
                    "%(free)d copies are free, fewer than the %(limit)d at which you asked to be "
                    "warned. Have more printed, or change the limit."
                )
                % values,
                "facts": [
                    (_("Publication"), stock.edition.publication.title),
                    (_("Edition"), stock.edition.number),
                    (_("Language"), stock.get_language_display()),
                    (_("On hand"), stock.on_hand),
                    (_("Allotted, not yet sent"), stock.allotted),
                ],
            },
        )

    return write


for _kind in _KINDS:
    composes(_kind.name, label=_kind.label)(partial(_compose_order, _kind))
