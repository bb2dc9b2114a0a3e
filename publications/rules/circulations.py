"""When circulations may go out and end, by which day one reads, and when one is reminded."""

import datetime as dt
import hashlib
from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from core.days import day_of, working_days_after, working_days_before
from core.errors import RuleViolation
from publications.models import Circulation, Edition, Recipient, Rendition

# Reminders go to those who have not read: so many days from the day by which they should have.
# Each counts until the next one does, so that after an outage one gets the last of them only.
REMINDERS = (-7, -2, 0, 7, 14)
_LAST_REMINDER_COUNTS = 7
REMINDERS_FROM = dt.time(9, 0)

# How long after a year has passed its round is still begun, if nothing could begin it before.
YEARLY_WINDOW = dt.timedelta(days=60)

# By which words of its name a general holiday is a festival's; the first of a year is its day.
FESTIVAL_NAMES: dict[str, str] = {
    Circulation.Festival.LUNAR_NEW_YEAR: "Lunar New Year",
    Circulation.Festival.CHING_MING: "Ching Ming",
    Circulation.Festival.TUEN_NG: "Tuen Ng",
    Circulation.Festival.MID_AUTUMN: "Mid-Autumn",
    Circulation.Festival.CHUNG_YEUNG: "Chung Yeung",
    Circulation.Festival.CHRISTMAS: "Christmas Day",
}


class CirculationRefused(RuleViolation):
    """The circulation is not in a state for what was asked."""


class AcknowledgementRefused(RuleViolation):
    """What was read is not, or no longer, what is asked to be read."""


def check_can_be_changed(circulation: Circulation) -> None:
    if circulation.status != Circulation.Status.DRAFT:
        raise CirculationRefused(
            _("This circulation was sent, so it can't be changed. End it, and draft another one.")
        )


def check_is_draft(circulation: Circulation) -> None:
    if circulation.status != Circulation.Status.DRAFT:
        raise CirculationRefused(_("This circulation was sent already."))


def check_is_open(circulation: Circulation) -> None:
    if not circulation.is_open:
        raise CirculationRefused(
            _("This circulation is not under way, so there is nothing to end.")
        )


def check_is_not_over(circulation: Circulation) -> None:
    if circulation.ended_at is not None:
        raise CirculationRefused(_("This circulation is over already."))


def check_edition_can_be_read(edition: Edition, starts_at: dt.datetime) -> None:
    """Refuse to ask people to read what they can't open on the day."""
    if not edition.is_published(starts_at):
        raise CirculationRefused(
            _(
                "This edition is not published at that time. Publish it before, "
                "or let the circulation start later."
            )
        )
    if not edition.renditions.exists():
        raise CirculationRefused(
            _("This edition has nothing to read yet: add a file, a text or a link to it first.")
        )


def check_leaves_time(circulation: Circulation, starts_at: dt.datetime) -> None:
    if circulation.due_on is not None and circulation.due_on <= day_of(starts_at):
        raise CirculationRefused(
            _("The deadline is not after the day it starts. Change the deadline or start earlier.")
        )


def due_day(
    circulation: Circulation,
    asked_on: dt.date,
    fixed: dt.date | None,
    holidays: Collection[dt.date],
) -> dt.date:
    """Give the day by which somebody asked on a day has to have read.

    Whoever was there at the start has until the day that was fixed, if one was; who comes later
    has the days of a joiner, and no less than the others.
    """
    if circulation.unit == Circulation.Unit.WORKING_DAYS:
        counted = working_days_after(asked_on, circulation.days, holidays)
    else:
        counted = asked_on + dt.timedelta(days=circulation.days)
    return counted if fixed is None else max(fixed, counted)


def takes_joiners(circulation: Circulation, today: dt.date) -> bool:
    """Say whether those who join the audience today are asked, too."""
    return (
        circulation.status == Circulation.Status.SENT
        and circulation.takes_joiners
        and (circulation.joiners_until is None or today <= circulation.joiners_until)
    )


def reminder_windows(today: dt.date) -> Iterator[tuple[int, dt.date, dt.date]]:
    """Give each step of the reminders, with the deadlines, from and to, to which it applies today.

    Both days are included.
    """
    ends = (*REMINDERS[1:], REMINDERS[-1] + _LAST_REMINDER_COUNTS)
    for step, (begins, until) in enumerate(zip(REMINDERS, ends, strict=True), start=1):
        yield (
            step,
            today - dt.timedelta(days=until - 1),
            today - dt.timedelta(days=begins),
        )


def last_anniversary(first: dt.date, today: dt.date) -> dt.date | None:
    """Give the last day, up to today, on which whole years had passed since a day."""
    for year in (today.year, today.year - 1):
        # Who began on 29 February goes by 1 March in other years.
        try:
            anniversary = first.replace(year=year)
        except ValueError:
            anniversary = dt.date(year, 3, 1)
        if first < anniversary <= today:
            return anniversary
    return None


def festival_round_is_due(
    circulation: Circulation, festival: dt.date, today: dt.date, holidays: Collection[dt.date]
) -> bool:
    """Say whether the round before a festival is to begin: its day has come, the festival not.

    One that went out for the first time since that day serves for the festival.
    """
    begins = working_days_before(festival, circulation.days_before or 0, holidays)
    first = day_of(circulation.starts_at) if circulation.starts_at else today
    return first < begins <= today < festival


def fingerprint(rendition: Rendition) -> str:
    """Give the hash of what a rendition is: of its file, or of its text or address."""
    if rendition.stored is not None:
        return rendition.stored.sha256
    return hashlib.sha256((rendition.text or rendition.link).encode()).hexdigest()


def check_is_what_was_read(rendition: Rendition, sha256: str) -> None:
    if fingerprint(rendition) != sha256:
        raise AcknowledgementRefused(
            _("The file was replaced after you had opened it. Please read it again, then confirm.")
        )


def check_is_still_current(rendition: Rendition, newest: Edition | None, has_changed: bool) -> None:
    """Refuse what was read of an edition that is gone, or that says something else by now."""
    if newest is None or (rendition.edition_id != newest.pk and has_changed):
        raise AcknowledgementRefused(
            _("A new edition was published after you had opened this one. Please read that one.")
        )


def check_is_asked(recipients: Collection[Recipient]) -> None:
    if not recipients:
        raise AcknowledgementRefused(
            _("You are not asked to acknowledge this publication, or not any more.")
        )
