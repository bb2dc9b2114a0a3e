"""The columns of the staff's lists as files."""

import datetime as dt
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, FilteredRelation, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.dated import in_force
from core.exports import Column, bilingual, joined, labels, yes_or_no
from people.models import EmploymentKind, Level
from people.roles import Role
from training.models import (
    Meeting,
    Registration,
    Requirement,
    Session,
    SessionKind,
    SpokenLanguage,
    State,
)
from training.models.registrations import RegistrationQuerySet


def with_venues(sessions: QuerySet[Session]) -> QuerySet[Any]:
    """Read with each session the names of its venues, in the order of its meetings."""
    venues = Meeting.objects.filter(session=OuterRef("pk"), venue__isnull=False)
    venues = venues.order_by("starts_at", "pk")
    return sessions.annotate(
        venues_en=ArraySubquery(venues.values("venue__name_en")),
        venues_zh=ArraySubquery(venues.values("venue__name_zh_hant")),
    )


def session_columns() -> list[Column]:
    """Of sessions read with their venues."""
    return [
        Column(_("From"), "starts_at"),
        Column(_("To"), "ends_at"),
        *bilingual(_("Session"), en="title_en", zh="title_zh_hant", width=44),
        Column(_("Kind"), "kind", labels(SessionKind.choices)),
        Column(_("Spoken language"), "language", labels(SpokenLanguage.choices)),
        *bilingual(_("Venue"), en="venues_en", zh="venues_zh", shown=_each_once),
        *bilingual(_("Run by"), en="organiser__name_en", zh="organiser__name_zh_hant"),
        Column(_("Seats"), "capacity", width=10),
        Column(_("Registered"), "places_taken", width=10),
        Column(_("Waiting"), "waiting_count", width=10),
        Column(_("Registration closes"), "closes_at"),
        Column(_("Status"), "status", labels(Session.Status.choices)),
    ]


def record_columns() -> list[Column]:
    """Of the places that somebody has or had, read with the venues of their sessions."""
    return [
        Column(_("From"), "session__starts_at"),
        Column(_("To"), "session__ends_at"),
        *bilingual(_("Session"), en="session__title_en", zh="session__title_zh_hant", width=44),
        Column(_("Kind"), "session__kind", labels(SessionKind.choices)),
        Column(_("Spoken language"), "session__language", labels(SpokenLanguage.choices)),
        *bilingual(
            _("Run by"), en="session__organiser__name_en", zh="session__organiser__name_zh_hant"
        ),
        Column(_("Status"), "status", labels(Registration.Status.choices)),
        Column(_("Waiting number"), "waiting_number", width=10),
        Column(_("Registered on"), "registered_at"),
        Column(_("Completed on"), "completed_on", width=14),
    ]


def speaker_columns() -> list[Column]:
    """Of speakers read with the number of their meetings to come."""
    return [
        *bilingual(_("Speaker"), en="name_en", zh="name_zh", width=24),
        Column(_("Organisation"), "organisation", width=36),
        Column(_("Meetings to come"), "to_come", width=10),
    ]


def with_postings(registrations: RegistrationQuerySet, day: dt.date) -> QuerySet[Any]:
    """Read with each registration the post that the person holds on a day, the seats first."""
    held = FilteredRelation("person__postings", condition=in_force(day, "person__postings__"))
    return registrations.annotate(posting_then=held).order_by(
        F("waiting_number").asc(nulls_first=True), "person__name_en", "pk"
    )


def held_columns() -> list[Column]:
    """Of places read with their sessions and the posts of those who hold them."""
    department = "posting_then__department"
    return [
        Column(_("From"), "session__starts_at"),
        Column(_("To"), "session__ends_at"),
        *bilingual(_("Session"), en="session__title_en", zh="session__title_zh_hant", width=44),
        *bilingual(
            pgettext_lazy("of a person", "Name"),
            en="person__name_en",
            zh="person__name_zh",
            width=24,
        ),
        *bilingual(_("Department"), en=f"{department}__name_en", zh=f"{department}__name_zh_hant"),
    ]


def registration_columns() -> list[Column]:
    """Of registrations read with postings."""
    department = "posting_then__department"
    return [
        *bilingual(
            pgettext_lazy("of a person", "Name"),
            en="person__name_en",
            zh="person__name_zh",
            width=24,
        ),
        *bilingual(_("Department"), en=f"{department}__name_en", zh=f"{department}__name_zh_hant"),
        Column(_("Rank"), "posting_then__rank", width=30),
        Column(_("Level"), "posting_then__level", labels(Level.choices), width=24),
        Column(_("Status"), "status", labels(Registration.Status.choices)),
        Column(_("Waiting number"), "waiting_number", width=10),
        Column(_("Registered on"), "registered_at"),
        Column(_("Confirmed on"), "confirmed_at"),
    ]


def course_columns() -> list[Column]:
    levels = labels(Level.choices)
    return [
        *bilingual(_("Course"), en="title_en", zh="title_zh_hant", width=44),
        Column(_("Kind"), "kind", labels(SessionKind.choices)),
        Column(_("Levels"), "levels", lambda stored: joined(map(levels, stored)), width=40),
        Column(_("Minutes"), "minutes", width=10),
        Column(_("Spoken language"), "language", labels(SpokenLanguage.choices)),
        Column(_("Seats"), "capacity", width=10),
        Column(_("Offered"), "is_active", yes_or_no(), width=10),
    ]


def requirement_columns() -> list[Column]:
    levels, kinds, roles = (
        labels(Level.choices),
        labels(EmploymentKind.choices),
        labels(Role.choices),
    )
    return [
        *bilingual(_("Course"), en="course__title_en", zh="course__title_zh_hant", width=44),
        Column(_("Levels"), "audience__levels", lambda stored: joined(map(levels, stored))),
        Column(
            _("Kinds of employment"),
            "audience__employment_kinds",
            lambda stored: joined(map(kinds, stored)),
        ),
        Column(_("Roles"), "audience__roles", lambda stored: joined(map(roles, stored))),
        Column(_("To be completed"), "basis", labels(Requirement.Basis.choices), width=36),
        Column(_("Date"), "due_on"),
        Column(_("Days"), "days", width=10),
        Column(_("First day"), "starts_on"),
        Column(_("First day without the requirement"), "ends_on"),
    ]


def due_columns() -> list[Column]:
    """Of what people owe: who, which course, by when, and how it stands."""
    department = "posting__department"
    course = "requirement__course__title"
    return [
        *bilingual(
            pgettext_lazy("of a person", "Name"),
            en="person__name_en",
            zh="person__name_zh",
            width=24,
        ),
        *bilingual(_("Department"), en=f"{department}__name_en", zh=f"{department}__name_zh_hant"),
        Column(_("Rank"), "posting__rank", width=30),
        Column(_("Level"), "posting__level", labels(Level.choices), width=24),
        *bilingual(_("Course"), en=f"{course}_en", zh=f"{course}_zh_hant", width=44),
        Column(_("Due by"), "due_on"),
        Column(_("Completed on"), "done_on"),
        Column(_("State"), "state", labels(State.choices)),
    ]


def venue_columns() -> list[Column]:
    return [
        *bilingual(_("Venue"), en="name_en", zh="name_zh_hant"),
        *bilingual(_("Address"), en="address_en", zh="address_zh_hant", width=50),
        Column(_("Seats"), "capacity", width=10),
        Column(_("Offered"), "is_active", yes_or_no(), width=10),
    ]


def _each_once(names: list[str]) -> str:
    return joined(dict.fromkeys(names))
