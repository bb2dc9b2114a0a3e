"""What is done with reports."""

from reporting.actions.coverage import Refreshed, refresh_coverage
from reporting.actions.freezes import freeze
from reporting.queries.freezes import AskedFigure

__all__ = ["AskedFigure", "Refreshed", "freeze", "refresh_coverage"]
