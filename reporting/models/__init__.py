"""Tables of reports."""

from reporting.models.freezes import Freeze, FrozenFigure

__all__ = ["Freeze", "FrozenFigure"]
