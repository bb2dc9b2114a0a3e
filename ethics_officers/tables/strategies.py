"""The strategies of all departments as a table."""

import datetime as dt
from typing import Any

import django_tables2 as tables
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from people.models import Department


class StrategyTable(tables.Table):
    name = tables.TemplateColumn(
        verbose_name=_("Department"),
        template_name="ethics_officers/components/strategy_department_cell.html",
        order_by=("name_en",),
    )
    strategy_starts_on = tables.Column(
        verbose_name=_("For"),
        order_by=("strategy_starts_on", "name_en"),
        attrs={"td": {"class": "nowrap"}},
    )
    version_number = tables.Column(
        verbose_name=_("Version"),
        order_by=("version_number", "name_en"),
        attrs={"th": {"class": "number"}, "td": {"class": "number"}},
    )
    version_status = tables.TemplateColumn(
        verbose_name=_("State"),
        template_name="ethics_officers/components/strategy_state_cell.html",
        order_by=("version_status", "name_en"),
    )
    version_endorsed_on = tables.DateColumn(
        verbose_name=_("Endorsed on"),
        format="SHORT_DATE_FORMAT",
        order_by=("version_endorsed_on", "name_en"),
        attrs={"td": {"class": "nowrap"}},
    )

    class Meta:
        model = Department
        fields = (
            "name",
            "strategy_starts_on",
            "version_number",
            "version_status",
            "version_endorsed_on",
        )
        order_by = ("name",)
        attrs = {"aria-label": _("Strategies")}
        empty_text = _("No department matches. Change the filters to see others.")

    def render_strategy_starts_on(self, record: Any) -> str:
        first, last = record.strategy_starts_on, record.strategy_ends_on - dt.timedelta(days=1)
        return " – ".join(date_format(day, "SHORT_DATE_FORMAT") for day in (first, last))
