"""Figures of sessions, each for the department that organised them.

A session counts on the Hong Kong day on which its last meeting began, as its completion does: one
that is held in two years counts once, in the later. Its hours count meeting by meeting.
"""

from collections.abc import Callable, Collection
from typing import Any

from django.db.models import (
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.fields import DurationField
from django.db.models.functions import Extract, Greatest, TruncDate
from django.utils.translation import gettext_lazy as _

from core.days import HONG_KONG
from core.models import AuditEntry
from ethics_officers.figures import (
    ByDepartment,
    ByMonth,
    Figure,
    Group,
    Of,
    Span,
    Unit,
    Value,
    percent,
)
from reporting.figures.behind import Rows
from reporting.figures.counting import Median, by, by_month, in_days, in_hours
from training.models import Meeting, Session

_NAMES = {
    "title_zh": F("title_zh_hant"),
    "department_en": F("organiser__name_en"),
    "department_zh": F("organiser__name_zh_hant"),
}


def last_meetings(span: Span) -> QuerySet[Meeting]:
    """Give the meetings that began in a span and were the last of their session."""
    later = Meeting.objects.filter(session=OuterRef("session"), starts_at__gt=OuterRef("starts_at"))
    return Meeting.objects.filter(
        ~Exists(later), starts_at__gte=span.starts_at, starts_at__lt=span.ends_at
    )


def _sessions(status: str, departments: Collection[int], span: Span) -> QuerySet[Any]:
    return (
        Session.objects.filter(
            organiser__in=departments, status=status, meetings__in=last_meetings(span)
        )
        .annotate(day=TruncDate("meetings__starts_at", tzinfo=HONG_KONG))
        .order_by("day", "pk")
    )


def held(departments: Collection[int], span: Span) -> QuerySet[Any]:
    """Give the sessions that were held, with the `day` they count on."""
    return _sessions(Session.Status.HELD, departments, span)


def called_off(departments: Collection[int], span: Span) -> QuerySet[Any]:
    return _sessions(Session.Status.CANCELLED, departments, span)


def _counted(
    rows: Callable[[Collection[int], Span], QuerySet[Any]], of: Any
) -> Callable[[Collection[int], Span], ByDepartment]:
    def count(departments: Collection[int], span: Span) -> ByDepartment:
        found = by(rows(departments, span), "organiser", number=of)
        return {pk: row["number"] for pk, row in found.items()}

    return count


def _monthly(
    rows: Callable[[Collection[int], Span], QuerySet[Any]], of: Any
) -> Callable[[Collection[int], Span], ByMonth]:
    def count(departments: Collection[int], span: Span) -> ByMonth:
        found = by_month(rows(departments, span), of)
        return {month: (number, 0) for month, number in found.items()}

    return count


def _as_held(departments: Collection[int], span: Span) -> QuerySet[Any]:
    return held(departments, span).values(
        "pk", "day", "title_en", "capacity", "places_taken", **_NAMES
    )


def _as_called_off(departments: Collection[int], span: Span) -> QuerySet[Any]:
    return called_off(departments, span).values(
        "pk", "day", "title_en", "cancellation_reason", **_NAMES
    )


# Hours -------------------------------------------------------------------------------------------


def _meetings(departments: Collection[int], span: Span) -> QuerySet[Any]:
    length = ExpressionWrapper(F("ends_at") - F("starts_at"), output_field=DurationField())
    return (
        Meeting.objects.filter(
            session__organiser__in=departments,
            session__status=Session.Status.HELD,
            starts_at__gte=span.starts_at,
            starts_at__lt=span.ends_at,
        )
        .annotate(length=length)
        .order_by("starts_at", "pk")
    )


def _hours(departments: Collection[int], span: Span) -> ByDepartment:
    found = by(_meetings(departments, span), "session__organiser", number=Sum("length"))
    return {pk: in_hours(row["number"]) for pk, row in found.items()}


def _hours_together(departments: Collection[int], span: Span) -> Value:
    found = _meetings(departments, span).order_by().aggregate(number=Sum("length"))
    return in_hours(found["number"]) or 0


def _as_meetings(departments: Collection[int], span: Span) -> QuerySet[Any]:
    return _meetings(departments, span).values(
        "pk",
        day=TruncDate("starts_at", tzinfo=HONG_KONG),
        hours=Extract(F("length"), "epoch") / 3600.0,
        title_en=F("session__title_en"),
        title_zh=F("session__title_zh_hant"),
        department_en=F("session__organiser__name_en"),
        department_zh=F("session__organiser__name_zh_hant"),
    )


# Fill --------------------------------------------------------------------------------------------

_PLACES = {"taken": Sum("places_taken"), "places": Sum("capacity")}


def _fill(departments: Collection[int], span: Span) -> ByDepartment:
    found = by(held(departments, span), "organiser", **_PLACES)
    return {pk: percent(row["taken"], row["places"]) for pk, row in found.items()}


def _fill_together(departments: Collection[int], span: Span) -> Value:
    found = held(departments, span).order_by().aggregate(**_PLACES)
    return percent(found["taken"], found["places"])


# Lead time ---------------------------------------------------------------------------------------


def _led_up_to(departments: Collection[int], span: Span) -> QuerySet[Any]:
    """Give the sessions held with the day on which one could first register for them."""
    published = AuditEntry.objects.filter(
        object_type="training.session",
        object_id=OuterRef("pk"),
        action="training.session_published",
    )
    published_at = Subquery(published.order_by("at").values("at")[:1])
    # PostgreSQL's GREATEST passes over what is not known.
    opened_on = TruncDate(Greatest("opens_at", published_at), tzinfo=HONG_KONG)
    return (
        held(departments, span)
        .annotate(opened_on=opened_on)
        .filter(opened_on__isnull=False)
        .annotate(
            lead=ExpressionWrapper(
                TruncDate("starts_at", tzinfo=HONG_KONG) - F("opened_on"),
                output_field=DurationField(),
            )
        )
    )


def _lead(departments: Collection[int], span: Span) -> ByDepartment:
    found = by(_led_up_to(departments, span), "organiser", number=Median("lead"))
    return {pk: in_days(row["number"]) for pk, row in found.items()}


def _lead_together(departments: Collection[int], span: Span) -> Value:
    found = _led_up_to(departments, span).order_by().aggregate(number=Median("lead"))
    return in_days(found["number"])


def _as_led_up_to(departments: Collection[int], span: Span) -> QuerySet[Any]:
    return _led_up_to(departments, span).values(
        "pk", "day", "title_en", "opened_on", days=Extract(F("lead"), "epoch") / 86400, **_NAMES
    )


def _of_sessions(
    key: str, label: Any, definition: Any, count: Any, rows: Any, behind: Rows, **more: Any
) -> Figure:
    return Figure(
        key,
        label,
        definition,
        count,
        rows,
        behind,
        **{"group": Group.SESSIONS, "of": Of.ORGANISER, **more},
    )


SESSIONS = (
    _of_sessions(
        "sessions_held",
        _("Sessions held"),
        _(
            "Sessions that were held, on the day their last meeting began. They count for the "
            "department that organised them."
        ),
        _counted(held, Count("pk")),
        _as_held,
        Rows.HELD,
        monthly=_monthly(held, Count("pk")),
    ),
    _of_sessions(
        "hours_held",
        _("Hours held"),
        _(
            "Hours of the meetings that began in the period, of sessions that were held. They "
            "count for the department that organised the session."
        ),
        _hours,
        _as_meetings,
        Rows.MEETINGS,
        unit=Unit.HOURS,
        whole=_hours_together,
    ),
    _of_sessions(
        "places_offered",
        _("Places offered"),
        _(
            "How many places the sessions held had together. They count for the department that "
            "organised the session."
        ),
        _counted(held, Sum("capacity")),
        _as_held,
        Rows.HELD,
        monthly=_monthly(held, Sum("capacity")),
    ),
    _of_sessions(
        "fill",
        _("Fill"),
        _(
            "Of the places of the sessions held, the share that was taken. Sessions count for the "
            "department that organised them."
        ),
        _fill,
        _as_held,
        Rows.HELD,
        unit=Unit.PERCENT,
        nothing=None,
        whole=_fill_together,
    ),
    _of_sessions(
        "sessions_cancelled",
        _("Sessions cancelled"),
        _(
            "Sessions that were published and cancelled, on the day their last meeting would have "
            "begun. They count for the department that organised them."
        ),
        _counted(called_off, Count("pk")),
        _as_called_off,
        Rows.CANCELLED,
        monthly=_monthly(called_off, Count("pk")),
    ),
    _of_sessions(
        "lead_of_opening",
        _("Lead time of sessions"),
        _(
            "Median of the days from the day on which one could first register for a session held "
            "to the day of its first meeting. One can register once the session is published and "
            "registration has opened. Sessions count for the department that organised them."
        ),
        _lead,
        _as_led_up_to,
        Rows.LED_UP_TO,
        unit=Unit.DAYS,
        nothing=None,
        whole=_lead_together,
    ),
)
