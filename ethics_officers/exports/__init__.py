"""The columns of lists as files."""

from ethics_officers.exports.activities import activity_columns
from ethics_officers.exports.designations import register_columns, with_names
from ethics_officers.exports.figures import columns_behind
from ethics_officers.exports.returns import answer_columns, answer_rows, return_columns

__all__ = [
    "activity_columns",
    "answer_columns",
    "answer_rows",
    "columns_behind",
    "register_columns",
    "return_columns",
    "with_names",
]
