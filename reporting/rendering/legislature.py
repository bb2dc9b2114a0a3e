"""Ready sentences for a legislature's question, and the paper that holds them."""

import datetime as dt
from collections.abc import Iterator
from functools import reduce

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils import translation
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.days import day_text
from ethics_officers.figures import Span
from reporting.queries.legislature import Asked, Programme, Programmes
from reporting.rendering.paper import Heading, Language, Listing, Paper, Paragraph, Table
from training.models import Course

# Which columns are numbers.
NUMBERS = frozenset({2, 3, 4, 5})
_WIDTHS = (1.8, 2.6, 1.3, 1, 1.25, 1.5, 1.65, 1.6)


def paper_of(
    found: Programmes, span: Span, language: Language, *, author: str, now: dt.datetime
) -> Paper:
    """Give the table, the sentences and what the numbers count, in one language."""
    with translation.override(language):
        return Paper(
            title=_("Integrity training programmes"),
            language=language,
            subject=_("What was held, for a question of the Legislative Council"),
            author=author,
            made_at=now,
            subtitle=_days(span),
            blocks=[
                Table(
                    caption=_("Programmes from %(days)s") % {"days": _days(span)},
                    header=headings(),
                    rows=rows(found),
                    numbers=NUMBERS,
                    widths=_WIDTHS,
                ),
                Heading(1, _("In words")),
                *(Paragraph(sentences(programme, span)) for programme in found.each),
                Heading(1, _("What the numbers count")),
                Listing(definitions()),
            ],
        )


def headings() -> list[str]:
    return [
        _("Programme"),
        _("Content"),
        _("Sessions"),
        _("Hours"),
        _("Enrolled"),
        pgettext("how many", "Completed"),
        _("Certificates"),
        _("Cost"),
    ]


def rows(found: Programmes) -> list[list[str]]:
    """Give a row for each programme, and one for all together, in the active language."""
    together = [_("All programmes"), "", *_cells(found.together)]
    return [
        *(
            [str(each.course.title), content_of(each.course), *_cells(each.numbers)]
            for each in found.each
        ),
        together,
    ]


def content_of(course: Course) -> str:
    """Say what a course is about: its summary, or without one its topics."""
    return str(course.summary) or pgettext("between things of a list", "; ").join(
        str(topic) for topic in course.topics.all()
    )


def sentences(programme: Programme, span: Span) -> str:
    """Say of a programme all that is asked, in the active language."""
    return reduce(_followed_by, _sentences(programme, span))


def _followed_by(before: str, sentence: str) -> str:
    # Chinese has no space there, and a catalogue can't say so of a space alone.
    return _("%(before)s %(sentence)s") % {"before": before, "sentence": sentence}


def _sentences(programme: Programme, span: Span) -> Iterator[str]:
    numbers = programme.numbers
    yield ngettext(
        "From %(days)s, %(count)s session of “%(course)s” was held.",
        "From %(days)s, %(count)s sessions of “%(course)s” were held.",
        numbers.sessions,
    ) % {
        "days": _days(span),
        "count": intcomma(numbers.sessions),
        "course": programme.course.title,
    }
    if content := content_of(programme.course):
        yield _("Content: %(content)s.") % {"content": content.rstrip(".。 ")}
    yield _("Hours of training: %(hours)s.") % {"hours": hours_text(numbers.hours)}
    yield _("Enrolled: %(enrolled)s; completed: %(completed)s.") % {
        "enrolled": people_text(numbers.enrolled),
        "completed": people_text(numbers.completed),
    }
    yield _("No certificates were issued through Integrity Training.")
    yield _("Cost: %(cost)s.") % {"cost": cost_text(numbers)}


def definitions() -> list[str]:
    """Say what the numbers count, in the active language."""
    return [
        _(
            "Sessions: those that were held, on the day their last meeting began; one held in two "
            "years counts in the later."
        ),
        _("Hours: of the meetings that began in the period."),
        _("Enrolled: places taken in these sessions. Somebody who took two counts twice."),
        _("Completed: of these places, those whose holder was at every meeting of the session."),
        _(
            "Certificates: none are issued through Integrity Training yet; a completed course is "
            "in the person's record."
        ),
        _("Cost: what was entered for these sessions; where it is not known of all, of how many."),
        _(
            "Numbers of fewer than five are not shown, nor others from which they could be worked "
            "out."
        ),
    ]


def people_text(number: int | None) -> str:
    return pgettext("number", "not shown") if number is None else intcomma(number)


def hours_text(hours: float) -> str:
    return number_format(hours, 1 if hours % 1 else 0, force_grouping=True)


def cost_text(numbers: Asked) -> str:
    """Say what was spent, as far as it was entered."""
    if not numbers.costed:
        return pgettext("cost", "not entered")
    places = 2 if numbers.cost % 1 else 0
    money = _("HK$%(number)s") % {
        "number": number_format(numbers.cost, places, force_grouping=True)
    }
    if numbers.costed == numbers.sessions:
        return money
    return _("%(money)s (entered for %(known)s of %(all)s sessions)") % {
        "money": money,
        "known": numbers.costed,
        "all": numbers.sessions,
    }


def _cells(numbers: Asked) -> list[str]:
    return [
        intcomma(numbers.sessions),
        hours_text(numbers.hours),
        people_text(numbers.enrolled),
        people_text(numbers.completed),
        pgettext("certificates", "none issued"),
        cost_text(numbers),
    ]


def _days(span: Span) -> str:
    return _("%(first)s to %(last)s") % {
        "first": day_text(span.starts_on),
        "last": day_text(span.last_day),
    }
