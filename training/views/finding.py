"""Finding a session, as a list or by month, and reading about it."""

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from core.days import day_of, instant_of
from core.exports import as_file, format_asked
from core.models import GeneralHoliday
from core.pages import page_or_part
from core.paging import counted_page
from core.translated import LocalText
from people.access import SignedInRequest, requires
from people.models import User
from people.roles import Permission
from publications.models import Publication
from training import queries, rules
from training.exports import session_columns, with_venues
from training.filters import SessionFilter
from training.models import CoursePublication, Meeting, Registration, Session
from training.models.sessions import SessionFacts

SESSIONS_ON_A_PAGE = 25

_WEEKS = calendar.Calendar(calendar.SUNDAY)


@never_cache
@require_GET
@requires(Permission.TAKE_TRAINING)
def session_list(request: SignedInRequest) -> HttpResponseBase:
    now = timezone.now()
    sessions = Session.objects.offered_to(request.user.person).upcoming(now)
    found = SessionFilter(request.GET, sessions)
    template = page_or_part(request, "training/session_list.html")
    found.is_valid()  # What can't be read is left out.
    if file_format := format_asked(request):
        in_order = found.qs.order_by("starts_at", "pk")
        return as_file(
            file_format,
            name="sessions",
            columns=session_columns(),
            rows=with_venues(in_order),
            now=now,
        )
    asked = found.form.cleaned_data
    if asked.get("view") == SessionFilter.MONTH:
        parts = _month(request, found, now, first=asked.get("month") or day_of(now).replace(day=1))
    else:
        parts = _pages(request, found, now)
    return render(request, template, {"filter": found, **parts})


@never_cache
@require_GET
@requires(Permission.TAKE_TRAINING, Permission.VIEW_SCHEDULE, Permission.VIEW_ENGAGEMENTS)
def session_detail(request: SignedInRequest, session_id: int) -> HttpResponse:
    """A session with what this person has in it."""
    person = getattr(request.user, "person", None)
    sessions = queries.with_own_registration(Session.objects.visible_to(request.user), person)
    page = "training/session_detail.html"
    template = page_or_part(request, page, "place")
    if template == page:  # The part is asked for again and again, and says less.
        sessions = sessions.select_related("course", "organiser", "audience").prefetch_related(
            "course__topics",
            "audience__departments",
            Prefetch("meetings", Meeting.objects.select_related("venue")),
            "meetings__speakers",
        )
        # Most courses name nothing to read: asked with the rest, it takes no statement of its own.
        named = CoursePublication.objects.filter(course=OuterRef("course"))
        sessions = sessions.annotate(has_reading=Exists(named))
    session = get_object_or_404(sessions, pk=session_id)
    now = timezone.now()
    return render(
        request,
        template,
        {
            "session": session,
            "to_read": _to_read(session, request.user) if template == page else [],
            "registration": queries.own_registration(session),
            "is_open": rules.is_open(session, now),
            "is_called_off": session.status == Session.Status.CANCELLED,
            "has_begun": session.starts_at <= now,
            "has_ended": session.ends_at <= now,
            "needs_reason": rules.cancelling_needs_a_reason(session, now),
            "opens_later": bool(session.opens_at and session.opens_at > now),
        },
    )


def _to_read(session: Any, user: User) -> Iterable[Publication]:
    """What the course of a session names to be read before, of what this user may read."""
    if not session.has_reading:
        return []
    named = Publication.objects.visible_to(user).filter(course_links__course=session.course_id)
    return named.order_by("title_en", "pk")


