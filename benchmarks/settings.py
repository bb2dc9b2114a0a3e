"""The application as in production, but that each answer tells how many statements it took."""

from integrity.settings import *  # noqa: F403
from integrity.settings import MIDDLEWARE

MIDDLEWARE = ["benchmarks.counting.CountingMiddleware", *MIDDLEWARE]
