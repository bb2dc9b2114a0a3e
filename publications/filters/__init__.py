"""Filters of the library; their state is in the address."""

from publications.filters.circulations import (
    CirculationFilter,
    RecipientFilter,
    departments_asked,
)
from publications.filters.copies import (
    CopyOrderFilter,
    PostedPhotoFilter,
    StockFilter,
)
from publications.filters.library import (
    PublicationFilter,
)
from publications.filters.making import (
    MakingFilter,
)
from publications.filters.reach import (
    ReachForm,
)

__all__ = [
    "CirculationFilter",
    "CopyOrderFilter",
    "MakingFilter",
    "PostedPhotoFilter",
    "PublicationFilter",
    "ReachForm",
    "RecipientFilter",
    "StockFilter",
    "departments_asked",
]
