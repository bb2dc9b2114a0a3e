"""What every page needs: where one can go, and what this installation is."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.roles import Permission


@dataclass(frozen=True)
class Area:
    """An entry of the main navigation."""

    view: str
    label: Any
    permissions: tuple[Permission, ...]


AREAS = (
    Area("home", _("Home"), ()),
    Area("training:session-list", _("Sessions"), (Permission.TAKE_TRAINING,)),
    Area("training:my-record", _("My record"), (Permission.TAKE_TRAINING,)),
    Area(
        "training:schedule", _("Schedule"), (Permission.VIEW_SCHEDULE, Permission.VIEW_ENGAGEMENTS)
    ),
    Area("people:person-list", _("Our department"), (Permission.VIEW_OWN_DEPARTMENT,)),
    Area("ethics_officers:register", _("Ethics Officers"), (Permission.VIEW_ETHICS_OFFICERS,)),
    Area("publications:library", _("Publications"), (Permission.READ_PUBLICATIONS,)),
    Area("people:system", _("System"), (Permission.VIEW_PEOPLE, Permission.VIEW_AUDIT_LOG)),
)


def site(request: HttpRequest) -> dict[str, Any]:
    """Give the areas this user can go to, the one they are in, and whether this is the sample."""
    # A request refused at the door, such as one for a host that is not ours, has no user yet.
    user: Any = getattr(request, "user", AnonymousUser())
    areas = []
    if user.is_authenticated:
        areas = [
            {"url": reverse(area.view), "label": area.label}
            for area in AREAS
            if not area.permissions or any(user.has(wanted) for wanted in area.permissions)
        ]
    home = reverse("home")
    within = [
        area["url"]
        for area in areas
        if request.path == area["url"]
        or (area["url"] != home and request.path.startswith(area["url"]))
    ]
    return {
        "areas": areas,
        "current_area": max(within, key=len, default=""),
        "is_sample": settings.SAMPLE,
    }
