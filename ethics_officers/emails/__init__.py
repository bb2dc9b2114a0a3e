"""What is written about the work of Ethics Officers, and when it is no longer wanted."""

from ethics_officers.emails.good_practice import good_practice_commented
from ethics_officers.emails.returns import return_reopened, returns_due

__all__ = ["good_practice_commented", "return_reopened", "returns_due"]
