"""Reads of what the three systems know together."""

from reporting.models import Basis
from reporting.queries.coverage import (
    Coverage,
    CoverageCell,
    count_coverage,
    coverage,
)

__all__ = ["Basis", "Coverage", "CoverageCell", "count_coverage", "coverage"]
