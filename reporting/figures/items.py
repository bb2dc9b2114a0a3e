"""The share of what work plans promised that was done."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from ethics_officers.figures import FIGURES as OF_RETURNS
from ethics_officers.figures import ByDepartment, Figure, Group, Of, Span, Unit, Value, percent
from reporting.figures.counting import percents

_PLANNED, _DONE = OF_RETURNS["plan_items"], OF_RETURNS["plan_items_done"]


def _done(departments: Collection[int], span: Span) -> ByDepartment:
    return percents(_DONE.count(departments, span), _PLANNED.count(departments, span), departments)


def _done_together(departments: Collection[int], span: Span) -> Value:
    return percent(_DONE.together(departments, span), _PLANNED.together(departments, span))


ITEMS = (
    Figure(
        "plan_items_done_share",
        _("Share of plan items done"),
        _(
            "Of the items of the work plan that was handed in for the year, without those dropped, "
            "the share that is done. The list holds those that are."
        ),
        _done,
        _DONE.rows,
        _DONE.behind,
        Unit.PERCENT,
        None,
        _done_together,
        group=Group.PROGRAMMES,
        of=Of.DEPARTMENT,
    ),
)
