"""Reads of what the three systems know together."""

from reporting.queries.coverage import Basis, Coverage, CoverageCell, coverage

__all__ = ["Basis", "Coverage", "CoverageCell", "coverage"]
