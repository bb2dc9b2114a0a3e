"""The columns of lists of the library as files."""

from publications.exports.circulations import acknowledgement_columns, recipient_columns
from publications.exports.making import making_columns

__all__ = ["acknowledgement_columns", "making_columns", "recipient_columns"]
