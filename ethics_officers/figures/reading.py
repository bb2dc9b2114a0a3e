"""Figures of circulations: what reached a department, whom it asked to read, and who has read."""

from collections.abc import Collection
from functools import partial
from typing import Any

from django.db.models import Count, F, Max, Min, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.days import HONG_KONG
from ethics_officers.figures.kinds import (
    Behind,
    ByDepartment,
    Figure,
    Group,
    Span,
    Unit,
    Value,
    percent,
)
from publications.models import Recipient
from publications.models.circulations import is_done

_PERSONS = Count("person", distinct=True)
_READERS = Count("person", filter=is_done(), distinct=True)
_CIRCULATIONS = Count("round__circulation", distinct=True)


def asked(departments: Collection[int], span: Span) -> QuerySet[Any]:
    """Give who was asked to read, in rounds that began in the period, with the `day` of asking.

    The department is that of the day of asking, as it was noted then.
    """
    return Recipient.objects.filter(
        department__in=departments,
        round__begun_at__gte=span.starts_at,
        round__begun_at__lt=span.ends_at,
    ).annotate(day=TruncDate("asked_at", tzinfo=HONG_KONG))


def _counted(of: Any, departments: Collection[int], span: Span) -> ByDepartment:
    found = asked(departments, span).order_by().values("department").annotate(number=of)
    return {row["department"]: row["number"] for row in found}


def _together(of: Any, departments: Collection[int], span: Span) -> Value:
    number: Value = asked(departments, span).order_by().aggregate(number=of)["number"]
    return number


def _share(departments: Collection[int], span: Span) -> ByDepartment:
    found = asked(departments, span).order_by().values("department")
    return {
        row["department"]: percent(row["readers"], row["persons"])
        for row in found.annotate(persons=_PERSONS, readers=_READERS)
    }


def _share_together(departments: Collection[int], span: Span) -> Value:
    persons = _together(_PERSONS, departments, span)
    readers = _together(_READERS, departments, span)
    return percent(readers, persons)


def _as_circulations(departments: Collection[int], span: Span) -> QuerySet[Any]:
    publication = "round__circulation__edition__publication__title"
    return (
        asked(departments, span)
        .order_by()
        .values(
            circulation=F("round__circulation"),
            title_en=F(f"{publication}_en"),
            title_zh=F(f"{publication}_zh_hant"),
        )
        .annotate(first=Min("day"), persons=_PERSONS, readers=_READERS)
        .order_by("first", "circulation")
    )


def _as_readers(of: Q, departments: Collection[int], span: Span) -> QuerySet[Any]:
    return (
        asked(departments, span)
        .order_by()
        .values(
            "person",
            person_en=F("person__name_en"),
            person_zh=F("person__name_zh"),
        )
        .annotate(
            asked=Count("pk"),
            read=Count("pk", filter=is_done()),
            last=Max("day"),
        )
        .filter(of)
        .order_by("person_en", "person")
    )


_READ_SOMETHING = Q(read__gt=0)

READING = (
    Figure(
        "circulations",
        pgettext_lazy("figure", "Circulations"),
        _(
            "Circulations of publications that asked somebody of the department to read, in a "
            "round that began in the period. A circulation counts once, however often it went out."
        ),
        partial(_counted, _CIRCULATIONS),
        _as_circulations,
        Behind.CIRCULATIONS,
        whole=partial(_together, _CIRCULATIONS),
        group=Group.PUBLICATIONS,
    ),
    Figure(
        "persons_asked_to_read",
        _("Persons asked to read"),
        _(
            "People asked to read a publication while they served in the department, in a round "
            "that began in the period. Each person counts once."
        ),
        partial(_counted, _PERSONS),
        partial(_as_readers, Q()),
        Behind.READERS,
        whole=partial(_together, _PERSONS),
        group=Group.PUBLICATIONS,
        persons=partial(_counted, _PERSONS),
    ),
    Figure(
        "readers",
        _("Persons who acknowledged"),
        _(
            "Of the persons asked to read, those who acknowledged a publication or, where no more "
            "was asked, opened it, whenever they did. Each person counts once."
        ),
        partial(_counted, _READERS),
        partial(_as_readers, _READ_SOMETHING),
        Behind.READERS,
        whole=partial(_together, _READERS),
        group=Group.PUBLICATIONS,
        persons=partial(_counted, _READERS),
    ),
    Figure(
        "share_read",
        _("Share who acknowledged"),
        _(
            "Of the persons asked to read, the share who acknowledged a publication or, where no "
            "more was asked, opened it. The list holds those who did."
        ),
        _share,
        partial(_as_readers, _READ_SOMETHING),
        Behind.READERS,
        Unit.PERCENT,
        None,
        _share_together,
        group=Group.PUBLICATIONS,
        persons=partial(_counted, _READERS),
        out_of=partial(_counted, _PERSONS),
    ),
)
