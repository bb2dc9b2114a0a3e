"""Input to reports."""
