"""The register as a table."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from people.models import Department


class RegisterTable(tables.Table):
    name = tables.TemplateColumn(
        verbose_name=_("Department"),
        template_name="ethics_officers/components/department_cell.html",
        order_by=("name_en",),
    )
    officer = tables.TemplateColumn(
        verbose_name=_("Ethics Officer"),
        template_name="ethics_officers/components/officer_cell.html",
        orderable=False,
    )
    officer_since = tables.DateColumn(
        verbose_name=_("Since"),
        format="SHORT_DATE_FORMAT",
        order_by=("officer_since", "name_en"),
        attrs={"td": {"class": "nowrap"}},
    )
    assistants = tables.TemplateColumn(
        verbose_name=_("Assistants"),
        template_name="ethics_officers/components/assistants_cell.html",
        orderable=False,
    )

    class Meta:
        model = Department
        fields = ("name", "officer", "officer_since", "assistants")
        order_by = ("name",)
        attrs = {"aria-label": _("Register of Ethics Officers")}
        empty_text = _("No department matches. Change the filters to see others.")
