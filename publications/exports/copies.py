"""The columns of the stock of printed copies and of the orders as files."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.exports import Column, bilingual, labels, yes_or_no
from publications.models import CopyOrder, Language


def stock_columns() -> list[Column]:
    return [
        *bilingual(
            _("Publication"),
            en="edition__publication__title_en",
            zh="edition__publication__title_zh_hant",
        ),
        Column(_("Edition"), "edition__number", width=10),
        Column(_("Language"), "language", labels(Language.choices)),
        Column(_("On hand"), "on_hand", width=12),
        Column(_("Allotted"), "allotted", width=12),
        Column(_("Free"), "free_now", width=12),
        Column(_("Orders that wait"), "waiting_orders", width=16),
        Column(_("Copies asked for"), "waiting_copies", width=16),
        Column(_("Warn below"), "low_limit", width=12),
        Column(_("Low since"), "low_since"),
        Column(_("Limit of a department"), "limit_per_department", width=20),
        Column(pgettext_lazy("of copies", "Offered"), "is_offered", yes_or_no(), width=10),
    ]


def copy_order_columns() -> list[Column]:
    return [
        Column(_("Ordered on"), "ordered_at"),
        *bilingual(
            _("Publication"),
            en="stock__edition__publication__title_en",
            zh="stock__edition__publication__title_zh_hant",
        ),
        Column(_("Edition"), "stock__edition__number", width=10),
        Column(_("Language"), "stock__language", labels(Language.choices)),
        *bilingual(_("Department"), en="department__name_en", zh="department__name_zh_hant"),
        Column(_("Copies ordered"), "copies", width=14),
        Column(_("Copies allotted"), "allotted", width=14),
        Column(_("State"), "status", labels(CopyOrder.Status.choices)),
        Column(_("Allotted on"), "allotted_at"),
        Column(_("Sent on"), "sent_at"),
        Column(_("Receipt confirmed on"), "received_at"),
        Column(_("Contact"), "contact", width=24),
        Column(_("Telephone"), "telephone"),
        Column(_("Delivery address"), "address", width=44),
        Column(_("Reason of the refusal"), "decline_reason", width=44),
    ]
