"""Filters of the officers' lists; their state is in the address."""

from ethics_officers.filters.activities import ActivityFilter, GoodPracticeFilter
from ethics_officers.filters.designations import RegisterFilter
from ethics_officers.filters.plans import PlanFilter, PlanListFilter

__all__ = [
    "ActivityFilter",
    "GoodPracticeFilter",
    "PlanFilter",
    "PlanListFilter",
    "RegisterFilter",
]
