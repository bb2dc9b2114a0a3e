"""The stock of printed copies and the orders of them as tables."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from publications.models import CopyOrder, Stock

_NUMBER = {"th": {"class": "number"}, "td": {"class": "number"}}


class StockTable(tables.Table):
    title = tables.TemplateColumn(
        verbose_name=_("Publication"),
        template_name="publications/components/stock_cell.html",
        order_by=("edition__publication__title_en", "edition", "language"),
    )
    language = tables.Column(
        verbose_name=_("Language"), accessor="get_language_display", order_by=("language", "pk")
    )
    on_hand = tables.Column(verbose_name=_("On hand"), attrs=_NUMBER)
    allotted = tables.Column(verbose_name=_("Allotted"), attrs=_NUMBER)
    free_now = tables.Column(verbose_name=_("Free"), attrs=_NUMBER)
    waiting_copies = tables.Column(verbose_name=_("Asked for"), attrs=_NUMBER)
    state = tables.TemplateColumn(
        verbose_name=_("State"),
        template_name="publications/components/stock_state_cell.html",
        attrs={"td": {"class": "nowrap"}},
        orderable=False,
    )

    class Meta:
        model = Stock
        fields = (
            "title",
            "language",
            "on_hand",
            "allotted",
            "free_now",
            "waiting_copies",
            "state",
        )
        attrs = {"aria-label": _("Printed copies")}
        empty_text = _("No printed copies match. Change the filters to see others.")


class CopyOrderTable(tables.Table):
    item = tables.TemplateColumn(
        verbose_name=pgettext_lazy("from a department", "Order"),
        template_name="publications/components/copy_order_cell.html",
        order_by=("stock__edition__publication__title_en", "pk"),
    )
    department = tables.Column(
        verbose_name=_("Department"),
        accessor="department__name",
        order_by=("department__name_en", "pk"),
    )
    copies = tables.Column(verbose_name=_("Ordered"), attrs=_NUMBER)
    allotted = tables.Column(verbose_name=_("Allotted"), attrs=_NUMBER)
    ordered_at = tables.DateColumn(
        verbose_name=_("Ordered on"),
        format="SHORT_DATE_FORMAT",
        attrs={"td": {"class": "nowrap"}},
    )
    status = tables.TemplateColumn(
        verbose_name=_("State"),
        template_name="publications/components/copy_order_state_cell.html",
        attrs={"td": {"class": "nowrap"}},
    )

    class Meta:
        model = CopyOrder
        fields = ("item", "department", "copies", "allotted", "ordered_at", "status")
        attrs = {"aria-label": _("Orders of copies")}
        empty_text = _("No order matches. Change the filters to see others.")
