"""Filters of the officers' lists; their state is in the address."""

from ethics_officers.filters.activities import (
    ActivityFilter,
    GoodPracticeFilter,
)
from ethics_officers.filters.designations import (
    RegisterFilter,
)
from ethics_officers.filters.network import (
    BoardFilter,
    DirectoryFilter,
    SharedFileFilter,
)
from ethics_officers.filters.oversight import (
    OversightFilter,
)
from ethics_officers.filters.plans import (
    PlanFilter,
    PlanListFilter,
)
from ethics_officers.filters.returns import (
    ReturnFilter,
    SpanForm,
)
from ethics_officers.filters.strategies import (
    StrategyFilter,
)
from ethics_officers.filters.talk_requests import (
    TalkRequestFilter,
)

__all__ = [
    "ActivityFilter",
    "BoardFilter",
    "DirectoryFilter",
    "GoodPracticeFilter",
    "OversightFilter",
    "PlanFilter",
    "PlanListFilter",
    "RegisterFilter",
    "ReturnFilter",
    "SharedFileFilter",
    "SpanForm",
    "StrategyFilter",
    "TalkRequestFilter",
]
