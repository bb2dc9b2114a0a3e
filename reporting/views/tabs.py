"""The tabs of the reports: each for those who may open its page."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.models import User
from people.roles import Permission


@dataclass(frozen=True)
class Tab:
    """A page of the reports; `key` is what the page calls itself."""

    key: str
    label: Any
    view: str
    permissions: tuple[Permission, ...]


OF_ALL = (Permission.VIEW_REPORTS,)
OF_DEPARTMENTS = (Permission.VIEW_REPORTS, Permission.VIEW_OWN_DEPARTMENT)
OF_PROGRAMMES = (Permission.VIEW_REPORTS, Permission.VIEW_OWN_PROGRAMME)

# Each report adds its line here.
TABS: tuple[Tab, ...] = (
    Tab("overview", _("Overview"), "reporting:overview", OF_DEPARTMENTS),
    Tab("coverage", _("Coverage"), "reporting:coverage", OF_DEPARTMENTS),
    Tab("due", _("Who is due"), "reporting:due", OF_DEPARTMENTS),
    Tab("gaps", _("Gaps by risk"), "reporting:gaps", OF_PROGRAMMES),
    Tab("figures", _("Figures"), "reporting:figure-list", OF_DEPARTMENTS),
    Tab("legislature", _("Legislature"), "reporting:legislature", OF_ALL),
    Tab("programme-report", _("Programme report"), "reporting:programme-report-list", OF_ALL),
    Tab("documents", _("Documents"), "reporting:document-list", OF_ALL),
    Tab("frozen", _("Frozen figures"), "reporting:freeze-list", OF_ALL),
    Tab("saved", _("My reports"), "reporting:saved-list", OF_DEPARTMENTS),
)


def report_tabs(user: User, current: str) -> list[dict[str, Any]]:
    """Give the tabs that this user may open, for reporting/components/report_tabs.html."""
    return [
        {"label": tab.label, "url": reverse(tab.view), "is_current": tab.key == current}
        for tab in TABS
        if any(user.has(permission) for permission in tab.permissions)
    ]
