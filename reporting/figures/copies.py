"""Figures of printed copies: what departments asked for, and what was sent to them."""

from collections.abc import Callable, Collection
from typing import Any

from django.db.models import Count, F, Max, QuerySet, Sum
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from core.days import HONG_KONG
from ethics_officers.figures import ByDepartment, Figure, Group, Of, Span
from publications.models import CopyOrder
from reporting.figures.behind import Rows
from reporting.figures.counting import by


def _asked(departments: Collection[int], span: Span) -> QuerySet[Any]:
    return CopyOrder.objects.filter(
        department__in=departments, ordered_at__gte=span.starts_at, ordered_at__lt=span.ends_at
    )


def _sent(departments: Collection[int], span: Span) -> QuerySet[Any]:
    return CopyOrder.objects.filter(
        department__in=departments, sent_at__gte=span.starts_at, sent_at__lt=span.ends_at
    )


def _counted(
    rows: Callable[[Collection[int], Span], QuerySet[Any]], of: Any
) -> Callable[[Collection[int], Span], ByDepartment]:
    def count(departments: Collection[int], span: Span) -> ByDepartment:
        found = by(rows(departments, span), "department", number=of)
        return {pk: row["number"] for pk, row in found.items()}

    return count


def _as_orders(rows: Callable[[Collection[int], Span], QuerySet[Any]]) -> Any:
    publication = "stock__edition__publication__title"

    def told(departments: Collection[int], span: Span) -> QuerySet[Any]:
        return (
            rows(departments, span)
            .order_by("ordered_at", "pk")
            .values(
                "pk",
                "copies",
                sent=F("allotted"),
                asked_on=TruncDate("ordered_at", tzinfo=HONG_KONG),
                sent_on=TruncDate("sent_at", tzinfo=HONG_KONG),
                title_en=F(f"{publication}_en"),
                title_zh=F(f"{publication}_zh_hant"),
                department_en=F("department__name_en"),
                department_zh=F("department__name_zh_hant"),
            )
        )

    return told


def _as_reached(departments: Collection[int], span: Span) -> QuerySet[Any]:
    return (
        _sent(departments, span)
        .order_by()
        .values(
            department_en=F("department__name_en"),
            department_zh=F("department__name_zh_hant"),
        )
        .annotate(
            sent=Sum("allotted"),
            sent_on=Max(TruncDate("sent_at", tzinfo=HONG_KONG)),
        )
        .order_by("department_en")
    )


COPIES = (
    Figure(
        "copies_asked",
        _("Printed copies asked for"),
        _("Printed copies that the department asked for in the period, whatever became of it."),
        _counted(_asked, Sum("copies")),
        _as_orders(_asked),
        Rows.COPIES,
        group=Group.PUBLICATIONS,
        of=Of.DEPARTMENT,
    ),
    Figure(
        "copies_sent",
        _("Printed copies sent"),
        _("Printed copies that were sent to the department in the period."),
        _counted(_sent, Sum("allotted")),
        _as_orders(_sent),
        Rows.COPIES,
        group=Group.PUBLICATIONS,
        of=Of.DEPARTMENT,
    ),
    Figure(
        "copies_departments",
        _("Departments reached by printed copies"),
        _("Departments to which printed copies were sent in the period. Each counts once."),
        _counted(_sent, Count("department", distinct=True)),
        _as_reached,
        Rows.COPIES_OF_DEPARTMENT,
        group=Group.PUBLICATIONS,
        of=Of.DEPARTMENT,
    ),
)
