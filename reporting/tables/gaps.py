"""The gaps by risk."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from people.models import User
from people.roles import Permission
from reporting.queries.gaps import Gap


class GapTable(tables.Table):
    """The headings; components/gap_row.html draws the rows."""

    department = tables.Column(verbose_name=_("Department"), order_by=("department__name_en",))
    topic = tables.Column(verbose_name=_("Topic"), order_by=("topic__name_en",))
    level = tables.Column(verbose_name=_("Level"))
    risk = tables.Column(verbose_name=_("Risk"), order_by=("badness",))
    trained = tables.Column(
        verbose_name=_("Trained"),
        accessor="share",
        attrs={"th": {"class": "number"}, "td": {"class": "number"}},
    )
    deed = tables.Column(verbose_name="", accessor="level", orderable=False)

    class Meta:
        template_name = "reporting/components/gap_table.html"
        order_by = ("risk",)
        attrs = {"aria-label": _("Gaps by risk")}
        empty_text = _("There is no such gap. Change the filters to see others.")

    def __init__(self, found: list[Gap], user: User, query: str) -> None:
        super().__init__(found)
        self.query = query
        self.schedules = user.has(Permission.MANAGE_SCHEDULE)
        self.is_of_own = user.has(Permission.VIEW_OWN_PROGRAMME)
        several = len({gap.department for gap in found}) > 1
        self.names_departments = several or user.has(Permission.VIEW_REPORTS)
        if not self.names_departments:
            self.columns.hide("department")
