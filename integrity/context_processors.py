"""What every page needs: where one can go, and what this installation is."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from integrity.languages import kept_entries
from people.roles import Permission


@dataclass(frozen=True)
class Area:
    """An entry of the main navigation."""

    view: str
    label: Any
    permissions: tuple[Permission, ...]
    # Views whose pages, and those beneath them, belong to the area as well as its own.
    also: tuple[str, ...] = ()


AREAS = (
    Area("home", _("Home"), ()),
    Area("training:session-list", _("Sessions"), (Permission.TAKE_TRAINING,)),
    Area("training:my-record", _("My record"), (Permission.TAKE_TRAINING,)),
    Area(
        "training:schedule", _("Schedule"), (Permission.VIEW_SCHEDULE, Permission.VIEW_ENGAGEMENTS)
    ),
    Area(
        "ethics_officers:our-department",
        _("Our department"),
        (Permission.VIEW_OWN_PROGRAMME,),
        also=("ethics_officers:register", "people:person-list"),
    ),
    # For officers; staff come to it from the register, which is theirs.
    Area("ethics_officers:network", _("Network"), (Permission.MANAGE_OWN_PROGRAMME,)),
    Area("people:person-list", _("Our department"), (Permission.VIEW_OWN_DEPARTMENT,)),
    Area("ethics_officers:register", _("Ethics Officers"), (Permission.VIEW_ETHICS_OFFICERS,)),
    Area("publications:library", _("Publications"), (Permission.READ_PUBLICATIONS,)),
    Area(
        "reporting:overview",
        _("Reports"),
        (Permission.VIEW_REPORTS, Permission.VIEW_OWN_DEPARTMENT),
    ),
    Area("people:system", _("System"), (Permission.VIEW_PEOPLE, Permission.VIEW_AUDIT_LOG)),
)


def site(request: HttpRequest) -> dict[str, Any]:
    """Give where this user can go and is, what was typed, and whether this is the sample."""
    # A request refused at the door, such as one for a host that is not ours, has no user yet.
    user: Any = getattr(request, "user", AnonymousUser())
    areas = _areas_of(user) if user.is_authenticated else []
    return {
        "areas": [{"url": reverse(area.view), "label": area.label} for area in areas],
        "current_area": _current(areas, request.path),
        "is_sample": settings.SAMPLE,
        "kept_entries": kept_entries(request),
    }


def _areas_of(user: Any) -> list[Area]:
    """Those open to a user; where two have the same name, the first of them."""
    areas: dict[str, Area] = {}
    for area in AREAS:
        if not area.permissions or any(user.has(wanted) for wanted in area.permissions):
            areas.setdefault(str(area.label), area)
    return list(areas.values())


def _current(areas: list[Area], path: str) -> str:
    """Give the address of the area that a page is in: the one whose pages are named closest.

    Of two as close, it is the one that the page is an own page of.
    """
    home = reverse("home")
    found = [
        (len(url), view == area.view, reverse(area.view))
        for area in areas
        for view in (area.view, *area.also)
        if path == (url := reverse(view)) or (url != home and path.startswith(url))
    ]
    return max(found)[2] if found else ""
