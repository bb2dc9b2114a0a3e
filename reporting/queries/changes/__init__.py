"""What changed since figures were frozen, as far as the row history tells, in sentences."""

from reporting.queries.changes.causes import Cause, causes_of, causes_of_departments

__all__ = ["Cause", "causes_of", "causes_of_departments"]
