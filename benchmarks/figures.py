"""A figure, what it should be, and what bounds it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Direction = Literal["≤", "≥"]


@dataclass(frozen=True)
class Figure:
    """One measured value. `target` limits it, or, if `of_bound`, its ratio to the bound."""

    scenario: str
    name: str
    value: float
    unit: str
    direction: Direction | None = None
    target: float | None = None
    of_bound: bool = False
    bound: float | None = None
    bound_name: str = ""

    @property
    def ratio(self) -> float | None:
        return self.value / self.bound if self.bound else None

    @property
    def is_met(self) -> bool | None:
        """Whether it is as it should be; None where nothing was asked or could be compared."""
        compared = self.ratio if self.of_bound else self.value
        if self.target is None or compared is None:
            return None
        return compared <= self.target if self.direction == "≤" else compared >= self.target

    @property
    def target_in_words(self) -> str:
        if self.target is None:
            return ""
        of = f" × {self.bound_name}" if self.of_bound else f" {self.unit}"
        return f"{self.direction} {self.target:g}{of}"


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[max(math.ceil(share * len(ordered)) - 1, 0)]


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
