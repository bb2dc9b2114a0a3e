"""Circulations and their recipients as tables."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from publications.models import Circulation, Recipient

_NUMBER = {"th": {"class": "number"}, "td": {"class": "number"}}
_NOWRAP = {"td": {"class": "nowrap"}}


class CirculationTable(tables.Table):
    title = tables.TemplateColumn(
        verbose_name=_("Publication"),
        template_name="publications/components/circulation_cell.html",
        order_by=("edition__publication__title_en", "pk"),
    )
    status = tables.TemplateColumn(
        verbose_name=_("State"),
        template_name="publications/components/circulation_state.html",
        order_by=("status", "pk"),
    )
    starts_at = tables.DateColumn(
        verbose_name=pgettext_lazy("of a circulation", "From"),
        format="SHORT_DATE_FORMAT",
        order_by=("starts_at", "pk"),
        attrs=_NOWRAP,
    )
    asked_then = tables.Column(
        verbose_name=pgettext_lazy("of a circulation", "Asked"),
        orderable=False,
        attrs=_NUMBER,
        default="",
    )
    done_then = tables.Column(verbose_name=_("Read"), orderable=False, attrs=_NUMBER, default="")

    class Meta:
        model = Circulation
        fields = ("title", "status", "starts_at", "asked_then", "done_then")
        attrs = {"aria-label": _("Circulations")}
        empty_text = _("No circulation matches. Change the filters to see others.")


class RecipientTable(tables.Table):
    name = tables.Column(
        verbose_name=pgettext_lazy("of a person", "Name"),
        accessor="person",
        order_by=("person__name_en", "pk"),
    )
    department = tables.Column(
        verbose_name=_("Department"),
        accessor="department__name",
        order_by=("department__name_en", "person__name_en", "pk"),
    )
    due_on = tables.DateColumn(
        verbose_name=_("To be read by"),
        format="SHORT_DATE_FORMAT",
        order_by=("due_on", "pk"),
        attrs=_NOWRAP,
    )
    opened_at = tables.DateTimeColumn(
        verbose_name=_("Opened"),
        format="SHORT_DATETIME_FORMAT",
        order_by=("opened_at", "pk"),
        attrs=_NOWRAP,
    )
    acknowledged_at = tables.TemplateColumn(
        verbose_name=_("Acknowledged"),
        template_name="publications/components/recipient_state.html",
        order_by=("acknowledged_at", "pk"),
        attrs=_NOWRAP,
    )

    class Meta:
        model = Recipient
        fields = ("name", "department", "due_on", "opened_at", "acknowledged_at")
        order_by = ("name",)
        attrs = {"aria-label": _("Recipients")}
        empty_text = _("Nobody matches. Change the filters to see others.")
