"""The registers of courses, venues and speakers."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from django_tables2 import Table

from core import tables
from core.exports import as_file, format_asked, in_order_asked
from core.pages import posted
from people.access import SignedInRequest, requires
from people.models import with_user
from people.roles import Permission
from training import actions, permissions
from training.exports import course_columns, speaker_columns, venue_columns
from training.forms import CourseForm, SpeakerForm, VenueForm
from training.models import Course, Speaker, Venue
from training.tables import CourseTable, SpeakerTable, VenueTable

ROWS_ON_A_PAGE = 50


@require_GET
@requires(Permission.VIEW_SCHEDULE)
def course_list(request: SignedInRequest) -> HttpResponseBase:
    table = CourseTable(Course.objects.visible_to(request.user))
    if file_format := format_asked(request):
        return as_file(
            file_format,
            name="courses",
            columns=course_columns(),
            rows=in_order_asked(table, request),
            now=timezone.now(),
        )
    return _list_page(request, "training/course_list.html", table)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SCHEDULE)
def course_create(request: SignedInRequest) -> HttpResponse:
    return _course_form_page(request, Course())


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SCHEDULE)
def course_edit(request: SignedInRequest, course_id: int) -> HttpResponse:
    course = get_object_or_404(Course.objects.visible_to(request.user), pk=course_id)
    return _course_form_page(request, course)


@require_GET
@requires(Permission.VIEW_SCHEDULE)
def venue_list(request: SignedInRequest) -> HttpResponseBase:
    table = VenueTable(Venue.objects.visible_to(request.user))
    if file_format := format_asked(request):
        return as_file(
            file_format,
            name="venues",
            columns=venue_columns(),
            rows=in_order_asked(table, request),
            now=timezone.now(),
        )
    return _list_page(request, "training/venue_list.html", table)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SCHEDULE)
def venue_create(request: SignedInRequest) -> HttpResponse:
    return _venue_form_page(request, Venue())


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SCHEDULE)
def venue_edit(request: SignedInRequest, venue_id: int) -> HttpResponse:
    venue = get_object_or_404(Venue.objects.visible_to(request.user), pk=venue_id)
    return _venue_form_page(request, venue)


@require_GET
@requires(Permission.VIEW_SCHEDULE)
def speaker_list(request: SignedInRequest) -> HttpResponseBase:
    now = timezone.now()
    table = SpeakerTable(Speaker.objects.visible_to(request.user).with_meetings_to_come(now))
    if file_format := format_asked(request):
        return as_file(
            file_format,
            name="speakers",
            columns=speaker_columns(),
            rows=in_order_asked(table, request),
            now=now,
        )
    return _list_page(request, "training/speaker_list.html", table)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SCHEDULE)
def speaker_create(request: SignedInRequest) -> HttpResponse:
    return _speaker_form_page(request, Speaker())


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SCHEDULE)
def speaker_edit(request: SignedInRequest, speaker_id: int) -> HttpResponse:
    speakers = with_user(Speaker.objects.visible_to(request.user), "person__user")
    return _speaker_form_page(request, get_object_or_404(speakers, pk=speaker_id))


def _list_page(request: SignedInRequest, template: str, table: Table) -> HttpResponse:
    tables.show(table, request, rows=ROWS_ON_A_PAGE)
    can_manage = permissions.can_manage_schedule(request.user)
    return render(request, template, {"table": table, "can_manage": can_manage})


def _course_form_page(request: SignedInRequest, course: Course) -> HttpResponse:
    form = CourseForm(posted(request), instance=course, user=request.user)
    if form.is_valid():
        actions.save_course(
            course=form.instance,
            topics=form.cleaned_data["topics"],
            publications=form.cleaned_data["publications"],
            by=request.user,
            now=timezone.now(),
        )
        messages.success(request, _("Saved."))
        return redirect("training:course-list")
    return render(
        request,
        "training/course_form.html",
        {"form": form, "can_require": permissions.can_require_courses(request.user)},
        status=422 if form.errors else 200,
    )


def _venue_form_page(request: SignedInRequest, venue: Venue) -> HttpResponse:
    form = VenueForm(posted(request), instance=venue)
    if form.is_valid():
        actions.save_venue(venue=form.instance, by=request.user, now=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("training:venue-list")
    return render(
        request, "training/venue_form.html", {"form": form}, status=422 if form.errors else 200
    )


def _speaker_form_page(request: SignedInRequest, speaker: Speaker) -> HttpResponse:
    form = SpeakerForm(posted(request), instance=speaker, user=request.user)
    if form.is_valid():
        actions.save_speaker(speaker=form.instance, by=request.user, now=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("training:speaker-list")
    return render(
        request, "training/speaker_form.html", {"form": form}, status=422 if form.errors else 200
    )
