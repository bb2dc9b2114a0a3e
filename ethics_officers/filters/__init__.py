"""Filters of lists; their state is in the address."""

from ethics_officers.filters.activities import ActivityFilter, GoodPracticeFilter
from ethics_officers.filters.designations import RegisterFilter
from ethics_officers.filters.returns import ReturnFilter, SpanForm

__all__ = [
    "ActivityFilter",
    "GoodPracticeFilter",
    "RegisterFilter",
    "ReturnFilter",
    "SpanForm",
]
