"""The annual programme report, made from frozen figures alone: prose, tables and charts."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence

from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.days import day_text
from reporting.figures import Group, by_group
from reporting.models import Freeze, FrozenFigure
from reporting.queries.coverage_map import LOOKS
from reporting.queries.frozen_shown import Shown, shown
from reporting.rendering.charts import Bar, bars
from reporting.rendering.paper import Block, Heading, Language, Note, Paper, Paragraph, Table

_MARK = re.compile(r"\{([a-z_]+)\}")
_SHORT_HASH = 12
_LEVELS = tuple(f"persons_trained_{level}" for level in ("recruit", "junior", "middle", "senior"))
_RETURNS = ("returns_due", "returns_received", "returns_late", "returns_outstanding")
_READING = ("persons_asked_to_read", "readers")

Figures = Mapping[str, Shown]


def paper_of(freeze: Freeze, language: Language) -> Paper:
    """Give the report in a language: of the same frozen set the same one, whenever it is made."""
    with translation.override(language):
        frozen = freeze.figures.select_related("department").defer("rows", "by_department")
        figures = shown(list(frozen.order_by("position")))
        whole = {each.frozen.key: each for each in figures if each.frozen.department is None}
        of_departments = [each for each in figures if each.frozen.department is not None]
        days = _days(figures[0].frozen)
        return Paper(
            title=_("Integrity programme report"),
            language=language,
            subject=_("Training, Ethics Officers and publications, %(days)s") % {"days": days},
            author=_("Civil Service Bureau"),
            made_at=freeze.made_at,
            subtitle=days,
            blocks=[
                *_in_short(freeze, whole),
                *_groups(whole, language),
                *_coverage(of_departments, language),
                Heading(1, _("About the figures")),
                Paragraph(_about(freeze)),
            ],
        )


def _in_short(freeze: Freeze, whole: Figures) -> Iterator[Block]:
    yield Heading(1, _("In short"))
    for text in (
        _(
            "Sessions held: {sessions_held}, with {hours_held} of training and {places_confirmed} "
            "places taken. Attendances: {attendances}, of {persons_trained} people. The coverage "
            "rate was {coverage}."
        ),
        _(
            "Posts of Ethics Officer filled: {posts_filled}; vacant: {posts_vacant}. Departments "
            "handed in {returns_received} of {returns_due} annual returns, and did "
            "{plan_items_done} of the {plan_items} items of their work plans."
        ),
        _(
            "Circulations: {circulations}. They asked {persons_asked_to_read} people to read, and "
            "{readers} acknowledged it. Printed copies sent: {copies_sent}."
        ),
    ):
        if {match[1] for match in _MARK.finditer(text)} <= whole.keys():
            yield Paragraph(_with_figures(text, whole, freeze))


def _with_figures(text: str, whole: Figures, freeze: Freeze) -> list[str | Note]:
    """Put figures where their marks are in a text, each with its footnote."""
    pieces: list[str | Note] = []
    done = 0
    for mark in _MARK.finditer(text):
        figure = whole[mark[1]]
        pieces += [text[done : mark.start()] + figure.words, _note(figure.frozen, freeze)]
        done = mark.end()
    return [*pieces, text[done:]]


def _note(figure: FrozenFigure, freeze: Freeze) -> Note:
    return Note(
        _("%(definition)s Frozen figure %(key)s, %(days)s (set %(number)s, %(hash)s).")
        % {
            "definition": figure.definition,
            "key": figure.key,
            "days": _days(figure),
            "number": freeze.pk,
            "hash": freeze.sha256[:_SHORT_HASH],
        }
    )


def _groups(whole: Figures, language: Language) -> Iterator[Block]:
    """Give a part for each group of figures, a new figure among them: its table and its chart."""
    for group, figures in by_group():
        of_group = [whole[figure.key] for figure in figures if figure.key in whole]
        if not of_group:
            continue
        yield Heading(1, str(group.label))
        for about, keys, caption in (
            (Group.TRAINING, _LEVELS, _("Persons trained, by level")),
            (Group.PROGRAMMES, _RETURNS, _("Annual returns")),
            (Group.PUBLICATIONS, _READING, _("Asked to read, and acknowledged")),
        ):
            if about == group and set(keys) <= whole.keys():
                yield bars(caption, [_bar(whole[key]) for key in keys], language)
        yield Table(
            caption=_("Figures: %(group)s") % {"group": group.label},
            header=[_("Figure"), _("Number"), _("What it counts")],
            rows=[
                [str(each.frozen.label), each.words, each.frozen.definition] for each in of_group
            ],
            numbers=frozenset({1}),
            widths=(2, 1.1, 4),
        )


def _bar(figure: Shown) -> Bar:
    value = 0 if figure.is_hidden else float(figure.frozen.value or 0)
    return Bar(str(figure.frozen.label), value, figure.words)


def _coverage(figures: Sequence[Shown], language: Language) -> Iterator[Block]:
    if not figures:
        return
    yield Heading(1, _("Coverage by department"))
    yield bars(_("Departments by coverage rate"), list(_bands(figures)), language)
    yield Paragraph(
        _(
            "Where fewer than five people, or all but fewer than five, are behind a number it is "
            "not shown, nor others from which it could be worked out."
        )
    )
    yield Table(
        caption=_("Coverage rate of each department"),
        header=[_("Department"), _("Coverage rate")],
        rows=[
            [str(each.frozen.department.name), each.words]
            for each in figures
            if each.frozen.department
        ],
        numbers=frozenset({1}),
        widths=(4, 1.4),
    )


def _bands(figures: Sequence[Shown]) -> Iterator[Bar]:
    """Count the departments in each band of the coverage map, and those that are not shown."""
    rates = [each.frozen.value for each in figures if not each.is_hidden]
    known, above = [rate for rate in rates if rate is not None], None
    for least, _look in LOOKS:
        number = sum(1 for rate in known if rate >= least and (above is None or rate < above))
        if above is None:
            label = _("%(least)s%% or more") % {"least": least}
        elif least:
            label = _("%(least)s%% to under %(above)s%%") % {"least": least, "above": above}
        else:
            label = _("under %(above)s%%") % {"above": above}
        yield Bar(label, number, str(number))
        above = least
    if missing := len(figures) - len(known):
        yield Bar(pgettext("departments", "not shown"), missing, str(missing))


def _about(freeze: Freeze) -> str:
    return _(
        "All figures were counted at one moment, %(moment)s, by %(name)s, and kept as they stood "
        "then in the frozen set %(number)s, “%(title)s”. The hash (SHA-256) of that set is "
        "%(hash)s."
    ) % {
        "moment": date_format(localtime(freeze.made_at), "DATETIME_FORMAT"),
        "name": freeze.made_by_name,
        "number": freeze.pk,
        "title": freeze.title,
        "hash": freeze.sha256,
    }


def _days(figure: FrozenFigure) -> str:
    last = figure.ends_on - dt.timedelta(days=1)
    return _("%(first)s to %(last)s") % {
        "first": day_text(figure.starts_on),
        "last": day_text(last),
    }
