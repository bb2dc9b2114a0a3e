"""Reads of circulations: what is due to go out, to be asked again, and how far it has come."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery, Value

from core.days import day_of
from core.models import GeneralHoliday
from notifications.models import Message
from people.models import Audience, Department, Level, Person, User
from publications.models import (
    Circulation,
    CirculationRound,
    Edition,
    Publication,
    Recipient,
)
from publications.models.circulations import is_done
from publications.queries.editions import newest_published
from publications.rules import circulations as rules

# The kind of the mail that asks a recipient to read; it is about the recipient.
ASKING = "publications.circulation"


def was_sent() -> Exists:
    """The condition that a mail server took the mail that asks a recipient, first or again."""
    mails = Message.objects.filter(about_id=OuterRef("pk"), status=Message.Status.SENT)
    return Exists(mails.filter(kind=ASKING))


def due_to_go_out(now: dt.datetime) -> QuerySet[Circulation]:
    """Give the circulations of which a batch can go out, those that began first before others."""
    unfinished = CirculationRound.objects.filter(
        circulation=OuterRef("pk"), closed_at=None, finished_at=None, starts_at__lte=now
    )
    readable = Publication.objects.readable(now).filter(pk=OuterRef("edition__publication"))
    return (
        Circulation.objects.open()
        .filter(Exists(unfinished), Exists(readable))
        .order_by("starts_at", "pk")
    )


def open_round(circulation: Circulation) -> CirculationRound | None:
    """Give the round that is planned, going out or standing."""
    return circulation.rounds.filter(closed_at=None).select_related("edition").first()


def has_changed_materially(since: Edition, now: dt.datetime) -> bool:
    """Say whether an edition after this one was published with more than typing errors mended."""
    later = Edition.objects.filter(
        publication=since.publication_id,
        number__gt=since.number,
        change=Edition.Change.MATERIAL,
        status=Edition.Status.APPROVED,
        publish_at__lte=now,
        withdrawn_at=None,
    )
    return later.exists()


def cause_of_a_round(
    circulation: Circulation, last: CirculationRound, now: dt.datetime
) -> tuple[CirculationRound.Cause, str] | None:
    """Give why a circulation is to go out again now, and the occasion that it does so once for."""
    today = day_of(now)
    newest = newest_published(circulation.edition.publication, now)
    if newest is None:
        return None
    if newest.number > last.edition.number and has_changed_materially(last.edition, now):
        return CirculationRound.Cause.EDITION, f"edition:{newest.pk}"
    known = set(circulation.rounds.values_list("occasion", flat=True))
    for cause, occasion in _recurring(circulation, today):
        if occasion not in known:
            return cause, occasion
    return None


def _recurring(
    circulation: Circulation, today: dt.date
) -> list[tuple[CirculationRound.Cause, str]]:
    if circulation.recurrence == Circulation.Recurrence.YEARLY and circulation.starts_at:
        day = rules.last_anniversary(day_of(circulation.starts_at), today)
        if day is not None and today - day < rules.YEARLY_WINDOW:
            return [(CirculationRound.Cause.YEARLY, str(day.year))]
    if circulation.recurrence == Circulation.Recurrence.FESTIVALS:
        holidays = GeneralHoliday.objects.days()
        return [
            (CirculationRound.Cause.FESTIVAL, f"{name}:{day.year}")
            for name, day in festival_days(circulation.festivals, today)
            if rules.festival_round_is_due(circulation, day, today, holidays)
        ]
    return []


def festival_days(festivals: Collection[str], today: dt.date) -> list[tuple[str, dt.date]]:
    """Give the days of festivals from this year on, as the general holidays have them."""
    rows = GeneralHoliday.objects.filter(date__year__gte=today.year).order_by("date")
    found: dict[tuple[str, int], dt.date] = {}
    for day, holiday in rows.values_list("date", "name_en"):
        for festival in festivals:
            if rules.FESTIVAL_NAMES[festival] in holiday:
                found.setdefault((festival, day.year), day)
    return sorted(((name, day) for (name, _), day in found.items()), key=lambda each: each[1])


def asking(user: User, publication: Publication) -> list[Recipient]:
    """Give what a user is asked now about a publication: more than one, if circulated twice."""
    person = getattr(user, "person", None)
    if person is None:
        return []
    asked = Recipient.objects.asked_now().filter(
        person=person, round__edition__publication=publication
    )
    return list(asked.select_related("round__circulation__edition").order_by("due_on", "pk"))


def to_read(person: Person) -> QuerySet[Recipient]:
    """Give what a person is asked to read and has not, the soonest due first."""
    return (
        Recipient.objects.asked_now()
        .outstanding()
        .filter(person=person)
        .select_related("round__circulation", "round__edition__publication")
        .order_by("due_on", "pk")
    )


def with_numbers(circulations: QuerySet[Circulation], user: User) -> QuerySet[Any]:
    """Give circulations with how many their newest round asked and how many of those have read.

    Both count those whom the user looks after.
    """
    newest = CirculationRound.objects.filter(circulation=OuterRef(OuterRef("pk")))
    reached = Recipient.objects.in_reach_of(user).filter(
        round=Subquery(newest.order_by("-number").values("pk")[:1])
    )

    def number(recipients: QuerySet[Recipient]) -> Subquery:
        counted = recipients.order_by().annotate(one=Value(1)).values("one")
        return Subquery(counted.annotate(many=Count("pk")).values("many"))

    return circulations.annotate(asked_then=number(reached), done_then=number(reached.done()))


def count(recipients: QuerySet[Recipient], today: dt.date) -> dict[str, int]:
    """Count recipients by how far they came: asked, opened, done, late, joined, left."""
    open_ = Q(left_on=None) & ~is_done()
    found: dict[str, int] = recipients.aggregate(
        asked=Count("pk"),
        opened=Count("pk", filter=Q(opened_at__isnull=False)),
        done=Count("pk", filter=is_done()),
        late=Count("pk", filter=open_ & Q(due_on__lt=today)),
        joined=Count("pk", filter=Q(is_joiner=True)),
        left=Count("pk", filter=Q(left_on__isnull=False)),
    )
    return found


@dataclass(frozen=True)
class DepartmentCount:
    """How many of a department an audience has, by level and in all."""

    name: str
    by_level: list[int]

    @property
    def total(self) -> int:
        return sum(self.by_level)


def counts_of_audience(audience: Audience, day: dt.date) -> list[DepartmentCount]:
    """Count an audience as it is on a day by department and level, the largest first."""
    rows = (
        audience.postings(day).order_by().values("department", "level").annotate(many=Count("pk"))
    )
    by_department: dict[int, dict[str, int]] = defaultdict(dict)
    for row in rows:
        by_department[row["department"]][row["level"]] = row["many"]
    names = Department.objects.in_bulk(by_department)
    counts = [
        DepartmentCount(names[pk].name, [found.get(level, 0) for level in Level])
        for pk, found in by_department.items()
    ]
    return sorted(counts, key=lambda each: (-each.total, str(each.name)))


def last_of(persons: QuerySet[Any], field: str, limit: int) -> tuple[int | None, int]:
    """Give the last id among the first so many of a query in its order, and how many they are."""
    first = persons.order_by(field).values(field)[:limit]
    found = first.aggregate(last=Max(field), many=Count(field))
    return found["last"], found["many"]
