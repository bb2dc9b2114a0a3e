"""Sharing out what is short, in whole pieces. Knows nothing of copies or departments."""

from collections.abc import Mapping
from typing import TypeVar

Asker = TypeVar("Asker")


def in_proportion(available: int, asked: Mapping[Asker, int]) -> dict[Asker, int]:
    """Share what there is in proportion to what each asks for, in whole pieces.

    If there is enough, each gets all. Otherwise all of it is given, and each gets within one of
    the exact share: the pieces left over by rounding go to the largest remainders and, among
    equals, to who asked first, which is the order of `asked`. None gets more than was asked.
    """
    total = sum(asked.values())
    if total <= available:
        return dict(asked)
    shares = {asker: wanted * available // total for asker, wanted in asked.items()}
    by_remainder = sorted(asked, key=lambda asker: -(asked[asker] * available % total))
    for asker in by_remainder[: available - sum(shares.values())]:
        shares[asker] += 1
    return shares
