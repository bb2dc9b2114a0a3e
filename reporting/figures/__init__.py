"""All figures that reports show: one definition, one query, one line of the glossary each.

A figure that is added here is on the pages, in the files and in what can be frozen, without more.
"""

from ethics_officers.figures import FIGURES as OF_RETURNS
from ethics_officers.figures import Behind, Figure, Group, Of, Span, Unit, Value
from reporting.figures.copies import COPIES
from reporting.figures.costs import COSTS
from reporting.figures.due import DUE
from reporting.figures.duties import DUTIES
from reporting.figures.items import ITEMS
from reporting.figures.officers import OFFICERS
from reporting.figures.places import PLACES
from reporting.figures.sessions import SESSIONS

FIGURES: dict[str, Figure] = {
    figure.key: figure
    for figure in (
        *OF_RETURNS.values(),
        *SESSIONS,
        *COSTS,
        *PLACES,
        *DUE,
        *OFFICERS,
        *DUTIES,
        *ITEMS,
        *COPIES,
    )
}


def by_group() -> list[tuple[Group, list[Figure]]]:
    """Give the figures under what they are listed, in the order they are listed in."""
    listed = [
        (group, [each for each in FIGURES.values() if each.group == group]) for group in Group
    ]
    return [(group, figures) for group, figures in listed if figures]


__all__ = ["FIGURES", "Behind", "Figure", "Group", "Of", "Span", "Unit", "Value", "by_group"]
