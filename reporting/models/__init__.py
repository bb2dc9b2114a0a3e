"""Tables of reports."""

from reporting.models.exports import ListExport
from reporting.models.saved import SavedReport

__all__ = ["ListExport", "SavedReport"]
