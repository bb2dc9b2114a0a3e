"""Lists of the library as tables."""

from publications.tables.circulations import (
    CirculationTable,
    RecipientTable,
)
from publications.tables.copies import (
    CopyOrderTable,
    StockTable,
)
from publications.tables.making import (
    MakingTable,
)
from publications.tables.reach import (
    ReachTable,
)

__all__ = [
    "CirculationTable",
    "CopyOrderTable",
    "MakingTable",
    "ReachTable",
    "RecipientTable",
    "StockTable",
]
