"""Reads of the officers' work that span models."""

from ethics_officers.queries.activities import (
    Likeness,
    good_practice,
    items_to_serve,
    last_kind,
    latest,
    likeness,
    sessions_to_tell_of,
    with_figures,
)
from ethics_officers.queries.designations import candidates, register
from ethics_officers.queries.plans import (
    PlanFigures,
    PlanRow,
    named,
    plan_figures,
    plan_rows,
    plans_of_year,
)
from ethics_officers.queries.results import Result, results

__all__ = [
    "Likeness",
    "PlanFigures",
    "PlanRow",
    "Result",
    "candidates",
    "good_practice",
    "items_to_serve",
    "last_kind",
    "latest",
    "likeness",
    "named",
    "plan_figures",
    "plan_rows",
    "plans_of_year",
    "register",
    "results",
    "sessions_to_tell_of",
    "with_figures",
]
