"""What departments of the sample have done for integrity."""

from dataclasses import dataclass, field

from ethics_officers.models import ActivityKind
from people.models import Level


@dataclass(frozen=True, eq=False)
class Deed:
    """One activity, so many days before the sample is loaded."""

    kind: str
    title: str
    days_ago: int
    topic: str = ""
    publication: str = ""
    noted: bool = False
    reach: dict[str, int] = field(default_factory=dict)


NOTE = (
    "Two cases from our own work were discussed in groups of six. "
    "Colleagues asked most about gifts in the festive season; the answers are now on the intranet."
)
SHARED_COMMENT = "Thank you for sharing. May we use the questions for our own recruits?"

DEEDS: tuple[Deed, ...] = (
    Deed(
        ActivityKind.TALK, "Talk at Kwai Chung Customhouse", 3, noted=True,
        reach={Level.JUNIOR: 48, Level.MIDDLE: 16},
    ),
    Deed(ActivityKind.POSTER, "Posters in 11 control points", 16, "AAN", "advantages"),
    Deed(ActivityKind.BRIEFING, "Briefing of night shifts 夜更簡報", 25, reach={Level.JUNIOR: 36}),
    Deed(
        ActivityKind.QUIZ, "Quiz on outside work 外間工作問答比賽", 38, "OSW", noted=True,
        reach={Level.RECRUIT: 140, Level.JUNIOR: 820, Level.MIDDLE: 210, Level.SENIOR: 34},
    ),
    Deed(ActivityKind.REVIEW, "Review of the roster of examinations", 61),
    Deed(
        ActivityKind.WORKSHOP, "Workshop on conflict of interest 利益衝突工作坊", 84, "COI",
        reach={Level.MIDDLE: 42, Level.SENIOR: 9},
    ),
    Deed(
        ActivityKind.TALK, "Induction talk for recruits 入職講座", 120,
        reach={Level.RECRUIT: 96},
    ),
    Deed(ActivityKind.GUIDELINES, "Guidelines on accepting souvenirs, revised", 151),
    Deed(ActivityKind.SURVEY, "Survey of what colleagues know", 190, reach={Level.JUNIOR: 412}),
)  # fmt: skip
