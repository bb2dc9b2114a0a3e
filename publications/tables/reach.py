"""The reach of a circulation as a table."""

from collections.abc import Iterable
from typing import Any

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from publications.models import CirculationRound
from publications.queries.reach import DepartmentReach

_NUMBER = {"th": {"class": "number"}, "td": {"class": "number"}}


class PartColumn(tables.TemplateColumn):
    """How many came so far, with their share; sorted by the share, or else by the number."""

    def __init__(self, label: Any, name: str, step: str = "", *, by: str = "of_asked") -> None:
        super().__init__(
            verbose_name=label,
            accessor=name,
            template_name="publications/components/reach_cell.html",
            extra_context={"step": step},
            order_by=(f"{name}__{by}", f"{name}__number"),
            attrs=_NUMBER,
        )


class ReachTable(tables.Table):
    name = tables.TemplateColumn(
        verbose_name=_("Department"),
        template_name="publications/components/reach_department.html",
        order_by=("department__name_en",),
    )
    strength = tables.TemplateColumn(
        verbose_name=_("Strength"),
        accessor="department",
        template_name="publications/components/reach_strength.html",
        order_by=("department__strength",),
        attrs=_NUMBER,
    )
    asked = PartColumn(pgettext_lazy("of a circulation", "Asked"), "asked", by="number")
    sent = PartColumn(_("Sent"), "sent", "sent")
    opened = PartColumn(_("Opened"), "opened", "opened")
    acknowledged = PartColumn(_("Acknowledged"), "acknowledged", "done")
    late = PartColumn(_("Late"), "late", "late")

    watched = PartColumn(_("Watched"), "watched", "watched")
    average = tables.TemplateColumn(
        verbose_name=_("Watched on average"),
        accessor="average",
        template_name="publications/components/reach_average.html",
        attrs=_NUMBER,
    )

    class Meta:
        order_by = ("name",)
        attrs = {"aria-label": _("Reach by department")}
        empty_text = _("No department matches. Change the filters to see others.")

    def __init__(
        self, reached: Iterable[DepartmentReach], round_: CirculationRound, *, has_watched: bool
    ) -> None:
        """Of departments by name, so that those alike stay in that order."""
        absent = []
        if not round_.circulation.must_acknowledge:
            absent.append("acknowledged")
        if not has_watched:
            absent += ["watched", "average"]
        super().__init__(list(reached), exclude=absent)
        self.round = round_
