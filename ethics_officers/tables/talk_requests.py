"""The requests for talks as a table."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from ethics_officers.models import TalkRequest


class TalkRequestTable(tables.Table):
    item = tables.TemplateColumn(
        verbose_name=_("Talk"),
        template_name="ethics_officers/components/talk_cell.html",
        order_by=("item__title", "pk"),
    )
    department = tables.TemplateColumn(
        verbose_name=_("Department"),
        template_name="ethics_officers/components/talk_department_cell.html",
        order_by=("department__name_en", "pk"),
    )
    asked_of = tables.Column(
        verbose_name=_("Who is asked"), accessor="asked_of__code", order_by=("asked_of__code", "pk")
    )
    starts = tables.TemplateColumn(
        verbose_name=_("When"),
        template_name="ethics_officers/components/talk_when_cell.html",
        order_by=("first_start", "pk"),
        attrs={"td": {"class": "nowrap"}},
    )
    expected = tables.Column(
        verbose_name=_("Expected"),
        attrs={"th": {"class": "number"}, "td": {"class": "number"}},
    )
    asked_at = tables.DateColumn(
        verbose_name=_("Asked on"),
        format="SHORT_DATE_FORMAT",
        attrs={"td": {"class": "nowrap"}},
    )
    status = tables.TemplateColumn(
        verbose_name=_("State"), template_name="ethics_officers/components/talk_state_cell.html"
    )

    class Meta:
        model = TalkRequest
        fields = ("item", "department", "asked_of", "starts", "expected", "asked_at", "status")
        attrs = {"aria-label": _("Requests for talks")}
        empty_text = _("No request for a talk matches. Change the filters to see others.")
