"""Sample data: invented people and sessions among real departments, topics and publications.

Everything is drawn from a fixed seed, so that the same command makes the same sample, whoever
runs it; only the dates move with the day of loading.
"""
