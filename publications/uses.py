"""Where publications are used. The apps above say so: they know of us, and we not of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from publications.models import Publication


@dataclass(frozen=True)
class Use:
    """One thing that uses a publication: its kind in words, what it is called, where it is seen."""

    kind: Any
    name: str
    address: str = ""


Source = Callable[[Publication], Iterable[Use]]

_SOURCES: list[Source] = []


def register_use(source: Source) -> Source:
    """Let an app say which of its things use a publication: `@register_use` in its `uses.py`."""
    _SOURCES.append(source)
    return source


def uses_of(publication: Publication) -> list[Use]:
    """Give everything that uses a publication."""
    return [use for source in _SOURCES for use in source(publication)]
