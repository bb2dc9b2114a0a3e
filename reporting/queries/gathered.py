"""Lessons and challenges of a period, gathered from notes on sessions and from annual returns.

Who wrote a note or filed a return is not told.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.chinese import fold
from core.days import day_of
from core.translated import column, current_language
from ethics_officers.figures import Span
from ethics_officers.models import FiledReturn, ReturnQuestion
from people.models import User
from reporting.rules.documents import says_something
from training.models import Session, SessionNote

NOTES, RETURNS = "notes", "returns"
SOURCES = ((NOTES, _("Notes after sessions")), (RETURNS, _("Annual returns")))
# How many of them a first text is made of.
PROPOSED = 6

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
NO_BRACES = str.maketrans("{}", "()")


@dataclass(frozen=True)
class Gathered:
    """Something learned, or something difficult: where it was told, and when.

    `key` finds it again, `about` is the session or the department.
    """

    key: str
    source: str
    text: str
    about: str
    day: dt.date

    @property
    def is_chinese(self) -> bool:
        return bool(_HAN.search(self.text))

    @property
    def as_line(self) -> str:
        """It as a point of a list in a document, where braces are for marks."""
        return f"– {' '.join(self.text.split())}".translate(NO_BRACES)


def gathered(what: str, span: Span, user: User) -> list[Gathered]:
    """Give the lessons, or the challenges, that a user may read of a period, the latest first."""
    told = [*_of_notes(what, span, user), *_of_returns(what, span, user)]
    found = [each for each in told if says_something(each.text)]
    return sorted(found, key=lambda each: (each.day, each.key), reverse=True)


def matching(found: Sequence[Gathered], *, source: str = "", words: str = "") -> list[Gathered]:
    """Give those of a source that hold these words in what they say or are about."""
    wanted = fold(words).split()
    return [
        each
        for each in found
        if source in {"", each.source}
        and all(word in fold(f"{each.text} {each.about}") for word in wanted)
    ]


def proposal(found: Sequence[Gathered], *, is_chinese: bool) -> str:
    """Give a first text of what was gathered in a language: some of it, each thing said once."""
    lines = dict.fromkeys(each.as_line for each in found if each.is_chinese == is_chinese)
    return "\n".join(list(lines)[:PROPOSED])


def _of_notes(what: str, span: Span, user: User) -> Iterator[Gathered]:
    notes = SessionNote.objects.visible_to(user).filter(
        session__starts_at__gte=span.starts_at,
        session__starts_at__lt=span.ends_at,
        session__status__in=[Session.Status.PUBLISHED, Session.Status.HELD],
    )
    for note in notes.exclude(**{what: ""}).select_related("session"):
        yield Gathered(
            key=f"{NOTES}-{note.pk}",
            source=NOTES,
            text=getattr(note, what),
            about=str(note.session.title),
            day=day_of(note.session.starts_at),
        )


def _of_returns(what: str, span: Span, user: User) -> Iterator[Gathered]:
    """Of each return for a year that has days of the period, as it was filed last."""
    asked = set(
        ReturnQuestion.objects.filter(
            Q(questionnaire__starts_on__lt=span.ends_on, questionnaire__ends_on__gt=span.starts_on),
            feeds=what,
        ).values_list("pk", flat=True)
    )
    if not asked:
        return
    filed = (
        FiledReturn.objects.visible_to(user)
        .filter(annual_return__questionnaire__questions__in=asked)
        .order_by("annual_return_id", "-number")
        .distinct("annual_return_id")
    )
    name = column("name", current_language())
    for each in filed:
        for answer in each.content["answers"]:
            if answer["question"] in asked and answer["value"]:
                yield Gathered(
                    key=f"{RETURNS}-{each.pk}-{answer['question']}",
                    source=RETURNS,
                    text=str(answer["value"]),
                    about=each.content["department"][name],
                    day=day_of(each.filed_at),
                )
