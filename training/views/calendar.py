"""The staff's calendar, by month and by week."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from core.days import day_of
from core.pages import page_or_part
from people.access import SignedInRequest, requires
from people.roles import Permission
from training import permissions, staff_calendar
from training.filters import CalendarForm
from training.models import Session, Venue


@require_GET
@requires(Permission.VIEW_SCHEDULE, Permission.VIEW_ENGAGEMENTS)
def calendar(request: SignedInRequest) -> HttpResponse:
    """The meetings of a month or a week; for a speaker, those of the sessions spoken at."""
    now = timezone.now()
    venues = list(Venue.objects.visible_to(request.user))
    form = CalendarForm(request.GET, venues=venues)
    form.full_clean()
    asked = form.cleaned_data
    venue, today = asked.get("venue", ""), day_of(now)
    page = staff_calendar.page_of(
        Session.objects.run_or_spoken_at_by(request.user),
        view=asked["view"],
        date=asked.get("date") or today,
        venue=venue,
        status=asked.get("status", ""),
        now=now,
    )
    template = page_or_part(request, "training/calendar.html")
    return render(
        request,
        template,
        {
            "form": form,
            "page": page,
            "lanes": staff_calendar.lanes(
                page, venues, venue=venue, every=request.user.has(Permission.VIEW_SCHEDULE)
            ),
            "venue": next((each for each in venues if str(each.pk) == venue), None),
            "today": today,
            "can_manage": permissions.can_manage_schedule(request.user),
        },
    )
