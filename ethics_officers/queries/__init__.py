"""Reads of the officers' work that span models."""

from ethics_officers.queries.activities import (
    Likeness,
    good_practice,
    items_to_serve,
    last_kind,
    latest,
    likeness,
    sessions_to_tell_of,
    with_figures,
)
from ethics_officers.queries.designations import (
    POST_VACANT,
    candidates,
    register,
    vacancies,
    vacancies_untold,
)
from ethics_officers.queries.item_sessions import (
    items_to_close,
    sessions_to_serve,
    with_attendances,
    with_sessions,
)
from ethics_officers.queries.plans import (
    PlanFigures,
    PlanRow,
    named,
    plan_figures,
    plan_rows,
    plans_of_year,
)
from ethics_officers.queries.results import (
    Result,
    results,
)
from ethics_officers.queries.strategies import (
    StrategyChanges,
    Wording,
    changes_between,
    level_of,
    risk_matrix,
    strategies_by_department,
    wording_of,
)
from ethics_officers.queries.talk_requests import (
    AskedDate,
    asked_dates,
    officers_to_tell,
    staff_who_answer,
    talk_givers,
    unanswered_talk_requests,
    what_waits_first,
)

__all__ = [
    "POST_VACANT",
    "AskedDate",
    "Likeness",
    "PlanFigures",
    "PlanRow",
    "Result",
    "StrategyChanges",
    "Wording",
    "asked_dates",
    "candidates",
    "changes_between",
    "good_practice",
    "items_to_close",
    "items_to_serve",
    "last_kind",
    "latest",
    "level_of",
    "likeness",
    "named",
    "officers_to_tell",
    "plan_figures",
    "plan_rows",
    "plans_of_year",
    "register",
    "results",
    "risk_matrix",
    "sessions_to_serve",
    "sessions_to_tell_of",
    "staff_who_answer",
    "strategies_by_department",
    "talk_givers",
    "unanswered_talk_requests",
    "vacancies",
    "vacancies_untold",
    "what_waits_first",
    "with_attendances",
    "with_figures",
    "with_sessions",
    "wording_of",
]
