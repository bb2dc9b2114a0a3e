"""Filters of the lists of reports."""
