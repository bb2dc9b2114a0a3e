"""One's record: what is to come, what was, and both in one's own calendar."""

import datetime as dt
import hashlib
from collections.abc import Iterable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe

from core.days import day_of
from core.exports import as_file, format_asked
from people.access import SignedInRequest, posted_from, requires
from people.models import User
from people.queries import account
from people.roles import Permission
from training import actions, calendar, permissions, queries
from training.exports import record_columns
from training.models import CalendarFeed, Registration, Session

# Calendars ask again and again; this is how long they need not.
FEED_IS_FRESH_FOR = dt.timedelta(minutes=15)


@never_cache
@require_GET
@requires(Permission.TAKE_TRAINING)
def my_record(request: SignedInRequest) -> HttpResponseBase:
    now = timezone.now()
    if file_format := format_asked(request):
        own = queries.record_of(request.user.person).prefetch_related(None)
        return as_file(file_format, name="my-record", columns=record_columns(), rows=own, now=now)
    registrations = list(queries.record_of(request.user.person))
    feed = CalendarFeed.objects.visible_to(request.user).first()
    return render(
        request,
        "training/my_record.html",
        {
            "upcoming": _soonest_first(r for r in registrations if _is_to_come(r, now)),
            "past": [r for r in registrations if not _is_to_come(r, now)],
            "required": queries.record_of_due(request.user.person, now),
            "closed": _closed_to(request.user, registrations, now),
            "now": now,
            "feed": feed,
            "feed_address": _address(feed) if feed else "",
        },
    )


@require_GET
@requires(Permission.TAKE_TRAINING)
def registration_calendar(request: SignedInRequest, registration_id: int) -> HttpResponse:
    """The meetings of a session one has a place in, as a file for one's calendar."""
    registration = get_object_or_404(queries.in_calendar(request.user.person), pk=registration_id)
    response = HttpResponse(calendar.copy([registration]), content_type="text/calendar")
    response["Content-Disposition"] = (
        f'attachment; filename="session-{registration.session_id}.ics"'
    )
    return response


@requires(Permission.TAKE_TRAINING)
@posted_from("training:my-record")
def calendar_feed_reset(request: SignedInRequest) -> HttpResponse:
    actions.reset_calendar_feed(person=request.user.person, by=request.user, now=timezone.now())
    messages.success(request, _("Your calendar has a new address. No other address works now."))
    return redirect("training:my-record")


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """A person's sessions for a calendar program, which has nothing but the secret address."""
    feed = CalendarFeed.objects.with_token(token).select_related("person").first()
    now = timezone.now()
    user = account(feed.person.user_id, day_of(now)) if feed and feed.person.user_id else None
    if (
        feed is None
        or user is None
        or not user.is_active
        or not permissions.can_share_calendar(user, feed.person)
    ):
        raise Http404
    with translation.override(user.language):
        content = calendar.copy(queries.in_calendar(feed.person, since=now - queries.CALENDAR_SPAN))
    etag = quote_etag(hashlib.sha256(content).hexdigest())
    response = HttpResponse(content, content_type="text/calendar", headers={"ETag": etag})
    patch_cache_control(response, private=True, max_age=int(FEED_IS_FRESH_FOR.total_seconds()))
    return get_conditional_response(request, etag=etag, response=response) or response


def _address(feed: CalendarFeed) -> str:
    return f"{settings.BASE_URL}{reverse('training:calendar-feed', args=[feed.token])}"


def _is_to_come(registration: Registration, now: dt.datetime) -> bool:
    return (
        registration.status != Registration.Status.CANCELLED
        and registration.session.status == Session.Status.PUBLISHED
        and registration.session.ends_at > now
    )


def _closed_to(user: User, registrations: Iterable[Registration], now: dt.datetime) -> set[int]:
    """Give the sessions to come, for certain roles alone, whose page a user sees no longer."""
    for_roles = {
        registration.session_id
        for registration in registrations
        if registration.session.audience.roles and registration.session.starts_at > now
    }
    if not for_roles:
        return for_roles
    seen = Session.objects.visible_to(user).filter(pk__in=for_roles)
    return for_roles - set(seen.values_list("pk", flat=True))


def _soonest_first(registrations: Iterable[Registration]) -> list[Registration]:
    return sorted(registrations, key=lambda registration: registration.session.starts_at)
