"""Input of the reports, turned into clean values. Nothing here saves anything."""
