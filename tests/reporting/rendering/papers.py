"""Papers for the tests: each kind of block, in each language."""

import datetime as dt
import re

from reporting.rendering import (
    Heading,
    Language,
    Listing,
    Note,
    Paper,
    Paragraph,
    Picture,
    Table,
    words,
)

MADE = dt.datetime(2026, 4, 1, 4, 0, tzinfo=dt.UTC)
BARS = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="60">'
    b'<rect width="300" height="40" fill="#0b6b5d"/></svg>'
)
# What each language's paper says: title, subtitle, heading, text, author, alternative of the bars.
WORDS = {
    Language.ENGLISH: (
        "Integrity training in a year",
        "Financial year 2025–26",
        "Who was trained",
        "people completed a course. What looks like a program, #panic($1$) *b* <w:p/>, is text.",
        "Civil Service Bureau",
        "A bar as long as three quarters",
    ),
    Language.TRADITIONAL: (
        "一年的誠信培訓",
        "2025–26財政年度",
        "受訓人員",
        "人完成課程。香港字：敍、着、衞、裏、啟。",
        "公務員事務局",
        "橫條佔四分之三",
    ),
    Language.SIMPLIFIED: (
        "一年的诚信培训",
        "2025–26财政年度",
        "受训人员",
        "人完成课程。简化字：叙、着、卫、里、启。",
        "公务员事务局",
        "横条占四分之三",
    ),
}
FIRST, SECOND, THIRD = "Counted on 1 April.", "A note of an item.", "A note in a cell."


def paper(language=Language.ENGLISH, rows=3):
    title, subtitle, heading, text, author, alternative = WORDS[language]
    return Paper(
        title=title,
        language=language,
        subject=f"{heading} 2025–26",
        author=author,
        made_at=MADE,
        subtitle=subtitle,
        blocks=[
            Heading(1, heading),
            Paragraph(("1,234", Note(FIRST), f" {text}\n+852 1234 5678")),
            Heading(2, "1(a)"),
            Listing(["One", ("Two", Note(SECOND))]),
            Listing(["First", "Second"], numbered=True),
            Listing(["First again"], numbered=True),
            Table(
                caption=f"{heading}: 81",
                header=["Department", "Persons", "Share"],
                rows=[
                    [f"D{row}", ("40", Note(THIRD)) if row == 1 else "=1+1", "5.0%"]
                    for row in range(rows)
                ],
                numbers=frozenset({1, 2}),
                widths=(3, 1, 1),
            ),
            Picture(BARS, alternative, caption=heading, width=0.5),
        ],
    )


def foot(made):
    """The pattern of what stands at the foot of each page, in words as they are translated."""
    said = "".join((words.footer(made) + words.page_of(made)).split())
    return re.escape(said).replace(r"\{page\}", "[0-9]+").replace(r"\{pages\}", "[0-9]+")
