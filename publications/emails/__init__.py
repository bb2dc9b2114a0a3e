"""What is written about publications, and when it is no longer wanted."""

from publications.emails import circulations, copies
from publications.emails.reviews import review_answered, review_asked_for, reviews_overdue
from publications.emails.rights import rights_ending

__all__ = [
    "circulations",
    "copies",
    "review_answered",
    "review_asked_for",
    "reviews_overdue",
    "rights_ending",
]
