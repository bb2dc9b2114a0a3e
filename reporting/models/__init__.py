"""Tables of reports."""

from reporting.models.exports import ListExport
from reporting.models.freezes import Freeze, FrozenFigure
from reporting.models.saved import SavedReport

__all__ = ["Freeze", "FrozenFigure", "ListExport", "SavedReport"]
