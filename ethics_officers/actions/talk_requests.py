"""Asking ICAC or CSB for a talk, and what becomes of the request."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction

from core import audit
from ethics_officers import emails, permissions, rules
from ethics_officers.models import PlanItem, PlanItemSession, TalkRequest
from people.models import Department, User
from publications.models import Topic
from training.actions import (
    MeetingPlan,
    SessionPlan,
    create_session,
    publish_session,
    save_venue,
)
from training.models import Course, DaysBefore, Speaker, Venue
from training.models.deadlines import moment_of

# Registration closes at the end of office hours two days before, or with the start if that is past.
_CLOSES = DaysBefore(2, dt.time(17, 0))


@dataclass(frozen=True, kw_only=True)
class TalkWish:
    """A talk as a department would like it, on one of three dates."""

    asked_of: Department
    topic: Topic
    levels: Collection[str]
    expected: int
    starts: Sequence[dt.datetime]
    minutes: int
    place: str = ""
    message: str = ""


@dataclass(frozen=True, kw_only=True)
class TalkOffer:
    """The session that a request is to become. Without a venue or a link it is at the department.

    Its audience is not here: it is the department that asked, at the levels it asked for.
    """

    starts_at: dt.datetime
    minutes: int
    course: Course
    kind: str
    title_en: str
    title_zh_hant: str
    language: str
    capacity: int
    venue: Venue | None = None
    link: str = ""
    speakers: Collection[Speaker] = ()
    override_reason: str = ""
    is_published: bool = True
    message: str = ""


@transaction.atomic
def ask_for_talk(*, item_id: int, wish: TalkWish, by: User, now: dt.datetime) -> TalkRequest:
    """Ask an organisation for a talk that serves an item of a plan, and tell its staff.

    Raises TalkRequestRefused if a request for the item is still open, or a date can't be meant.
    """
    item = PlanItem.objects.select_for_update(of=("self",)).select_related("plan").get(pk=item_id)
    permissions.check_can_manage_programme_of(by, item.plan.department)
    rules.check_item_can_have_a_talk(item)
    still_open = [TalkRequest.Status.ASKED, TalkRequest.Status.ANSWERED]
    rules.check_no_open_request(item.talk_requests.filter(status__in=still_open).first())
    _check(wish, now)

    request = TalkRequest(item=item, department=item.plan.department)
    _write(request, wish, by=by, now=now)

    audit.record(by, "ethics_officers.talk_asked_for", request, at=now)
    emails.talk_asked_for(request, now=now)
    return request


@transaction.atomic
def change_talk_request(
    *, request_id: int, wish: TalkWish, by: User, now: dt.datetime
) -> TalkRequest:
    """Ask again, otherwise: the request waits for an answer anew, and its staff are told."""
    request = _locked(request_id)
    permissions.check_can_manage_programme_of(by, request.department)
    rules.check_request_is_open(request)
    _check(wish, now)

    _write(request, wish, by=by, now=now)

    audit.record(by, "ethics_officers.talk_request_changed", request, at=now)
    emails.talk_asked_for(request, now=now)
    return request


@transaction.atomic
def withdraw_talk_request(*, request_id: int, by: User, now: dt.datetime) -> TalkRequest:
    """Want the talk no longer. Safe to repeat."""
    request = _locked(request_id)
    permissions.check_can_manage_programme_of(by, request.department)
    if request.status == TalkRequest.Status.WITHDRAWN:
        return request
    rules.check_request_is_open(request)

    request.status = TalkRequest.Status.WITHDRAWN
    request.save()

    audit.record(by, "ethics_officers.talk_request_withdrawn", request, at=now)
    emails.talk_request_withdrawn(request, now=now)
    return request


@transaction.atomic
def answer_talk_request(
    *, request_id: int, asked_at: dt.datetime, answer: str, by: User, now: dt.datetime
) -> TalkRequest:
    """Put a question or a proposal to the department, which has the next word.

    `asked_at` says which wording of the request is answered; raises TalkRequestRefused if the
    department changed it since.
    """
    request = _locked(request_id)
    permissions.check_can_answer_talk_request(by, request)
    rules.check_awaits_an_answer(request, asked_at)

    _close(request, TalkRequest.Status.ANSWERED, answer, by=by, now=now)

    audit.record(by, "ethics_officers.talk_request_answered", request, at=now)
    emails.talk_request_answered(request, now=now)
    return request


@transaction.atomic
def decline_talk_request(
    *, request_id: int, asked_at: dt.datetime, reason: str, by: User, now: dt.datetime
) -> TalkRequest:
    """Give no talk, and tell the department why."""
    request = _locked(request_id)
    permissions.check_can_answer_talk_request(by, request)
    rules.check_awaits_an_answer(request, asked_at)

    _close(request, TalkRequest.Status.DECLINED, reason, by=by, now=now)

    audit.record(by, "ethics_officers.talk_request_declined", request, at=now)
    emails.talk_request_declined(request, now=now)
    return request


@transaction.atomic
def accept_talk_request(
    *, request_id: int, asked_at: dt.datetime, offer: TalkOffer, by: User, now: dt.datetime
) -> TalkRequest:
    """Make a request a session for the department that asked; it serves the item of the plan.

    Whoever accepts twice gets the same session. Raises TalkRequestRefused if somebody else was
    faster or the department changed the request, and VenueTaken or SpeakerTaken, naming the
    clash, if the session is published into somebody's way.
    """
    request = _locked(request_id)
    permissions.check_can_answer_talk_request(by, request)
    if request.status == TalkRequest.Status.ACCEPTED and request.answered_by == by:
        return request
    rules.check_awaits_an_answer(request, asked_at)
    rules.check_is_to_come(offer.starts_at, now)

    session = create_session(plan=_plan_of(request, offer, by=by, now=now), by=by, now=now)
    if offer.is_published:
        session = publish_session(session_id=session.pk, by=by, now=now)
    PlanItemSession.objects.create(item=request.item, session=session)
    request.session = session
    _close(request, TalkRequest.Status.ACCEPTED, offer.message, by=by, now=now)

    audit.record(by, "ethics_officers.talk_request_accepted", request, at=now, session=session.pk)
    emails.talk_request_accepted(request, now=now)
    return request


def _locked(request_id: int) -> TalkRequest:
    requests = TalkRequest.objects.select_for_update(of=("self",))
    return requests.select_related(
        "department", "asked_of", "item", "asked_by", "answered_by__person"
    ).get(pk=request_id)


def _check(wish: TalkWish, now: dt.datetime) -> None:
    rules.check_gives_talks(wish.asked_of)
    rules.check_dates(wish.starts, now)


def _write(request: TalkRequest, wish: TalkWish, *, by: User, now: dt.datetime) -> None:
    request.asked_of = wish.asked_of
    request.topic = wish.topic
    request.levels = list(wish.levels)
    request.expected = wish.expected
    request.starts = sorted(wish.starts)
    request.minutes = wish.minutes
    request.place = wish.place
    request.message = wish.message
    request.status = TalkRequest.Status.ASKED
    request.asked_at, request.asked_by = now, by
    request.save()


def _close(request: TalkRequest, status: str, answer: str, *, by: User, now: dt.datetime) -> None:
    request.status = status
    request.answer = answer
    request.answered_at, request.answered_by = now, by
    request.save()


def _plan_of(request: TalkRequest, offer: TalkOffer, *, by: User, now: dt.datetime) -> SessionPlan:
    venue = offer.venue
    if venue is None and not offer.link:
        venue = _place_of(request, offer.capacity, by=by, now=now)
    closes = moment_of(_CLOSES, offer.starts_at)
    return SessionPlan(
        course=offer.course,
        kind=offer.kind,
        title_en=offer.title_en,
        title_zh_hant=offer.title_zh_hant,
        language=offer.language,
        organiser=request.asked_of,
        capacity=offer.capacity,
        closes_at=_CLOSES if closes and closes > now else offer.starts_at,
        levels=request.levels,
        departments=[request.department],
        meetings=[
            MeetingPlan(
                starts_at=offer.starts_at,
                ends_at=offer.starts_at + dt.timedelta(minutes=offer.minutes),
                venue=venue,
                link=offer.link,
                speakers=offer.speakers,
                override_reason=offer.override_reason,
            )
        ],
    )


def _place_of(request: TalkRequest, capacity: int, *, by: User, now: dt.datetime) -> Venue:
    """Give the department's own place as a venue of the register, so that nobody takes it twice.

    How many it holds the department knows: at least as many as a session there has seats.
    """
    rules.check_has_a_place(request.place)
    department = request.department
    Department.objects.select_for_update(no_key=True).get(pk=department.pk)
    name_en = f"{department.name_en}: {request.place}"[:150]
    venue = Venue.objects.filter(name_en=name_en).first()
    if venue and venue.capacity >= capacity:
        return venue
    if venue is None:
        name_zh = f"{department.name_zh_hant}：{request.place}"[:150]
        venue = Venue(name_en=name_en, name_zh_hant=name_zh)
    venue.capacity = capacity
    return save_venue(venue=venue, by=by, now=now)
