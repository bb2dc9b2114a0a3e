"""What plan items reached: counted from what serves them, told where nothing does."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce, TruncDate

from core.days import HONG_KONG
from ethics_officers.models import Activity, PlanItem, PlanItemSession
from ethics_officers.queries.item_publications import Reading, readers, readings
from people.models import Department, Posting
from training.models import Attendance, Registration, Session

_ATTENDED = (Attendance.Status.PRESENT, Attendance.Status.PARTLY)


@dataclass(frozen=True)
class Result:
    """What one plan item reached, in attendances and readers, and where the figure comes from."""

    sessions: int = 0  # that serve it, held or to come
    sessions_held: int = 0
    from_sessions: int = 0
    activities: int = 0
    from_activities: int = 0
    told: int | None = None
    reading: Reading = field(default_factory=Reading)

    @property
    def is_counted(self) -> bool:
        """Whether sessions, activities or publications give the figure, so that nobody tells it."""
        return bool(self.sessions or self.activities or self.reading.publications)

    @property
    def is_read_only(self) -> bool:
        """Whether it counts readers alone, who are so many of those asked."""
        return bool(self.reading.asked) and not (self.sessions or self.activities)

    @property
    def reached(self) -> int | None:
        """The figure of the item; None as long as there is nothing to count and nothing told."""
        if self.sessions_held or self.activities or self.reading.circulated:
            return self.from_sessions + self.from_activities + self.reading.read
        return None if self.is_counted else self.told


def results(items: Collection[PlanItem]) -> dict[int, Result]:
    """Give the result of each item, by its key, in six statements at most however many there are.

    A session counts once it is held: each of the department's people, by their posting on its day,
    who was there for all or a part of it. It serves an item that it is linked to, or whose log
    tells of it; one called off serves none. An activity counts its reach, unless it tells of a
    session, which counts instead; withdrawn ones count nothing. Of the publications that serve an
    item, each of the department's people who has read one counts once.
    """
    ids = [item.pk for item in items]
    departments = dict(PlanItem.objects.filter(pk__in=ids).values_list("pk", "plan__department_id"))
    serving = _serving(ids)
    told_of = Activity.objects.standing().filter(item__in=ids, session__isnull=True)
    reached = {
        item_id: (count, total)
        for item_id, count, total in told_of.order_by()
        .values("item_id")
        .annotate(count=Count("pk", distinct=True), total=Coalesce(Sum("reach__attendances"), 0))
        .values_list("item_id", "count", "total")
    }
    attended = _attendances({pk for sessions in serving.values() for pk in sessions})
    read = readings(ids)
    return {
        item.pk: _result(item, departments[item.pk], serving[item.pk], attended, reached, read)
        for item in items
    }


@dataclass(frozen=True)
class Reach:
    """Whom items of one department reached together: attendances, and persons apart from them.

    `persons` were each counted once, however many sessions they were at. Activities of the log
    know no names, so `persons_in_log` may count somebody at each, and again somebody of `persons`.
    `asked` and `read` are the persons asked to read a publication, and those of them who have.
    """

    attendances: int
    persons: int
    persons_in_log: int
    asked: int = 0
    read: int = 0


def reach(found: Mapping[int, Result], department: Department) -> Reach:
    """Count whom items of a department, with the result of each, reached together.

    A session that serves several of the items counts once.
    """
    sessions = {session for serving in _serving(found).values() for session in serving}
    was_there = Attendance.objects.filter(registration=OuterRef("pk"), status__in=_ATTENDED)
    serving_then = Posting.objects.current(OuterRef("day")).filter(  # type: ignore[arg-type]
        person=OuterRef("person"), department=department
    )
    present = (
        Registration.objects.confirmed()
        .filter(session__in=sessions, session__status=Session.Status.HELD)
        .annotate(day=TruncDate("session__starts_at", tzinfo=HONG_KONG))
        .filter(Exists(was_there), Exists(serving_then))
        .aggregate(attendances=Count("pk"), persons=Count("person", distinct=True))
    )
    in_log = Activity.objects.standing().filter(item__in=found, session__isnull=True)
    told = [each.told or 0 for each in found.values() if not each.is_counted]
    circulated = [item for item, each in found.items() if each.reading.circulated]
    asked, read = readers(circulated) if circulated else (0, 0)
    return Reach(
        attendances=present["attendances"]
        + sum(each.from_activities for each in found.values())
        + sum(told),
        persons=present["persons"],
        persons_in_log=in_log.aggregate(n=Coalesce(Sum("reach__persons"), 0))["n"],
        asked=asked,
        read=read,
    )


def _serving(items: Collection[int]) -> dict[int, set[int]]:
    """Give the sessions that serve items: those linked to them, and those the log tells of."""
    serving: dict[int, set[int]] = defaultdict(set)
    takes_place = Q(session__isnull=False) & ~Q(session__status=Session.Status.CANCELLED)
    links = PlanItemSession.objects.filter(takes_place, item__in=items)
    told_of = Activity.objects.standing().filter(takes_place, item__in=items)
    through_log = told_of.values_list("item_id", "session_id")
    for item_id, session_id in links.values_list("item_id", "session_id").union(through_log):
        serving[item_id].add(session_id)
    return serving


def _result(
    item: PlanItem,
    department_id: int,
    sessions: set[int],
    attended: dict[int, dict[int, int]],
    reached: dict[int, tuple[int, int]],
    read: dict[int, Reading],
) -> Result:
    held = [pk for pk in sessions if pk in attended]
    activities, from_activities = reached.get(item.pk, (0, 0))
    return Result(
        sessions=len(sessions),
        sessions_held=len(held),
        from_sessions=sum(attended[pk].get(department_id, 0) for pk in held),
        activities=activities,
        from_activities=from_activities,
        told=item.told_result,
        reading=read.get(item.pk, Reading()),
    )


def _attendances(session_ids: set[int]) -> dict[int, dict[int, int]]:
    """Count who was at each of the sessions held, by the department served in on its day."""
    counted: dict[int, dict[int, int]] = {}
    serving_then = Posting.objects.current(OuterRef("day")).filter(  # type: ignore[arg-type]
        person=OuterRef("registrations__person")
    )
    present = Q(
        registrations__status=Registration.Status.CONFIRMED,
        registrations__attendances__status__in=_ATTENDED,
    )
    rows = (
        Session.objects.filter(pk__in=session_ids, status=Session.Status.HELD)
        .order_by()
        .annotate(day=TruncDate("starts_at", tzinfo=HONG_KONG))
        .annotate(department=Subquery(serving_then.values("department")[:1]))
        .values("pk", "department")
        .annotate(people=Count("registrations", filter=present, distinct=True))
    )
    for row in rows:
        counted.setdefault(row["pk"], {})[row["department"]] = row["people"]
    return counted
