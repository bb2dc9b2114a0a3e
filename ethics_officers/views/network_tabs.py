"""What the pages of the network share: its tabs, and whether their reader takes part."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ethics_officers import permissions
from people.access import SignedInRequest
from people.roles import Permission

TABS = (
    ("overview", _("Overview"), "ethics_officers:network"),
    ("directory", _("Directory"), "ethics_officers:directory"),
    ("questions", _("Questions"), "ethics_officers:board"),
    ("good-practice", _("Good practice"), "ethics_officers:good-practice-list"),
    ("thematic", _("Thematic sessions"), "ethics_officers:thematic-session-list"),
    ("files", _("Shared files"), "ethics_officers:shared-file-list"),
)


def in_network(request: SignedInRequest, current: str) -> dict[str, Any]:
    """Give what ethics_officers/network.html needs; `current` is the key of the page's tab."""
    return {
        "tabs": [
            {"label": label, "url": reverse(name), "is_current": key == current}
            for key, label, name in TABS
        ],
        "takes_part": permissions.can_use_network(request.user),
        "comes_from_register": request.user.has(Permission.VIEW_ETHICS_OFFICERS),
    }
