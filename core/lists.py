"""Several things named in one sentence."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import pgettext


def listed(things: Iterable[Any]) -> str:
    """Put things in a row as the active language does, without those that say nothing."""
    between = pgettext("between the things of a list", ", ")
    return between.join(text for thing in things if (text := str(thing)))


def detailed(thing: Any, *details: Any) -> str:
    """Put what is said of a thing after it as the active language does: a venue, its address."""
    between = pgettext("between a thing and what is said of it", ", ")
    return between.join(text for each in (thing, *details) if (text := str(each)))
