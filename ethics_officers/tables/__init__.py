"""The officers' lists as tables."""

from ethics_officers.tables.designations import (
    RegisterTable,
)
from ethics_officers.tables.directory import (
    DirectoryTable,
)
from ethics_officers.tables.figures import (
    TABLES_BEHIND,
)
from ethics_officers.tables.oversight import (
    OversightTable,
)
from ethics_officers.tables.plans import (
    PlanTable,
)
from ethics_officers.tables.returns import (
    ReturnTable,
)
from ethics_officers.tables.strategies import (
    StrategyTable,
)
from ethics_officers.tables.talk_requests import (
    TalkRequestTable,
)

__all__ = [
    "TABLES_BEHIND",
    "DirectoryTable",
    "OversightTable",
    "PlanTable",
    "RegisterTable",
    "ReturnTable",
    "StrategyTable",
    "TalkRequestTable",
]
