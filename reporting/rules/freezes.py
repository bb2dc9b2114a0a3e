"""What can be frozen."""

import datetime as dt
from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.days import day_text
from core.errors import RuleViolation
from ethics_officers.figures import Span
from reporting.models import Freeze

FIGURES_AT_ONCE = 400


class FreezeRefused(RuleViolation):
    """These figures can't be frozen."""


def check_has_figures(number: int) -> None:
    if number == 0:
        raise FreezeRefused(_("Choose one figure or more."))
    if number > FIGURES_AT_ONCE:
        raise FreezeRefused(
            ngettext(
                "This would be %(number)s figure, and a set holds %(most)s at most. Choose fewer "
                "figures or departments.",
                "These would be %(number)s figures, and a set holds %(most)s at most. Choose fewer "
                "figures or departments.",
                number,
            )
            % {"number": number, "most": FIGURES_AT_ONCE}
        )


def check_has_begun(spans: Collection[Span], today: dt.date) -> None:
    """Refuse days that have not come: there is nothing to count."""
    for span in spans:
        if span.starts_on > today:
            raise FreezeRefused(
                _("The period begins on %(day)s. Choose one that has begun.")
                % {"day": day_text(span.starts_on)}
            )


def check_can_be_replaced(freeze: Freeze, reason: str) -> None:
    if hasattr(freeze, "replaced_by"):
        raise FreezeRefused(
            _("“%(title)s” was replaced already. Replace the newest one.") % {"title": freeze.title}
        )
    if not reason:
        raise FreezeRefused(_("Say why it is replaced."))
