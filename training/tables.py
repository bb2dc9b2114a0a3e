"""Tables of the staff's lists."""

import datetime as dt
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people.access import SignedInRequest
from training.models import Course, Registration, Requirement, Session, Speaker, Venue
from training.permissions import can_manage_schedule, can_require_courses


def _edit_link(table: tables.Table, what: str, record: Any) -> str | None:
    """The address for changing a row of reference data, for those who may."""
    if not can_manage_schedule(table.request.user):
        return None
    return reverse(f"training:{what}-edit", args=[record.pk])


class ScheduleTable(tables.Table):
    starts_at = tables.TemplateColumn(
        verbose_name=_("Date"), template_name="training/components/date_cell.html"
    )
    title = tables.Column(
        verbose_name=_("Session"),
        order_by=("title_en",),
        linkify=("training:session-manage", {"session_id": tables.A("pk")}),
    )
    kind = tables.Column(verbose_name=_("Kind"))
    places_taken = tables.TemplateColumn(
        verbose_name=_("Seats"), template_name="training/components/places_cell.html"
    )
    status = tables.TemplateColumn(
        verbose_name=_("Status"), template_name="training/components/status_cell.html"
    )

    class Meta:
        model = Session
        fields = ("starts_at", "title", "kind", "places_taken", "status")
        order_by = ("starts_at",)
        attrs = {"aria-label": _("Sessions")}
        empty_text = _("No session matches. Change the filters, or schedule one.")


class HeldTable(tables.Table):
    session = tables.TemplateColumn(
        verbose_name=_("Session"),
        template_name="training/components/held_session_cell.html",
        order_by=("session__starts_at", "session", "person__name_en", "pk"),
    )
    person = tables.TemplateColumn(
        verbose_name=pgettext_lazy("of a person", "Name"),
        template_name="training/components/held_name_cell.html",
        order_by=("person__name_en", "session__starts_at", "pk"),
    )
    department = tables.Column(
        verbose_name=_("Department"),
        accessor="posting_then__department__name",
        order_by=("posting_then__department__name_en", "session__starts_at", "pk"),
    )

    class Meta:
        model = Registration
        fields = ("session", "person", "department")
        order_by = ("session",)
        attrs = {"aria-label": _("Places our people hold")}
        empty_text = _("Nobody holds such a place.")


class CourseTable(tables.Table):
    def before_render(self, request: SignedInRequest) -> None:
        if not can_manage_schedule(request.user):
            self.columns.hide("new_session")

    title = tables.Column(
        verbose_name=_("Course"),
        order_by=("title_en",),
        linkify=lambda record, table: _edit_link(table, "course", record),
    )
    kind = tables.Column(verbose_name=_("Kind"))
    minutes = tables.Column(verbose_name=_("Minutes"))
    capacity = tables.Column(verbose_name=_("Seats"))
    is_active = tables.TemplateColumn(
        verbose_name=_("Offered"), template_name="training/components/offered_cell.html"
    )

    new_session = tables.TemplateColumn(
        verbose_name=_("Schedule"),
        template_name="training/components/new_session_cell.html",
        orderable=False,
    )

    class Meta:
        model = Course
        fields = ("title", "kind", "minutes", "capacity", "is_active", "new_session")
        order_by = ("title",)
        attrs = {"aria-label": _("Courses")}
        empty_text = _("There is no course yet. Add the first.")


class VenueTable(tables.Table):
    name = tables.Column(
        verbose_name=_("Venue"),
        order_by=("name_en",),
        linkify=lambda record, table: _edit_link(table, "venue", record),
    )
    address = tables.Column(verbose_name=_("Address"), order_by=("address_en",))
    capacity = tables.Column(verbose_name=_("Seats"))
    is_active = tables.TemplateColumn(
        verbose_name=_("Offered"), template_name="training/components/offered_cell.html"
    )

    class Meta:
        model = Venue
        fields = ("name", "address", "capacity", "is_active")
        order_by = ("name",)
        attrs = {"aria-label": _("Venues")}
        empty_text = _("There is no venue yet. Add the first.")


class SpeakerTable(tables.Table):
    name_en = tables.Column(
        verbose_name=_("Speaker"),
        linkify=lambda record, table: _edit_link(table, "speaker", record),
    )
    name_zh = tables.Column(verbose_name=_("Name, Chinese"))
    organisation = tables.Column(verbose_name=_("Organisation"))
    to_come = tables.Column(verbose_name=_("Meetings to come"))

    class Meta:
        model = Speaker
        fields = ("name_en", "name_zh", "organisation", "to_come")
        order_by = ("name_en",)
        attrs = {"aria-label": _("Speakers")}
        empty_text = _("There is no speaker yet. Add the first.")


class RequirementTable(tables.Table):
    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def before_render(self, request: SignedInRequest) -> None:
        if not can_require_courses(request.user):
            self.columns.hide("steps")

    course = tables.Column(
        verbose_name=_("Course"),
        accessor="course__title",
        order_by=("course__title_en", "starts_on", "pk"),
    )
    audience = tables.TemplateColumn(
        verbose_name=pgettext_lazy("whom something is for", "Who"),
        template_name="training/components/audience_cell.html",
        orderable=False,
    )
    due = tables.TemplateColumn(
        verbose_name=_("To be completed"),
        template_name="training/components/basis_cell.html",
        order_by=("basis", "due_on", "pk"),
    )
    starts_on = tables.TemplateColumn(
        verbose_name=pgettext_lazy("from when to when", "In force"),
        template_name="training/components/in_force_cell.html",
        order_by=("starts_on", "pk"),
    )
    steps = tables.TemplateColumn(
        verbose_name=_("Change"),
        template_name="training/components/requirement_steps_cell.html",
        orderable=False,
    )

    class Meta:
        model = Requirement
        fields = ("course", "audience", "due", "starts_on", "steps")
        order_by = ("course",)
        attrs = {"aria-label": _("Required courses")}
        empty_text = _("No course is required of anybody.")
