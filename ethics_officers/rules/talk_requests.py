"""When a talk may be asked for, changed, answered, accepted, declined or withdrawn."""

import datetime as dt
from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from core.errors import RuleViolation
from ethics_officers.models import PlanItem, TalkRequest
from people.models import Department
from training.models import Session

# Who gives talks, by the codes of the departments: they are the organisers of sessions.
TALKS_ARE_GIVEN_BY = ("ICAC", "CSB")

# What serves no item any more: it will never be held.
GONE = frozenset({Session.Status.CANCELLED.value, "discarded"})


class TalkRequestRefused(RuleViolation):
    """The talk can't be asked for, or the request not answered, as asked."""


def moment(instant: dt.datetime | None) -> str:
    return date_format(localtime(instant), "DATETIME_FORMAT")


def check_item_can_have_a_talk(item: PlanItem) -> None:
    if item.status in {PlanItem.Status.DONE, PlanItem.Status.DROPPED, PlanItem.Status.EXPLAINED}:
        raise TalkRequestRefused(
            _("This item of the plan is marked “%(status)s”, so no talk can be asked for it.")
            % {"status": item.get_status_display().lower()}
        )


def check_gives_talks(department: Department) -> None:
    if department.code not in TALKS_ARE_GIVEN_BY:
        raise TalkRequestRefused(
            _("%(department)s gives no talks. Choose the ICAC or the Civil Service Bureau.")
            % {"department": department.name}
        )


def check_dates(starts: Sequence[dt.datetime], now: dt.datetime) -> None:
    """Refuse dates gone by and a date given twice; what day of the week they are is no matter."""
    for start in starts:
        if start <= now:
            raise TalkRequestRefused(
                _("%(moment)s is in the past. Choose a later date.") % {"moment": moment(start)}
            )
    if len(set(starts)) < len(starts):
        raise TalkRequestRefused(_("Two of the dates are the same. Give three different ones."))


def check_no_open_request(other: TalkRequest | None) -> None:
    if other is not None:
        raise TalkRequestRefused(
            _(
                "A talk was asked for this item on %(moment)s, and that request is still open. "
                "Change or withdraw it."
            )
            % {"moment": moment(other.asked_at)}
        )


def check_request_is_open(request: TalkRequest) -> None:
    """Refuse to change or withdraw what was accepted, declined or withdrawn already."""
    if request.status not in {TalkRequest.Status.ASKED, TalkRequest.Status.ANSWERED}:
        _refuse_closed(request)


def check_awaits_an_answer(request: TalkRequest, asked_at: dt.datetime) -> None:
    """Refuse to answer a request that has an answer, or was changed since it was read."""
    if request.status == TalkRequest.Status.ANSWERED:
        raise TalkRequestRefused(
            _("%(name)s answered this request on %(moment)s. The department has the next word.")
            % {"name": _answerer(request), "moment": moment(request.answered_at)}
        )
    if request.status != TalkRequest.Status.ASKED:
        _refuse_closed(request)
    if request.asked_at != asked_at:
        raise TalkRequestRefused(
            _(
                "The department changed this request on %(moment)s, after you had opened it. "
                "Look at it again."
            )
            % {"moment": moment(request.asked_at)}
        )


def check_is_to_come(starts_at: dt.datetime, now: dt.datetime) -> None:
    if starts_at <= now:
        raise TalkRequestRefused(
            _("%(moment)s is in the past. Choose a later date.") % {"moment": moment(starts_at)}
        )


def check_has_a_place(place: str) -> None:
    if not place:
        raise TalkRequestRefused(
            _("The department named no place of its own. Choose a venue or give a link.")
        )


def _answerer(request: TalkRequest) -> str:
    user = request.answered_by
    return str(getattr(user, "person", None) or user)


def _refuse_closed(request: TalkRequest) -> None:
    if request.status == TalkRequest.Status.ACCEPTED:
        raise TalkRequestRefused(
            _("%(name)s accepted this request on %(moment)s. Its session is in the schedule.")
            % {"name": _answerer(request), "moment": moment(request.answered_at)}
        )
    if request.status == TalkRequest.Status.DECLINED:
        raise TalkRequestRefused(
            _("%(name)s declined this request on %(moment)s. Reload the page to read why.")
            % {"name": _answerer(request), "moment": moment(request.answered_at)}
        )
    raise TalkRequestRefused(
        _("The department withdrew this request. Reload the page to see how it stands.")
    )
