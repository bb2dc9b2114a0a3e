"""Columns of the reports as files."""
