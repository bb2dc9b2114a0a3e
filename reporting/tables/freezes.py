"""Sets of frozen figures as a table."""

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from reporting.models import Freeze

_NUMBER = {"th": {"class": "number"}, "td": {"class": "number"}}


class FreezeTable(tables.Table):
    title = tables.Column(
        verbose_name=_("Title"),
        linkify=("reporting:freeze-detail", {"freeze_id": tables.A("pk")}),
        order_by=("title", "pk"),
    )
    made_at = tables.DateTimeColumn(
        verbose_name=_("Frozen"),
        format="SHORT_DATETIME_FORMAT",
        order_by=("made_at", "pk"),
        attrs={"td": {"class": "nowrap"}},
    )
    made_by_name = tables.Column(
        verbose_name=pgettext_lazy("frozen figures", "By"), order_by=("made_by_name", "pk")
    )
    number_of_figures = tables.Column(
        verbose_name=_("Figures"), order_by=("number_of_figures", "pk"), attrs=_NUMBER
    )
    state = tables.Column(
        verbose_name=_("State"), accessor="replaced_by", empty_values=(), orderable=False
    )
    sha256 = tables.Column(verbose_name=_("Hash"), orderable=False)

    class Meta:
        model = Freeze
        fields = ("title", "made_at", "made_by_name", "number_of_figures", "state", "sha256")
        order_by = ("-made_at",)
        attrs = {"aria-label": _("Sets of frozen figures")}
        empty_text = _("No set of frozen figures matches. Change the filters to see others.")

    def render_state(self, record: Freeze) -> str:
        if hasattr(record, "replaced_by"):
            return str(pgettext_lazy("set of frozen figures", "Replaced"))
        return str(pgettext_lazy("set of frozen figures", "Standing"))

    def render_sha256(self, value: str) -> str:
        return format_html("<code>{}…</code>", value[:12])
