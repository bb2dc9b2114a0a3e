"""When those who have not read may be reminded by hand."""

from django.utils.translation import gettext as _

from core.errors import RuleViolation
from publications.models import CirculationRound


class ChaserRefused(RuleViolation):
    """Nobody is to be reminded, or nobody any more."""


def can_be_chased(round_: CirculationRound) -> bool:
    return round_.begun_at is not None and round_.closed_at is None and round_.circulation.is_open


def check_can_be_chased(round_: CirculationRound) -> None:
    if not can_be_chased(round_):
        raise ChaserRefused(_("Nobody is asked to read this any more, so nobody is reminded."))


def check_reaches_somebody(told: int) -> None:
    if not told:
        raise ChaserRefused(
            _(
                "Nobody is left to remind: those who have not read it were reminded today already, "
                "or have no account."
            )
        )
