"""What is in the making, as a table."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from publications.models import Edition


class MakingTable(tables.Table):
    publication = tables.TemplateColumn(
        verbose_name=_("Publication"),
        template_name="publications/components/making_title_cell.html",
        order_by=("publication__title_en", "pk"),
    )
    making = tables.TemplateColumn(
        verbose_name=_("State"),
        template_name="publications/components/making_state_cell.html",
        order_by=("making", "pk"),
    )
    on = tables.DateColumn(
        verbose_name=_("Day"),
        format="SHORT_DATE_FORMAT",
        order_by=("on", "pk"),
        attrs={"td": {"class": "nowrap"}},
    )
    asked_body = tables.TemplateColumn(
        verbose_name=_("With"),
        template_name="publications/components/making_with_cell.html",
        order_by=("asked_body", "pk"),
    )

    class Meta:
        model = Edition
        fields = ("publication", "making", "on", "asked_body")
        attrs = {"aria-label": _("In the making")}
        empty_text = _("Nothing is in the making that matches. Change the filters to see others.")