@dataclass(frozen=True)
class _Row:
    """A session as one person finds it: all that the list shows of it, and nothing else.

    `state` is one of: confirmed, waiting, opens_later, closed, free, full.
    """

    pk: int
    title: LocalText
    state: str
    capacity: int
    places_taken: int
    free_places: int
    waiting_count: int
    opens_at: dt.datetime | None
    place: int | None  # in the waiting list
    facts: SessionFacts | None = None

    @classmethod
    def of(
        cls,
        session: Session,
        registration: Any,  # the live one of this person, with its place, if there is one
        now: dt.datetime,
        *,
        facts: SessionFacts | None = None,
    ) -> "_Row":
        return cls(
            pk=session.pk,
            title=session.title,
            state=_state(session, registration, now),
            capacity=session.capacity,
            places_taken=session.places_taken,
            free_places=session.free_places,
            waiting_count=session.waiting_count,
            opens_at=session.opens_at,
            place=registration.place if registration else None,
            facts=facts,
        )


def _state(session: Session, registration: Registration | None, now: dt.datetime) -> str:
    if registration:
        return "confirmed" if registration.is_confirmed else "waiting"
    if session.opens_at and session.opens_at > now:
        return "opens_later"
    if not rules.is_open(session, now):
        return "closed"
    return "free" if session.has_free_place and not session.waiting_count else "full"


@dataclass
class _Day:
    """A day of the month view, with the meetings that begin on it."""

    date: dt.date
    is_in_month: bool
    is_today: bool
    holiday: GeneralHoliday | None
    meetings: list[tuple[Meeting, _Row]] = field(default_factory=list)


def _pages(request: SignedInRequest, found: SessionFilter, now: dt.datetime) -> dict[str, object]:
    """The sessions found, page by page, each page by months."""
    sessions = (
        queries.with_own_registration(found.qs, request.user.person)
        .select_related("organiser")
        # To an attribute: else Django prepares a query for each session, which nobody asks.
        .prefetch_related(
            Prefetch("meetings", Meeting.objects.select_related("venue"), to_attr="with_venues")
        )
        .order_by("starts_at", "pk")
    )
    page = counted_page(sessions, request.GET.get("page"), size=SESSIONS_ON_A_PAGE)
    months = [
        (
            first_day,
            [
                _Row.of(
                    session,
                    queries.own_registration(session),
                    now,
                    facts=session.facts_with(session.with_venues),
                )
                for session in group
            ],
        )
        for first_day, group in groupby(
            page.object_list, key=lambda session: day_of(session.starts_at).replace(day=1)
        )
    ]
    return {"page": page, "months": months}


def _month(
    request: SignedInRequest, found: SessionFilter, now: dt.datetime, *, first: dt.date
) -> dict[str, object]:
    """The meetings of the sessions found, in the weeks of one month."""
    today = day_of(now)
    weeks = _WEEKS.monthdatescalendar(first.year, first.month)
    begin, end = weeks[0][0], weeks[-1][-1] + dt.timedelta(days=1)
    meetings = list(
        Meeting.objects.filter(
            session__in=found.qs,
            starts_at__gte=instant_of(begin, dt.time.min),
            starts_at__lt=instant_of(end, dt.time.min),
        )
        .select_related("session")
        .order_by("starts_at", "pk")
    )
    mine = queries.live_registrations_by_session(
        request.user.person, [meeting.session for meeting in meetings]
    )
    holidays = {day.date: day for day in GeneralHoliday.objects.filter(date__range=(begin, end))}
    days = {
        date: _Day(date, date.month == first.month, date == today, holidays.get(date))
        for week in weeks
        for date in week
    }
    for meeting in meetings:
        row = _Row.of(meeting.session, mine.get(meeting.session_id), now)
        days[day_of(meeting.starts_at)].meetings.append((meeting, row))
    before = first - dt.timedelta(days=1)
    return {
        "month": first,
        "weeks": [[days[date] for date in week] for week in weeks],
        "meetings_in_month": sum(len(day.meetings) for day in days.values() if day.is_in_month),
        # What is over can't be found here, so no earlier month is offered.
        "month_before": before.replace(day=1) if before >= today.replace(day=1) else None,
        "month_after": (first + dt.timedelta(days=31)).replace(day=1),
    }
