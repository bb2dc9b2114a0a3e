"""Reads of the officers' work that span models."""

from ethics_officers.queries.designations import candidates, register
from ethics_officers.queries.results import Result, results

__all__ = ["Result", "candidates", "register", "results"]
