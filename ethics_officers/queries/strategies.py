"""Reads of strategies: where each department stands, and what differs between two wordings."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from ethics_officers.models import Objective, RiskArea, StrategyVersion
from ethics_officers.models.strategies import HIGHEST, LOWEST
from people.models import Department

# A Chinese character is a word of its own; blanks are kept, so that a text reads as it was.
_WORDS = re.compile(r"\s+|[\u3400-\u9fff]|[^\s\u3400-\u9fff]+")

# From which product of likelihood and impact on a risk is called high, and medium.
_HIGH, _MEDIUM = 15, 6


def strategies_by_department(day: dt.date) -> QuerySet[Any]:
    """Give the departments that exist on a day, with the strategy told to programme staff.

    Of the strategy in force then, it is the latest version that is no draft: its `version_id`,
    `version_number`, `version_status`, `version_endorsed_on`, and the days of the strategy.
    """
    told = StrategyVersion.objects.exclude(status=StrategyVersion.Status.DRAFT).filter(
        strategy__department=OuterRef("pk"),
        strategy__starts_on__lte=day,
        strategy__ends_on__gt=day,
    )
    latest = told.order_by("-number")
    fields = {
        "version_id": "pk",
        "version_number": "number",
        "version_status": "status",
        "version_endorsed_on": "endorsed_on",
        "version_endorser": "endorser",
        "strategy_starts_on": "strategy__starts_on",
        "strategy_ends_on": "strategy__ends_on",
    }
    return Department.objects.current(day).annotate(
        **{name: Subquery(latest.values(source)[:1]) for name, source in fields.items()}
    )


def level_of(rating: int) -> str:
    """Call a rating high, medium or low."""
    return "high" if rating >= _HIGH else "medium" if rating >= _MEDIUM else "low"


@dataclass(frozen=True)
class Cell:
    """A square of the picture of risks: its rating, and the numbers of the risk areas in it."""

    rating: int
    level: str
    numbers: list[int]


@dataclass(frozen=True)
class Row:
    impact: int
    cells: list[Cell]


def risk_matrix(risks: Sequence[RiskArea]) -> list[Row]:
    """Give the squares by impact, the highest first, each row by likelihood from the lowest."""
    scale = range(LOWEST, HIGHEST + 1)
    numbers: dict[tuple[int, int], list[int]] = {}
    for number, risk in enumerate(risks, start=1):
        numbers.setdefault((risk.likelihood, risk.impact), []).append(number)
    return [
        Row(
            impact,
            [
                Cell(
                    likelihood * impact,
                    level_of(likelihood * impact),
                    numbers.get((likelihood, impact), []),
                )
                for likelihood in scale
            ],
        )
        for impact in reversed(scale)
    ]


@dataclass(frozen=True)
class Wording:
    """What a strategy says, for comparing: risk areas by name, with likelihood and impact."""

    needs: str
    priorities: str
    risks: dict[str, tuple[int, int]]
    objectives: list[str]
    document: str = ""


@dataclass(frozen=True)
class Piece:
    """A piece of a text: `same`, `gone` or `new`."""

    kind: str
    text: str


@dataclass(frozen=True)
class RiskChange:
    """A risk area that is `new` or `gone`, or whose rating was another."""

    name: str
    kind: str
    before: tuple[int, int] | None
    after: tuple[int, int] | None


@dataclass(frozen=True)
class StrategyChanges:
    """What differs between two wordings; empty where nothing does."""

    needs: list[Piece]
    priorities: list[Piece]
    risks: list[RiskChange]
    objectives: list[Piece]
    documents: tuple[str, str] | None

    @property
    def is_none(self) -> bool:
        return not (
            self.needs or self.priorities or self.risks or self.objectives or self.documents
        )


def wording_of(version: StrategyVersion) -> Wording:
    risks: Iterable[RiskArea] = version.risk_areas.all()
    objectives: Iterable[Objective] = version.objectives.all()
    return Wording(
        needs=version.needs,
        priorities=version.priorities,
        risks={risk.name: (risk.likelihood, risk.impact) for risk in risks},
        objectives=[objective.text for objective in objectives],
        document=version.document.name if version.document else "",
    )


def changes_between(before: Wording, after: Wording) -> StrategyChanges:
    """Say what differs between an earlier wording and a later one."""
    differ = before.document != after.document
    return StrategyChanges(
        needs=_text_changes(before.needs, after.needs),
        priorities=_text_changes(before.priorities, after.priorities),
        risks=_risk_changes(before.risks, after.risks),
        objectives=_pieces(before.objectives, after.objectives),
        documents=(before.document, after.document) if differ else None,
    )


def _words(text: str) -> list[str]:
    return _WORDS.findall(text.replace("\r\n", "\n"))


def _pieces(before: list[str], after: list[str]) -> list[Piece]:
    """Give the later list in pieces, with what is gone from the earlier; nothing if they agree."""
    if before == after:
        return []
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, gone_from, gone_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            pieces += [Piece("same", text) for text in after[new_from:new_to]]
        else:
            pieces += [Piece("gone", text) for text in before[gone_from:gone_to]]
            pieces += [Piece("new", text) for text in after[new_from:new_to]]
    return pieces


def _text_changes(before: str, after: str) -> list[Piece]:
    """Give the later text in as few pieces as can be, word by word."""
    joined: list[Piece] = []
    for piece in _pieces(_words(before), _words(after)):
        if joined and joined[-1].kind == piece.kind:
            joined[-1] = Piece(piece.kind, joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return joined


def _risk_changes(
    before: dict[str, tuple[int, int]], after: dict[str, tuple[int, int]]
) -> list[RiskChange]:
    changes = []
    for name in [*before, *(name for name in after if name not in before)]:
        was, is_now = before.get(name), after.get(name)
        if was == is_now:
            continue
        kind = "new" if was is None else "gone" if is_now is None else "rated"
        changes.append(RiskChange(name, kind, was, is_now))
    return changes
