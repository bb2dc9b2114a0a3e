"""The heat map: departments by signals, a square for each."""

from typing import Any

import django_tables2 as tables
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ethics_officers.figures import Span
from ethics_officers.rules import RAISED, SILENT, WAITING, Signal, State
from people.models import Department

# The page of a department that holds what is behind each signal.
PAGES = {
    Signal.OFFICER: "ethics_officers:department-detail",
    Signal.STRATEGY: "ethics_officers:strategy-of-department",
    Signal.PLAN: "ethics_officers:plan-of-department",
    Signal.RETURN: "ethics_officers:return-of-department",
    Signal.STALLED: "ethics_officers:plan-of-department",
}


class SignalColumn(tables.Column):
    """A square: the state in a word, with a shape and a tint, leading to what is behind it."""

    def __init__(self, signal: Signal, **options: Any) -> None:
        self.signal = signal
        super().__init__(
            verbose_name=signal.label,
            accessor=signal.field,
            attrs={"th": {"class": "square-head"}, "td": {"class": "square-cell"}},
            orderable=False,
            **options,
        )

    def words(self, record: Any, value: str) -> Any:
        return State(value).label

    def render(self, record: Any, value: str) -> SafeString:
        # Not a template: a page draws some five hundred of them.
        return format_html(
            '<a class="square square-{}" href="{}">{}'
            '<span class="visually-hidden">: {}, {}</span></a>',
            self._look(value),
            self.address(record),
            self.words(record, value),
            self.signal.label,
            record.name,
        )

    def address(self, record: Any) -> str:
        return reverse(PAGES[self.signal], args=[record.pk])

    def _look(self, state: str) -> str:
        if state in RAISED[self.signal]:
            return "raised"
        if state in WAITING:
            return "waiting"
        return "silent" if state in SILENT else "well"


class CoverageColumn(SignalColumn):
    """The square of coverage says the share itself, and leads to those who make it up."""

    span: Span  # that it was counted over

    def words(self, record: Any, value: str) -> Any:
        if record.coverage is None:
            return super().words(record, value)
        return f"{record.coverage:.0f}%"

    def address(self, record: Any) -> str:
        page = reverse("ethics_officers:figure-detail", args=[record.pk, "coverage"])
        return f"{page}?since={self.span.starts_on}&until={self.span.ends_on}"


class OversightTable(tables.Table):
    name = tables.TemplateColumn(
        verbose_name=_("Department"),
        template_name="ethics_officers/components/department_cell.html",
        order_by=("name_en",),
    )
    raised = tables.Column(
        verbose_name=_("Signals"), attrs={"th": {"class": "number"}, "td": {"class": "number"}}
    )
    officer = SignalColumn(Signal.OFFICER)
    strategy = SignalColumn(Signal.STRATEGY)
    plan = SignalColumn(Signal.PLAN)
    late_return = SignalColumn(Signal.RETURN)
    stalled = SignalColumn(Signal.STALLED)
    coverage = CoverageColumn(Signal.COVERAGE)

    class Meta:
        model = Department
        fields = ("name", "raised")
        sequence = ("name", "raised", "...")
        order_by = ("-raised",)
        attrs = {"aria-label": _("Departments by signals"), "class": "table heat-map"}
        empty_text = _("No department matches. Change the filters to see others.")

    def __init__(self, departments: QuerySet[Any], span: Span, **options: Any) -> None:
        super().__init__(departments, **options)
        self.columns["coverage"].column.span = span

    def order_raised(
        self, departments: QuerySet[Any], is_descending: bool
    ) -> tuple[QuerySet[Any], bool]:
        """The worst first, or last; by name where they stand alike."""
        return departments.order_by("-raised" if is_descending else "raised", "name_en"), True
