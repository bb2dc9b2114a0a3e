"""When a strategy may be begun, written, submitted, endorsed or returned."""

import datetime as dt

from django.utils.translation import gettext as _

from core.days import day_text
from core.errors import RuleViolation
from ethics_officers.models import Objective, RiskArea, Strategy, StrategyVersion

_WRITTEN_HERE = ("needs", "priorities")


class StrategyRefused(RuleViolation):
    """The strategy can't be begun, written or endorsed as asked."""


def in_use(row: RiskArea | Objective) -> StrategyRefused:
    """Give the refusal to remove what items of the plan build on."""
    return StrategyRefused(
        _("“%(row)s” stays, because items of the work plan refer to it. Change them first.")
        % {"row": row}
    )


def check_period(starts_on: dt.date, ends_on: dt.date) -> None:
    if ends_on <= starts_on:
        raise StrategyRefused(
            _("The strategy would end before it begins. Choose a last day after %(day)s.")
            % {"day": day_text(starts_on)}
        )


def check_period_is_free(other: Strategy | None) -> None:
    """Refuse a second strategy of a department on any day, naming the first."""
    if other is not None:
        raise StrategyRefused(
            _(
                "There is a strategy from %(start)s until %(end)s already. "
                "Write a new version of it, or choose days that do not overlap."
            )
            % {
                "start": day_text(other.starts_on),
                "end": day_text(other.ends_on - dt.timedelta(days=1)),
            }
        )


def check_version_is_draft(version: StrategyVersion) -> None:
    """Refuse to change what is with the head of department, or was endorsed."""
    if version.status == StrategyVersion.Status.SUBMITTED:
        raise StrategyRefused(
            _("This version is with the head of department. It can be changed if it is returned.")
        )
    if version.status != StrategyVersion.Status.DRAFT:
        raise StrategyRefused(
            _("This version was endorsed, so it stays as it is. Begin a new version from it.")
        )


def check_says_something(version: StrategyVersion) -> None:
    """Refuse to submit an empty strategy: it is written here, or uploaded, or both."""
    if version.document_id is None and not any(getattr(version, name) for name in _WRITTEN_HERE):
        raise StrategyRefused(
            _("There is nothing in it yet. Write the needs and priorities, or upload a document.")
        )


def check_version_is_submitted(version: StrategyVersion) -> None:
    if version.status != StrategyVersion.Status.SUBMITTED:
        raise StrategyRefused(
            _("This version is marked “%(status)s”. Reload the page to see how it stands.")
            % {"status": version.get_status_display().lower()}
        )


def check_is_open_version(version: StrategyVersion) -> None:
    """Refuse to record an endorsement of what was endorsed already."""
    if version.status != StrategyVersion.Status.DRAFT:
        check_version_is_submitted(version)


def check_endorsed_by_now(endorsed_on: dt.date, today: dt.date) -> None:
    if endorsed_on > today:
        raise StrategyRefused(
            _("%(day)s is still to come. Give the day on which the head of department signed.")
            % {"day": day_text(endorsed_on)}
        )


def check_can_have_a_new_version(last: StrategyVersion) -> None:
    if last.status != StrategyVersion.Status.ENDORSED:
        raise StrategyRefused(
            _("Version %(number)d is not endorsed yet. Go on writing that one.")
            % {"number": last.number}
        )
