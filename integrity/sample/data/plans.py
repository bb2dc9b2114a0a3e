"""Central priorities, and what the departments of the sample plan and did."""

from dataclasses import dataclass

from ethics_officers.models import ActivityKind, ThreeA
from people.models import Level


@dataclass(frozen=True)
class Idea:
    """Something that can be planned, for months counted from the first of the year."""

    title: str
    three_a: ThreeA
    kind: ActivityKind
    first: int
    months: int
    target: int | None
    topic: str
    owner: str
    levels: tuple[Level, ...] = ()


PRIORITIES: tuple[tuple[str, str, str, str, ThreeA, ActivityKind, str], ...] = (
    (
        "Conflict of interest for supervisors", "督導人員須知：利益衝突",
        "Reach every middle manager at least once in the year.",
        "年內最少讓每名中層管理人員參加一次。",
        ThreeA.AWARENESS, ActivityKind.WORKSHOP, "COI",
    ),
    (
        "Review of one procedure at risk", "檢討一項有風險的程序",
        "Choose it from the risk areas of the strategy.", "從策略的風險範圍選出。",
        ThreeA.ASSESSMENT, ActivityKind.REVIEW, "",
    ),
)  # fmt: skip

IDEAS: tuple[Idea, ...] = (
    Idea("Induction talks for recruits", ThreeA.AWARENESS, ActivityKind.TALK, 0, 12, 400, "",
         "Training School", (Level.RECRUIT,)),
    Idea("Review of roster controls", ThreeA.ASSESSMENT, ActivityKind.REVIEW, 3, 3, None, "",
         "Operations Branch", (Level.MIDDLE,)),
    Idea("Supervisory accountability workshop", ThreeA.ACTION, ActivityKind.WORKSHOP, 6, 3, 90,
         "SUPV", "Human Resources", (Level.MIDDLE,)),
    Idea("Festival-season reminder on advantages", ThreeA.AWARENESS, ActivityKind.CIRCULATION,
         9, 3, None, "ADVOFF", "Secretariat"),
    Idea("Quiz on outside work", ThreeA.AWARENESS, ActivityKind.QUIZ, 5, 2, 300, "OSW",
         "Secretariat"),
    Idea("Guidelines on handling of samples", ThreeA.ACTION, ActivityKind.GUIDELINES, 1, 5, None,
         "", "Laboratory"),
    Idea("Briefings at district offices", ThreeA.AWARENESS, ActivityKind.BRIEFING, 2, 6, 150, "",
         "District offices", (Level.JUNIOR,)),
)  # fmt: skip
