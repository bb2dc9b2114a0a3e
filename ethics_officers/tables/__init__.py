"""The officers' lists as tables."""

from ethics_officers.tables.designations import RegisterTable
from ethics_officers.tables.plans import PlanTable

__all__ = ["PlanTable", "RegisterTable"]
