"""What is done with reports."""

from reporting.actions.freezes import freeze
from reporting.queries.freezes import AskedFigure

__all__ = ["AskedFigure", "freeze"]
