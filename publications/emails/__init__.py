"""What is written about publications."""

from publications.emails import circulations

__all__ = ["circulations"]
