"""What the rows behind a figure hang on: so that a change leads back to the rows it bears on."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from ethics_officers.models import PlanItem, Strategy
from reporting.figures import Span
from training.models import Attendance, Meeting, Registration

# By the kind of thing and its id, the names of the rows that hang on it.
Named = Mapping[int, set[str]]
Keys = dict[str, Named]


def keys_of(behind: str, names: Collection[str], span: Span) -> Keys:
    """Give what rows hang on, by the names they have in a freeze."""
    of: dict[int, set[str]] = defaultdict(set)
    for name in names:
        of[int(name.partition("/")[0])].add(name)
    return _KEYS.get(behind, _of_sessions)(of, span)


def _of_persons(of: Named, span: Span) -> Keys:
    found = Registration.objects.filter(person__in=list(of), session__in=_sessions_in(span))
    return {**_by_registration(found, "person_id", of), "person": of}


def _of_attendances(of: Named, span: Span) -> Keys:
    history = Attendance.pgh_event_models["update"].objects  # type: ignore[attr-defined]
    by_registration = _joined(history, "registration_id", of)
    found = Registration.objects.filter(pk__in=list(by_registration))
    return _by_registration(found, "pk", by_registration)


def _of_places(of: Named, span: Span) -> Keys:
    return _by_registration(Registration.objects.filter(pk__in=list(of)), "pk", of)


def _of_sessions_attended(of: Named, span: Span) -> Keys:
    found = Registration.objects.filter(session__in=list(of))
    return {**_by_registration(found, "session_id", of), "session": of}


def _of_sessions(of: Named, span: Span) -> Keys:
    return {"session": of}


def _of_meetings(of: Named, span: Span) -> Keys:
    history = Meeting.pgh_event_models["update"].objects  # type: ignore[attr-defined]
    return {"session": _joined(history, "session_id", of)}


def _of_activities(of: Named, span: Span) -> Keys:
    return {"activity": of}


def _of_plan_items(of: Named, span: Span) -> Keys:
    plans: dict[int, set[str]] = defaultdict(set)
    for pk, plan in PlanItem.objects.filter(pk__in=list(of)).values_list("pk", "plan_id"):
        plans[plan] |= of[pk]
    return {"plan_item": of, "plan": plans}


def _of_departments(of: Named, span: Span) -> Keys:
    strategies = Strategy.objects.filter(department__in=list(of))
    return {
        "department": of,
        "strategy": {
            pk: of[department] for pk, department in strategies.values_list("pk", "department_id")
        },
    }


def _of_orders(of: Named, span: Span) -> Keys:
    return {"order": of}


_KEYS = {
    "persons": _of_persons,
    "completions": _of_persons,
    "attendances": _of_attendances,
    "officers": _of_attendances,
    "places": _of_places,
    "sessions": _of_sessions_attended,
    "meetings": _of_meetings,
    "activities": _of_activities,
    "plan_items": _of_plan_items,
    "vacancies": _of_departments,
    "posts": _of_departments,
    "duties": _of_departments,
    "copies": _of_orders,
}


def _joined(history: Any, column: str, of: Named) -> Named:
    """Follow rows, which may be deleted by now, to what they belong to."""
    joined: dict[int, set[str]] = defaultdict(set)
    rows = history.filter(pgh_obj_id__in=list(of)).values_list("pgh_obj_id", column)
    for pk, parent in rows.distinct():
        joined[parent] |= of[pk]
    return joined


def _by_registration(found: Any, named_by: str, of: Named) -> Keys:
    registrations: dict[int, set[str]] = {}
    sessions: dict[int, set[str]] = defaultdict(set)
    persons: dict[int, set[str]] = defaultdict(set)
    rows = found.values_list("pk", "session_id", "person_id", named_by)
    for registration, session, person, name in rows:
        registrations[registration] = of[name]
        sessions[session] |= of[name]
        persons[person] |= of[name]
    return {"registration": registrations, "session": sessions, "person": persons}


def _sessions_in(span: Span) -> Any:
    """Sessions with a meeting in a span, or with one that was there before it was moved."""
    history = Meeting.pgh_event_models["update"].objects  # type: ignore[attr-defined]
    return history.filter(starts_at__gte=span.starts_at, starts_at__lt=span.ends_at).values(
        "session_id"
    )
