"""Gaps by risk: where the strategies of departments see risks, and few are trained against them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.lists import listed
from core.translated import Translated
from ethics_officers.models import PlanItem, RiskArea, StrategyVersion, WorkPlan
from ethics_officers.queries import level_of
from ethics_officers.rules import coverage_asked
from people.models import Department, Level, User
from people.roles import Permission
from publications.models import Topic
from reporting.models import Basis
from reporting.periods import ROLLING_MONTHS, rolling
from reporting.queries.behind_coverage import Of
from reporting.queries.by_topic import ByTopic, coverage_by_topic
from reporting.queries.coverage import NOTHING, Coverage, CoverageCell
from reporting.queries.coverage_map import (
    ALL_LEVELS,
    COLUMNS,
    Square,
    coverage_map,
    known_departments,
)
from training.models import Course

RISKS = (("high", _("High risk")), ("medium", _("Medium risk")), ("low", _("Low risk")))

_RISK_ORDER = {risk: order for order, (risk, _name) in enumerate(RISKS)}


@dataclass(frozen=True)
class Named:
    """A department or a topic, by its names."""

    pk: int
    name_en: str
    name_zh_hant: str
    name_zh_hans: str

    name = Translated()


@dataclass(frozen=True)
class Gap:
    """People at a level of a department whose training falls short of a risk seen there.

    `risks` are the risk areas that ask for it, the highest rating among them being `rating`;
    `course` is one on the topic that can be scheduled, if there is any; `plan` the current plan of
    the department and `item` an open one of its items on the topic, for whoever writes them.
    """

    department: Named
    topic: Named
    level: str
    risks: str
    rating: int
    version: int
    square: Square
    course: int | None
    plan: int | None = None
    item: int | None = None

    @property
    def risk(self) -> str:
        return level_of(self.rating)

    @property
    def level_name(self) -> Any:
        return Level(self.level).label

    @property
    def badness(self) -> tuple[Any, ...]:
        """The worst comes first: how high the risk is, then how few were trained against it.

        What is hidden comes after what is told, whatever it is.
        """
        return (_RISK_ORDER[self.risk], self.square.is_hidden, self.share, -self.rating)

    @property
    def share(self) -> float:
        """What it is sorted by: hidden squares come last, whatever they hold."""
        cell = self.square.cell
        return 2 if cell is None else cell.persons / cell.strength


@dataclass(frozen=True)
class Gaps:
    """The gaps found, the worst first, when they were counted, and what can't be told."""

    stands_at: dt.datetime
    rows: list[Gap]
    without_strategy: int
    without_topic: int


def gaps(of: Of, *, own: Collection[int], only_own: bool = False) -> Gaps:
    """Give the gaps of all departments, or of a reader's own ones alone.

    There is a gap where fewer than the share that this installation asks for completed a course
    on the topic of a risk area of the endorsed strategy in force. A square that this reader may
    not see is listed whatever it holds, so that its being here tells nothing.
    """
    departments = _departments(of, own if only_own else None)
    areas = _risk_areas(of, departments)
    topics = {topic.pk: topic for topic in _topics({area["topic"] for area in areas} - {None})}
    courses = _courses(topics)
    counted = list(departments)
    if not only_own:
        counted = list(Department.objects.values_list("pk", flat=True))
    by_topic = ByTopic(timezone.now(), {}, {}, {})
    if topics:
        by_topic = coverage_by_topic(of, counted, topics, with_attendances=not only_own)
    squares = _squares(of, by_topic, topics, counted, own, only_own=only_own)
    asked = coverage_asked()
    found: dict[tuple[int, int, str], list[Mapping[str, Any]]] = defaultdict(list)
    for area in areas:
        if area["topic"]:
            for level in area["levels"] or Level.values:
                found[area["department"], area["topic"], level].append(area)
    rows = [
        Gap(
            departments[department],
            topics[topic],
            level,
            listed(dict.fromkeys(area["name"] for area in behind)),
            max(area["likelihood"] * area["impact"] for area in behind),
            behind[0]["version"],
            square,
            courses.get(topic),
        )
        for (department, topic, level), behind in found.items()
        if _is_gap(square := squares[topic, department, level], asked)
    ]
    rows.sort(key=lambda gap: (*gap.badness, gap.department.name_en, gap.topic.name_en))
    with_strategy = {area["department"] for area in areas}
    return Gaps(
        by_topic.stands_at,
        rows,
        len(departments.keys() - with_strategy),
        sum(1 for area in areas if not area["topic"]),
    )


def worst_gaps(user: User, day: dt.date, *, most: int) -> tuple[list[Gap], int]:
    """Give the worst gaps of the departments whose integrity work is this user's own, of how many.

    They are over the last twelve months, as gaps in coverage are.
    """
    of = Of(rolling(ROLLING_MONTHS[0], day).span, day, Basis.TODAY)
    own = user.departments_with(Permission.VIEW_OWN_PROGRAMME)
    found = gaps(of, own=own, only_own=True).rows
    return found[:most], len(found)


