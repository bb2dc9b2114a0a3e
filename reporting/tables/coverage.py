"""The coverage map, and the people behind its squares."""

from typing import Any

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people.models import Level
from people.tables import PersonTable
from reporting.queries.coverage_map import ALL_LEVELS, COLUMNS, CoverageMap, MapRow

_NUMBER = {"th": {"class": "number"}, "td": {"class": "number"}}


class _SquareColumn(tables.Column):
    """The heading of a column of squares; components/coverage_row.html draws the squares."""

    def __init__(self, label: Any, level: str) -> None:
        super().__init__(
            verbose_name=label,
            accessor="pk",
            order_by=(f"squares__{COLUMNS.index(level)}__sorted_by",),
            attrs={"th": {"class": "square-head"}},
        )


class CoverageTable(tables.Table):
    name = tables.Column(verbose_name=_("Department"), order_by=("name_en",))
    strength = tables.Column(verbose_name=_("Strength"), attrs=_NUMBER)
    recruit = _SquareColumn(Level.RECRUIT.label, Level.RECRUIT)
    junior = _SquareColumn(Level.JUNIOR.label, Level.JUNIOR)
    middle = _SquareColumn(Level.MIDDLE.label, Level.MIDDLE)
    senior = _SquareColumn(Level.SENIOR.label, Level.SENIOR)
    all = _SquareColumn(_("All levels"), ALL_LEVELS)

    class Meta:
        template_name = "reporting/components/coverage_map.html"
        order_by = ("name",)
        attrs = {
            "aria-label": _("Coverage by department and level"),
            "class": "table coverage-map",
        }
        empty_text = _("There is no department to show.")

    def __init__(self, found: CoverageMap, query: str, *, sees_all: bool) -> None:
        super().__init__(found.rows)
        self.map, self.query, self.sees_all = found, query, sees_all


class TopicTable(CoverageTable):
    """The squares of one department by topic, beneath those of all topics and of the service."""

    name = tables.Column(verbose_name=_("Topic"), order_by=("name_en",))

    class Meta(CoverageTable.Meta):
        template_name = "reporting/components/topic_map.html"
        attrs = {"aria-label": _("Coverage by topic and level"), "class": "table coverage-map"}
        empty_text = _("There is no topic to show.")

    def __init__(
        self, found: CoverageMap, topics: list[MapRow], department: int, query: str
    ) -> None:
        super(CoverageTable, self).__init__(topics)
        self.map, self.query, self.department = found, query, department


class BehindTable(PersonTable):
    """People, with the day on which they last completed a course."""

    completed_last = tables.DateColumn(verbose_name=_("Last completed"), format="DATE_FORMAT")

    class Meta:
        template_name = "reporting/components/behind_table.html"
        order_by = ("name",)
        attrs = {"aria-label": _("People behind the square")}
        empty_text = _("Nobody matches. Change the filters to see others.")


class AttendanceTable(tables.Table):
    day = tables.DateColumn(verbose_name=_("Date"), format="DATE_FORMAT", order_by=("day", "pk"))
    person = tables.TemplateColumn(
        verbose_name=_("Person"),
        template_name="reporting/components/attender_cell.html",
        order_by=("registration__person__name_en", "day", "pk"),
    )
    session = tables.Column(
        verbose_name=_("Session"),
        accessor="meeting__session__title",
        order_by=("meeting__session__title_en", "day", "pk"),
    )
    level = tables.Column(verbose_name=pgettext_lazy("on that day", "Level"), orderable=False)

    class Meta:
        order_by = ("-day",)
        attrs = {"aria-label": _("Attendances")}
        empty_text = _("There is no attendance in this square.")

    def render_level(self, value: str) -> Any:
        return Level(value).label
