"""The columns of lists as files."""

from ethics_officers.exports.activities import activity_columns
from ethics_officers.exports.designations import register_columns, with_names

__all__ = ["activity_columns", "register_columns", "with_names"]
