"""The sample's requests for talks, asked for and answered as officers and staff would."""

import datetime as dt
from typing import Any

from django.db import transaction

from core.days import day_of, instant_of
from ethics_officers import actions
from ethics_officers.models import ActivityKind, Designation, PlanItem, TalkRequest, WorkPlan
from integrity.sample.data.cast import CAST
from people.models import Department, User
from people.roles import Role
from publications.models import Topic
from training.forms import working_day_from
from training.models import Course, Speaker

# What becomes of the requests, one after the other; at noon no other session is held.
_BECOMES = ("asked", "accepted", "answered", "asked", "declined", "accepted", "withdrawn", "asked")
_NOON, _MINUTES, _EXPECTED = dt.time(13, 0), 60, 60


@transaction.atomic
def load(*, now: dt.datetime) -> None:
    """Ask for talks that serve items of plans, and answer most, unless any was asked for."""
    if TalkRequest.objects.exists():
        return
    cast = {part.role: User.objects.get(email=part.email) for part in CAST}
    own = next(part.department for part in CAST if part.role == Role.ETHICS_OFFICER)
    staff = {"ICAC": cast[Role.ICAC_STAFF], "CSB": cast[Role.PROGRAMME_STAFF]}
    officers = Designation.objects.current(day_of(now)).officers().select_related("person__user")
    by_department = {each.department_id: each.person.user for each in officers if each.person.user}
    for number, item in enumerate(_items(own)):
        organisation = Department.objects.get(code="ICAC" if number % 3 else "CSB")
        asked = actions.ask_for_talk(
            item_id=item.pk,
            wish=_wish(item, organisation, number, now),
            by=by_department[item.plan.department_id],
            now=now,
        )
        _answer(asked, _BECOMES[number], number, staff[organisation.code], now)


def _items(own: str) -> list[PlanItem]:
    """Items of endorsed plans that talks can serve, the own department's first."""
    items = (
        PlanItem.objects.filter(
            plan__status=WorkPlan.Status.ENDORSED,
            kind__in=[ActivityKind.TALK, ActivityKind.WORKSHOP],
            status__in=[PlanItem.Status.PLANNED, PlanItem.Status.UNDER_WAY],
        )
        .select_related("plan__department", "topic")
        .order_by("plan__department__code", "position", "pk")
    )
    ours = [item for item in items if item.plan.department.code == own]
    others = {item.plan_id: item for item in items if item.plan.department.code != own}
    return [*ours[:2], *others.values()][: len(_BECOMES)]


def _wish(
    item: PlanItem, organisation: Department, number: int, now: dt.datetime
) -> actions.TalkWish:
    starts = [
        instant_of(working_day_from(day_of(now) + dt.timedelta(days=days + number)), _NOON)
        for days in (20, 27, 34)
    ]
    return actions.TalkWish(
        asked_of=organisation,
        topic=item.topic or Topic.objects.order_by("code")[0],
        levels=item.levels,
        expected=_EXPECTED,
        starts=starts,
        minutes=_MINUTES,
        place="Conference Room",
        message="A talk at noon suits our shifts best.",
    )


def _answer(asked: TalkRequest, becomes: str, number: int, staff: User, now: dt.datetime) -> None:
    given: dict[str, Any] = {"request_id": asked.pk, "by": staff, "now": now}
    if becomes == "accepted":
        course = Course.objects.in_use().filter(topics=asked.topic).first()
        course = course or Course.objects.in_use().order_by("title_en")[0]
        offer = actions.TalkOffer(
            starts_at=asked.starts[0],
            minutes=asked.minutes,
            course=course,
            kind="seminar",
            title_en=course.title_en,
            title_zh_hant=course.title_zh_hant,
            language=course.language,
            capacity=asked.expected,
            speakers=[Speaker.objects.order_by("pk")[number % Speaker.objects.count()]],
        )
        actions.accept_talk_request(asked_at=asked.asked_at, offer=offer, **given)
    elif becomes == "answered":
        answer = "Our speaker is free on Thursdays only. Would one of the next three suit you?"
        actions.answer_talk_request(asked_at=asked.asked_at, answer=answer, **given)
    elif becomes == "declined":
        reason = "All our speakers are booked until the end of the quarter. Please ask again then."
        actions.decline_talk_request(asked_at=asked.asked_at, reason=reason, **given)
    elif becomes == "withdrawn":
        actions.withdraw_talk_request(request_id=asked.pk, by=asked.asked_by, now=now)
