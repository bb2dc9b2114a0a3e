"""Letters about requests for talks: to the staff who are asked, and back to the officer."""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Prefetch
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.days import day_of
from ethics_officers import queries
from ethics_officers.models import TalkRequest
from notifications.actions import enqueue
from notifications.emails import Composed, Mail, Message, Unwanted, Writer, composes
from training.models import Meeting

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as LazyText

ASKED, WITHDRAWN, ANSWERED, DECLINED, ACCEPTED = (
    "talk_asked",
    "talk_withdrawn",
    "talk_answered",
    "talk_declined",
    "talk_accepted",
)


def talk_asked_for(request: TalkRequest, *, now: dt.datetime) -> None:
    """Tell the staff of the organisation that a department asks it for a talk, or asks anew."""
    _tell(request, ASKED, queries.staff_who_answer(request.asked_of, day_of(now)), now=now)


def talk_request_withdrawn(request: TalkRequest, *, now: dt.datetime) -> None:
    _tell(request, WITHDRAWN, queries.staff_who_answer(request.asked_of, day_of(now)), now=now)


def talk_request_answered(request: TalkRequest, *, now: dt.datetime) -> None:
    _tell(request, ANSWERED, queries.officers_to_tell(request, day_of(now)), now=now)


def talk_request_declined(request: TalkRequest, *, now: dt.datetime) -> None:
    _tell(request, DECLINED, queries.officers_to_tell(request, day_of(now)), now=now)


def talk_request_accepted(request: TalkRequest, *, now: dt.datetime) -> None:
    _tell(request, ACCEPTED, queries.officers_to_tell(request, day_of(now)), now=now)


def _tell(
    request: TalkRequest, what: str, recipient_ids: Collection[int], *, now: dt.datetime
) -> None:
    """Write to each, once for each wording of the request and of its answer."""
    wording = request.asked_at.isoformat()
    for recipient_id in recipient_ids:
        enqueue(
            key=f"ethics_officers.{what}:{request.pk}:{now.isoformat()}:{recipient_id}",
            kind=f"ethics_officers.{what}",
            recipient_id=recipient_id,
            about_id=request.pk,
            now=now,
            context={"asked_at": wording},
        )


# What the letters say ----------------------------------------------------------------------------


class _Kind(NamedTuple):
    """A kind of letter: what staff call it, what it says, and the state in which it is wanted."""

    name: str
    label: "LazyText"
    subject: "LazyText"
    said: "LazyText"
    status: TalkRequest.Status


_KINDS = (
    _Kind(
        ASKED,
        gettext_lazy("Request for a talk"),
        gettext_lazy("A talk is asked for: %(topic)s, %(department)s"),
        gettext_lazy(
            "A department asks %(asked_of)s for a talk. Accept it, answer with a question or a "
            "proposal, or decline it."
        ),
        TalkRequest.Status.ASKED,
    ),
    _Kind(
        WITHDRAWN,
        gettext_lazy("Withdrawal of a request for a talk"),
        gettext_lazy("No longer wanted: the talk on %(topic)s, %(department)s"),
        gettext_lazy(
            "The department has withdrawn its request for a talk. There is nothing for you to do."
        ),
        TalkRequest.Status.WITHDRAWN,
    ),
    _Kind(
        ANSWERED,
        gettext_lazy("Answer to a request for a talk"),
        gettext_lazy("An answer to your request for a talk: %(topic)s"),
        gettext_lazy(
            "%(asked_of)s has a question or a proposal. Answer it by changing your "
            "request, which is then asked anew."
        ),
        TalkRequest.Status.ANSWERED,
    ),
    _Kind(
        DECLINED,
        gettext_lazy("Refusal of a request for a talk"),
        gettext_lazy("No talk can be given: %(topic)s"),
        gettext_lazy("%(asked_of)s cannot give the talk you asked for. The reason given:"),
        TalkRequest.Status.DECLINED,
    ),
    _Kind(
        ACCEPTED,
        gettext_lazy("Acceptance of a request for a talk"),
        gettext_lazy("Your request for a talk is accepted: %(topic)s"),
        gettext_lazy(
            "%(asked_of)s gives the talk you asked for. It is a session for your department, and "
            "its attendance will be the figure of the item in your plan."
        ),
        TalkRequest.Status.ACCEPTED,
    ),
)


# These bring the words of whoever answered; the others have none, or old ones.
_WITH_THE_ANSWER = {ANSWERED, DECLINED, ACCEPTED}


def _compose(kind: _Kind, messages: Sequence[Message], now: dt.datetime) -> Writer:
    meetings = Meeting.objects.select_related("venue").prefetch_related("speakers")
    requests = (
        TalkRequest.objects.filter(pk__in=[message.about_id for message in messages])
        .select_related("department", "asked_of", "topic", "item", "session")
        .prefetch_related(Prefetch("session__meetings", meetings))
        .in_bulk()
    )

    def write(message: Message) -> Composed:
        request = requests[message.about_id]
        if not TalkRequest.objects.visible_to(message.recipient).filter(pk=request.pk).exists():
            return Unwanted(gettext_lazy("The reader no longer looks after this department."))
        is_other_wording = message.context["asked_at"] != request.asked_at.isoformat()
        if request.status != kind.status or is_other_wording:
            return Unwanted(gettext_lazy("The request has moved on, and a later message says so."))
        return _mail(kind, request, message)

    return write


def _mail(kind: _Kind, request: TalkRequest, message: Message) -> Mail:
    values = {
        "topic": request.topic.name,
        "department": request.department.name,
        "asked_of": request.asked_of.name,
    }
    person = getattr(message.recipient, "person", None)
    return Mail.from_templates(
        "ethics_officers/emails/talk_request",
        subject=kind.subject % values,
        context={
            "request": request,
            "said": kind.said % values,
            "answer": request.answer if kind.name in _WITH_THE_ANSWER else "",
            "name": person.name if person else message.recipient.email,
            "facts": list(_facts(request)),
        },
    )


def _facts(request: TalkRequest) -> Iterator[tuple[str, object]]:
    yield _("Department"), request.department.name
    yield _("Item of the plan"), request.item.title
    yield _("Topic"), request.topic.name
    if request.levels:
        yield _("For whom"), request.level_names
    yield _("Expected"), request.expected
    if request.session:
        for meeting in request.session.meetings.all():
            yield _("When"), _moment(meeting.starts_at)
            if meeting.venue:
                yield _("Where"), meeting.venue.name
            for speaker in meeting.speakers.all():
                yield _("Speaker"), speaker
        return
    for start in request.starts:
        yield _("Possible date"), _moment(start)
    if request.place:
        yield _("Place of the department"), request.place
    if request.message:
        yield _("Message"), request.message


def _moment(instant: dt.datetime) -> str:
    return _("%(moment)s (Hong Kong time)") % {
        "moment": date_format(localtime(instant), "DATETIME_FORMAT")
    }


for _kind in _KINDS:
    composes(f"ethics_officers.{_kind.name}", label=_kind.label)(partial(_compose, _kind))
