"""The columns of lists of the library as files."""

from publications.exports.circulations import (
    acknowledgement_columns,
    circulation_columns,
    recipient_columns,
)
from publications.exports.copies import (
    copy_order_columns,
    stock_columns,
)
from publications.exports.library import (
    library_columns,
)
from publications.exports.making import (
    making_columns,
)
from publications.exports.reach import (
    reach_cells,
    reach_columns,
)

__all__ = [
    "acknowledgement_columns",
    "circulation_columns",
    "copy_order_columns",
    "library_columns",
    "making_columns",
    "reach_cells",
    "reach_columns",
    "recipient_columns",
    "stock_columns",
]
