"""Lists of the library as tables."""

from publications.tables.circulations import CirculationTable, RecipientTable
from publications.tables.making import MakingTable

__all__ = ["CirculationTable", "MakingTable", "RecipientTable"]
