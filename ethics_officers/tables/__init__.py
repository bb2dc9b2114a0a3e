"""Lists of the officers' work as tables."""

from ethics_officers.tables.designations import RegisterTable
from ethics_officers.tables.figures import TABLES_BEHIND
from ethics_officers.tables.returns import ReturnTable

__all__ = ["TABLES_BEHIND", "RegisterTable", "ReturnTable"]
