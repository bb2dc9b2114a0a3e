"""The figures of a department's integrity work: each is defined here, once.

Annual returns and reports that show the same figure show the same number, by one definition: its
query, the sentence that explains it, and the rows behind it, of which it is the number.

A figure is counted for many departments in one statement or two; what somebody did counts for
the department, and at the level, of the posting held on that day. Spans begin inclusive and end
exclusive.
"""

from ethics_officers.figures.kinds import (
    Behind,
    ByDepartment,
    ByMonth,
    Figure,
    Group,
    Of,
    Span,
    Unit,
    Value,
    percent,
    rounded,
    to_cents,
)
from ethics_officers.figures.own_work import OWN_WORK
from ethics_officers.figures.reach import PERSON_BEHIND, within_reach
from ethics_officers.figures.reading import READING
from ethics_officers.figures.training import TRAINING

FIGURES: dict[str, Figure] = {figure.key: figure for figure in (*TRAINING, *READING, *OWN_WORK)}

__all__ = [
    "FIGURES",
    "PERSON_BEHIND",
    "Behind",
    "ByDepartment",
    "ByMonth",
    "Figure",
    "Group",
    "Of",
    "Span",
    "Unit",
    "Value",
    "percent",
    "rounded",
    "to_cents",
    "within_reach",
]
