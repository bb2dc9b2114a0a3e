"""What officers ask one another in the sample, and what they share. All of it is invented."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Asked:
    """A question; `answers` are the words, `by_icac` what ICAC says, each so many days later."""

    title: str
    text: str
    topic: str
    days_ago: int
    answers: tuple[str, ...] = ()
    by_icac: str = ""
    is_closed: bool = False
    by_cast: bool = False


QUESTIONS: tuple[Asked, ...] = (
    Asked(
        "Fruit baskets at the festive season",
        "A contractor sends a fruit basket to the office every winter. We return it each time. "
        "Do you put up a notice, or write to all contractors before?",
        "AAN", 41, by_cast=True,
        answers=(
            "We write to all contractors in December. Since then hardly anything comes.",
        ),
        by_icac="A letter beforehand is what we advise. Returning the basket with a short note, "
        "and noting it in the register, is right as well.",
    ),
    Asked(
        "大型活動的紀念品應如何登記？",
        "同事出席研討會時獲贈紀念品，價值不高但數量多。你們用電子表格還是紙本登記冊？",
        "AAN", 27,
        answers=("我們用電子表格，每季交主管查閱。", "紙本登記冊，放在各辦事處。"),
    ),
    Asked(
        "Outside work as a part-time lecturer",
        "Two colleagues were asked to lecture in the evening on what they do by day. Who has a "
        "checklist for the supervisor who has to advise?",
        "OSW", 12,
        by_icac="See whether the institution deals with the department, whether material of the "
        "office is used, and who pays. We can send you the checklist of our own talks.",
    ),
    Asked(
        "Quiz for front-line colleagues",
        "Which questions worked well on a phone, in five minutes, between two shifts?",
        "COI", 8, by_cast=True,
    ),
    Asked(
        "Conflict of interest in recruitment boards",
        "Do members declare before they see the list of candidates, or on the day?",
        "COI", 66, is_closed=True,
        answers=("Before, by e-mail; whoever knows a candidate is replaced in time.",),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Given:
    """A file to share; `lines` are what is written in it."""

    title: str
    description: str
    topic: str
    name: str
    lines: tuple[str, ...]


FILES: tuple[Given, ...] = (
    Given(
        "Letter to contractors before the festive season",
        "A form of letter; put in your department's name.",
        "AAN", "letter-to-contractors.png",
        ("Dear contractor,", "our colleagues accept no gifts.", "Thank you for your support."),
    ),
    Given(
        "接受利益申報表格 Declaration of advantages",
        "One page, both languages.",
        "AAN", "declaration.png",
        ("Declaration of advantages", "What, from whom, on which day", "Advice of supervisor"),
    ),
)  # fmt: skip
