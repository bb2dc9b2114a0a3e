"""Where publications are used. The apps above say so: they know of us, and we not of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from publications.models import Circulation, Publication


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


@register_use
def circulations(publication: Publication) -> Iterable[Use]:
    """Give the circulations of any edition of a publication, the newest first."""
    found = Circulation.objects.filter(edition__publication=publication)
    for circulation in found.select_related("edition"):
        yield Use(
            _("Circulation"),
            _("Edition %(number)s: %(state)s")
            % {
                "number": circulation.edition.number,
                "state": circulation.get_status_display(),
            },
            reverse("publications:circulation-detail", args=[circulation.pk]),
        )
