"""Filters of the library; their state is in the address."""

from publications.filters.circulations import CirculationFilter, RecipientFilter, departments_asked
from publications.filters.library import PublicationFilter
from publications.filters.making import MakingFilter
from publications.filters.reach import ReachForm

__all__ = [
    "CirculationFilter",
    "MakingFilter",
    "PublicationFilter",
    "ReachForm",
    "RecipientFilter",
    "departments_asked",
]
