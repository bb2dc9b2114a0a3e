"""All departments' plans of a year as a table."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from people.models import Department

_NUMBER = {"th": {"class": "number"}, "td": {"class": "number"}}


class PlanTable(tables.Table):
    name = tables.TemplateColumn(
        verbose_name=_("Department"),
        template_name="ethics_officers/components/plan_department_cell.html",
        order_by=("name_en",),
    )
    state = tables.TemplateColumn(
        verbose_name=_("State"),
        template_name="ethics_officers/components/plan_state_cell.html",
        order_by=("plan_status", "name_en"),
        empty_values=(),
    )
    items = tables.TemplateColumn(
        verbose_name=_("Items done"),
        template_name="ethics_officers/components/plan_items_cell.html",
        order_by=("items_done", "name_en"),
        empty_values=(),
        attrs=_NUMBER,
    )
    items_overdue = tables.Column(
        verbose_name=_("Overdue"), order_by=("items_overdue", "name_en"), attrs=_NUMBER
    )
    changes = tables.Column(
        verbose_name=_("Changes since endorsement"),
        order_by=("changes", "name_en"),
        attrs=_NUMBER,
    )

    class Meta:
        model = Department
        fields = ("name", "state", "items", "items_overdue", "changes")
        order_by = ("name",)
        attrs = {"aria-label": _("Work plans of all departments")}
        empty_text = _("No department matches. Change the filters to see others.")
