"""Filters of the library; their state is in the address."""

from publications.filters.circulations import CirculationFilter, RecipientFilter
from publications.filters.library import PublicationFilter
from publications.filters.making import MakingFilter

__all__ = ["CirculationFilter", "MakingFilter", "PublicationFilter", "RecipientFilter"]
