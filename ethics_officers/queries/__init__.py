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
from ethics_officers.queries.board import (
    News,
    answers_of,
    in_network,
    news,
    questions,
    subscriptions_due,
)
from ethics_officers.queries.comparison import (
    FEWEST_COMPARED,
    Compared,
    comparison,
)
from ethics_officers.queries.designations import (
    POST_VACANT,
    candidates,
    register,
    vacancies,
    vacancies_untold,
)
from ethics_officers.queries.directory import (
    directory,
)
from ethics_officers.queries.handover import (
    Change,
    OpenWork,
    latest_change,
    open_work,
)
from ethics_officers.queries.item_sessions import (
    items_to_close,
    sessions_to_serve,
    with_attendances,
    with_sessions,
)
from ethics_officers.queries.oversight import (
    Standing,
    coverage,
    signals_raised,
    span_of_coverage,
    standings,
)
from ethics_officers.queries.plans import (
    STALLED_AFTER,
    PlanFigures,
    PlanRow,
    named,
    plan_figures,
    plan_rows,
    plans_of_year,
    stalled_plans,
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
from ethics_officers.queries.thematic_sessions import (
    THEMATIC_INVITATION,
    invitable,
    sessions_inviting,
    uninvited,
)

__all__ = [
    "FEWEST_COMPARED",
    "POST_VACANT",
    "STALLED_AFTER",
    "THEMATIC_INVITATION",
    "AskedDate",
    "Change",
    "Compared",
    "Likeness",
    "News",
    "OpenWork",
    "PlanFigures",
    "PlanRow",
    "Result",
    "Standing",
    "StrategyChanges",
    "Wording",
    "answers_of",
    "asked_dates",
    "candidates",
    "changes_between",
    "comparison",
    "coverage",
    "directory",
    "good_practice",
    "in_network",
    "invitable",
    "items_to_close",
    "items_to_serve",
    "last_kind",
    "latest",
    "latest_change",
    "level_of",
    "likeness",
    "named",
    "news",
    "officers_to_tell",
    "open_work",
    "plan_figures",
    "plan_rows",
    "plans_of_year",
    "questions",
    "register",
    "results",
    "risk_matrix",
    "sessions_inviting",
    "sessions_to_serve",
    "sessions_to_tell_of",
    "signals_raised",
    "span_of_coverage",
    "staff_who_answer",
    "stalled_plans",
    "standings",
    "strategies_by_department",
    "subscriptions_due",
    "talk_givers",
    "unanswered_talk_requests",
    "uninvited",
    "vacancies",
    "vacancies_untold",
    "what_waits_first",
    "with_attendances",
    "with_figures",
    "with_sessions",
    "wording_of",
]
