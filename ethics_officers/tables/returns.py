"""Annual returns as a table."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from ethics_officers.models import AnnualReturn


class ReturnTable(tables.Table):
    department = tables.TemplateColumn(
        verbose_name=_("Department"),
        template_name="ethics_officers/components/return_department_cell.html",
        order_by=("department__name_en", "-questionnaire__starts_on"),
    )
    year = tables.Column(
        verbose_name=_("Year"),
        accessor="questionnaire__year_name",
        order_by=("questionnaire__starts_on", "department__name_en"),
        attrs={"td": {"class": "nowrap"}},
    )
    due_on = tables.DateColumn(
        verbose_name=_("Due"),
        format="SHORT_DATE_FORMAT",
        order_by=("due_on", "department__name_en"),
        attrs={"td": {"class": "nowrap"}},
    )
    status = tables.TemplateColumn(
        verbose_name=_("State"),
        template_name="ethics_officers/components/return_status_cell.html",
        order_by=("status", "department__name_en"),
    )
    filed_at = tables.TemplateColumn(
        verbose_name=_("Filed"),
        template_name="ethics_officers/components/return_filed_cell.html",
        order_by=("filed_at", "department__name_en"),
    )
    filings = tables.Column(
        verbose_name=_("Times filed"),
        order_by=("filings", "department__name_en"),
        default=0,
        attrs={"th": {"class": "number"}, "td": {"class": "number"}},
    )

    class Meta:
        model = AnnualReturn
        fields = ("department", "year", "due_on", "status", "filed_at", "filings")
        order_by = ("department",)
        attrs = {"aria-label": _("Annual returns")}
        empty_text = _("No return matches. Change the filters to see others.")
