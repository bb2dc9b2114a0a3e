"""The rows behind figures as files, one list of columns for each kind of row."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.exports import Column, bilingual, labels
from ethics_officers.figures import Behind
from ethics_officers.models import ActivityKind, PlanItem, ThreeA
from people.models import Level


def columns_behind(behind: Behind) -> list[Column]:
    person = bilingual(_("Person"), en="person_en", zh="person_zh")
    session = bilingual(_("Session"), en="title_en", zh="title_zh")
    day = Column(_("Date"), "day", width=12)
    attendances = Column(_("Attendances"), "attendances")
    persons = Column(_("Persons"), "persons")
    return {
        Behind.ATTENDANCES: [
            day,
            *person,
            Column(_("Level"), "level", labels(Level.choices)),
            *session,
        ],
        Behind.SESSIONS: [day, *session, persons, attendances],
        Behind.PERSONS: [*person, attendances, Column(_("Last attended"), "day", width=14)],
        Behind.COMPLETIONS: [
            *person,
            Column(_("Completed courses"), "completed"),
            Column(_("Last completed"), "day", width=14),
        ],
        Behind.ACTIVITIES: [
            Column(_("Date"), "happened_on", width=12),
            Column(_("Activity"), "title", width=50),
            Column(_("Kind"), "kind", labels(ActivityKind.choices)),
            attendances,
            persons,
        ],
        Behind.PLAN_ITEMS: [
            Column(_("Item"), "title", width=50),
            Column(_("The three A's"), "three_a", labels(ThreeA.choices)),
            Column(_("Status"), "status", labels(PlanItem.Status.choices)),
            Column(_("Explanation"), "explanation", width=50),
        ],
        Behind.VACANCIES: [
            Column(_("From"), "starts_on", width=12),
            Column(_("To"), "last_day", width=12),
            Column(pgettext_lazy("how many", "Days"), "days"),
        ],
        Behind.CIRCULATIONS: [
            Column(_("Date"), "first", width=12),
            *bilingual(_("Publication"), en="title_en", zh="title_zh"),
            Column(_("Persons asked to read"), "persons"),
            Column(_("Persons who acknowledged"), "readers"),
        ],
        Behind.READERS: [
            *person,
            Column(_("Asked to read"), "asked"),
            Column(pgettext_lazy("number", "Acknowledged"), "read"),
            Column(_("Last asked"), "last", width=14),
        ],
    }[behind]
