"""Edges of the training system: finding sessions, running them, marking who came."""
