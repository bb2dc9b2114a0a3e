"""Reads of what the three systems know together."""
