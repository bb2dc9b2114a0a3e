"""The heat map: departments by signals, a square for each."""

from collections.abc import Iterable
from typing import Any

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from ethics_officers.figures import Span
from ethics_officers.queries import Standing
from ethics_officers.rules import Signal


class SignalColumn(tables.Column):
    """The heading of a column of squares; components/heat_map_row.html draws the squares."""

    def __init__(self, signal: Signal) -> None:
        super().__init__(
            verbose_name=signal.label,
            accessor=signal.field,
            attrs={"th": {"class": "square-head"}},
            orderable=False,
        )


class OversightTable(tables.Table):
    name = tables.Column(verbose_name=_("Department"), order_by=("name_en",))
    raised = tables.Column(verbose_name=_("Signals"), attrs={"th": {"class": "number"}})
    officer = SignalColumn(Signal.OFFICER)
    strategy = SignalColumn(Signal.STRATEGY)
    plan = SignalColumn(Signal.PLAN)
    late_return = SignalColumn(Signal.RETURN)
    stalled = SignalColumn(Signal.STALLED)
    coverage = SignalColumn(Signal.COVERAGE)

    class Meta:
        template_name = "ethics_officers/components/heat_map.html"
        order_by = ("-raised",)
        attrs = {"aria-label": _("Departments by signals"), "class": "table heat-map"}
        empty_text = _("No department matches. Change the filters to see others.")

    def __init__(self, found: Iterable[Standing], span: Span, **options: Any) -> None:
        """Of departments by name, so that those alike stay in that order."""
        super().__init__(list(found), **options)
        self.span = span
