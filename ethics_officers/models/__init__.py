"""Designations, strategies, work plans, talk requests, activities, the network, returns."""

from ethics_officers.models.activities import (
    Activity,
    ActivityReach,
    Evidence,
    GoodPracticeComment,
)
from ethics_officers.models.designations import (
    Designation,
    HandoverAcknowledgement,
)
from ethics_officers.models.item_links import (
    PlanItemPublication,
    PlanItemSession,
)
from ethics_officers.models.network import (
    BoardAnswer,
    BoardQuestion,
    BoardSubscription,
    SharedFile,
    ThematicSession,
)
from ethics_officers.models.plan_history import (
    PlanChange,
    PlanComment,
)
from ethics_officers.models.returns import (
    AnnualReturn,
    FiledReturn,
    Questionnaire,
    ReturnAnswer,
    ReturnFootnote,
    ReturnQuestion,
    ReturnReminder,
)
from ethics_officers.models.strategies import (
    Objective,
    RiskArea,
    Strategy,
    StrategyVersion,
)
from ethics_officers.models.talk_requests import (
    TalkRequest,
)
from ethics_officers.models.work_plans import (
    ActivityKind,
    CentralPriority,
    PlanItem,
    ThreeA,
    WorkPlan,
)
from ethics_officers.models.years import (
    MONTHS_OF_A_YEAR,
    YearBasis,
    financial_year_of,
    first_day,
    later,
    whole_months,
    year_name,
)

__all__ = [
    "MONTHS_OF_A_YEAR",
    "Activity",
    "ActivityKind",
    "ActivityReach",
    "AnnualReturn",
    "BoardAnswer",
    "BoardQuestion",
    "BoardSubscription",
    "CentralPriority",
    "Designation",
    "Evidence",
    "FiledReturn",
    "GoodPracticeComment",
    "HandoverAcknowledgement",
    "Objective",
    "PlanChange",
    "PlanComment",
    "PlanItem",
    "PlanItemPublication",
    "PlanItemSession",
    "Questionnaire",
    "ReturnAnswer",
    "ReturnFootnote",
    "ReturnQuestion",
    "ReturnReminder",
    "RiskArea",
    "SharedFile",
    "Strategy",
    "StrategyVersion",
    "TalkRequest",
    "ThematicSession",
    "ThreeA",
    "WorkPlan",
    "YearBasis",
    "financial_year_of",
    "first_day",
    "later",
    "whole_months",
    "year_name",
]
