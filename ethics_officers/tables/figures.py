"""The rows behind figures as tables, one for each kind of row."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.translated import current_language
from ethics_officers.figures import Behind
from people.models import Level

_NUMBER = {"th": {"class": "number"}, "td": {"class": "number"}}
_DAY = {"td": {"class": "nowrap"}}


def _day(**options: object) -> tables.DateColumn:
    return tables.DateColumn(format="SHORT_DATE_FORMAT", attrs=_DAY, **options)


def _number(label: object) -> tables.Column:
    return tables.Column(verbose_name=label, attrs=_NUMBER)


def _in_language(english: str, chinese: str) -> str:
    return english if current_language() == "en" else chinese or english


class _Named(tables.Table):
    """Rows that name a person, a session or a publication in two languages."""

    class Meta:
        attrs = {"aria-label": _("What the figure counts")}
        empty_text = _("There is nothing to count in this period.")

    def render_person_en(self, record: dict[str, str]) -> str:
        return _in_language(record["person_en"], record["person_zh"])

    def render_title_en(self, record: dict[str, str]) -> str:
        return _in_language(record["title_en"], record["title_zh"])


class AttendancesTable(_Named):
    day = _day(verbose_name=_("Date"))
    person_en = tables.Column(verbose_name=_("Person"))
    level = tables.Column(verbose_name=_("Level"))
    title_en = tables.Column(verbose_name=_("Session"))

    def render_level(self, value: str) -> str:
        return str(Level(value).label)


class SessionsTable(_Named):
    day = _day(verbose_name=_("Date"))
    title_en = tables.Column(verbose_name=_("Session"))
    persons = _number(_("Persons"))
    attendances = _number(_("Attendances"))


class PersonsTable(_Named):
    person_en = tables.Column(verbose_name=_("Person"))
    attendances = _number(_("Attendances"))
    day = _day(verbose_name=_("Last attended"))


class CompletionsTable(_Named):
    person_en = tables.Column(verbose_name=_("Person"))
    completed = _number(_("Completed courses"))
    day = _day(verbose_name=_("Last completed"))


class CirculationsTable(_Named):
    first = _day(verbose_name=_("Date"))
    title_en = tables.Column(
        verbose_name=_("Publication"),
        linkify=("publications:circulation-detail", {"circulation_id": tables.A("circulation")}),
    )
    persons = _number(_("Persons asked to read"))
    readers = _number(_("Persons who acknowledged"))


class ReadersTable(_Named):
    person_en = tables.Column(verbose_name=_("Person"))
    asked = _number(_("Asked to read"))
    read = _number(pgettext_lazy("number", "Acknowledged"))
    last = _day(verbose_name=_("Last asked"))


class ActivitiesTable(tables.Table):
    happened_on = _day(verbose_name=_("Date"))
    title = tables.Column(
        verbose_name=_("Activity"),
        linkify=("ethics_officers:activity-detail", {"activity_id": tables.A("pk")}),
    )
    kind = tables.Column(verbose_name=_("Kind"))
    attendances = _number(_("Attendances"))
    persons = _number(_("Persons"))

    class Meta(_Named.Meta):
        pass


class PlanItemsTable(tables.Table):
    title = tables.Column(
        verbose_name=_("Item"),
        linkify=("ethics_officers:plan-detail", {"plan_id": tables.A("plan_id")}),
    )
    three_a = tables.Column(verbose_name=_("The three A's"))
    status = tables.Column(verbose_name=_("Status"))
    explanation = tables.Column(verbose_name=_("Explanation"), orderable=False)

    class Meta(_Named.Meta):
        pass


class VacanciesTable(tables.Table):
    starts_on = _day(verbose_name=_("From"))
    last_day = _day(verbose_name=_("To"))
    days = _number(pgettext_lazy("how many", "Days"))

    class Meta(_Named.Meta):
        pass


TABLES_BEHIND = {
    Behind.ATTENDANCES: AttendancesTable,
    Behind.SESSIONS: SessionsTable,
    Behind.PERSONS: PersonsTable,
    Behind.COMPLETIONS: CompletionsTable,
    Behind.ACTIVITIES: ActivitiesTable,
    Behind.PLAN_ITEMS: PlanItemsTable,
    Behind.VACANCIES: VacanciesTable,
    Behind.CIRCULATIONS: CirculationsTable,
    Behind.READERS: ReadersTable,
}