def _is_gap(square: Square, asked: int) -> bool:
    if square.cell is None:
        return True
    rate = square.cell.rate
    return rate is not None and rate < asked


def _departments(of: Of, only: Collection[int] | None) -> dict[int, Named]:
    found = Department.objects.current(of.counted_on)
    if only is not None:
        found = found.filter(pk__in=only)
    fields = ("pk", "name_en", "name_zh_hant", "name_zh_hans")
    return {pk: Named(pk, *names) for pk, *names in found.values_list(*fields)}


def _risk_areas(of: Of, departments: Mapping[int, Named]) -> list[dict[str, Any]]:
    """Give the risk areas of the strategies that are endorsed and in force, the highest first."""
    day = of.today
    found: QuerySet[Any] = RiskArea.objects.filter(
        version__status=StrategyVersion.Status.ENDORSED,
        version__strategy__starts_on__lte=day,
        version__strategy__ends_on__gt=day,
        version__strategy__department__in=departments,
    )
    return list(
        found.order_by(-F("likelihood") * F("impact"), "version", "position").values(
            "name",
            "topic",
            "levels",
            "likelihood",
            "impact",
            "version",
            department=F("version__strategy__department"),
        )
    )


def _topics(asked: Collection[int]) -> Iterable[Named]:
    fields = ("pk", "name_en", "name_zh_hant", "name_zh_hans")
    found = Topic.objects.filter(pk__in=asked).values_list(*fields) if asked else []
    return [Named(*row) for row in found]


def _courses(topics: Collection[int]) -> dict[int, int]:
    """Give for each topic the course in use that is about the fewest topics besides."""
    found: dict[int, tuple[int, int]] = {}
    if topics:
        by_course: dict[int, list[int]] = defaultdict(list)
        in_use = Course.objects.in_use().order_by("pk")
        for course, topic in in_use.values_list("pk", "topics"):
            by_course[course].append(topic)
        for course, about in by_course.items():
            for topic in about:
                if topic in topics:
                    found[topic] = min(found.get(topic, (len(about), course)), (len(about), course))
    return {topic: course for topic, (_besides, course) in found.items()}


def _squares(
    of: Of,
    by_topic: ByTopic,
    topics: Collection[int],
    departments: Collection[int],
    own: Collection[int],
    *,
    only_own: bool,
) -> dict[tuple[int, int, str], Square]:
    if only_own:
        return {
            (topic, department, level): Square(level, by_topic.cell(topic, department, level))
            for topic in topics
            for department in departments
            for level in COLUMNS
        }
    known = known_departments(of.counted_on)
    found = {}
    for topic in topics:
        told = _of_topic(of, by_topic, topic, departments)
        for row in coverage_map(told, basis=of.basis, own=own, known=known).rows:
            for square in row.squares:
                found[topic, row.pk, square.level] = square
    return found


def _of_topic(of: Of, by_topic: ByTopic, topic: int, departments: Collection[int]) -> Coverage:
    """Give the coverage of one topic as the map would show it: who serves counts in one place."""
    cells, of_departments = {}, {}
    for department in departments:
        for level in COLUMNS:
            cell = by_topic.cell(topic, department, level)
            if cell == NOTHING:
                continue
            if level == ALL_LEVELS:
                of_departments[department] = cell
            else:
                cells[department, level] = cell
    levels = {
        level: _together(cell for (_department, at), cell in cells.items() if at == level)
        for level in Level.values
    }
    whole = _together(of_departments.values())
    return Coverage(by_topic.stands_at, of.counted_on, cells, of_departments, levels, whole)


def _together(cells: Iterable[CoverageCell]) -> CoverageCell:
    cells = list(cells)
    return CoverageCell(
        sum(cell.persons for cell in cells),
        sum(cell.attendances for cell in cells),
        sum(cell.strength for cell in cells),
    )


def with_plans(gaps: Iterable[Gap], user: User, day: dt.date) -> list[Gap]:
    """Give the gaps with the current plans that this user writes, and their open items."""
    departments = user.departments_with(Permission.MANAGE_OWN_PROGRAMME)
    if not departments:
        return list(gaps)
    plans = WorkPlan.objects.on(day).filter(department__in=departments)
    items = PlanItem.objects.open().filter(plan__in=plans, topic__isnull=False).order_by("-pk")
    by_topic = {
        (department, topic): pk
        for pk, department, topic in items.values_list("pk", "plan__department", "topic")
    }
    by_department = dict(plans.values_list("department", "pk"))
    return [
        replace(
            gap,
            plan=by_department.get(gap.department.pk),
            item=by_topic.get((gap.department.pk, gap.topic.pk)),
        )
        for gap in gaps
    ]
