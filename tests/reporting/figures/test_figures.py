"""The dictionary of figures: each is defined once, and said in the glossary in the same words."""

import re

import pytest
from django.conf import settings
from django.utils import translation

from reporting.figures import FIGURES, by_group

GLOSSARY = (settings.BASE_DIR / "docs" / "glossary.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("key", FIGURES)
def test_figure_is_in_the_glossary_in_the_words_of_its_page(key):
    figure = FIGURES[key]
    with translation.override("en"):
        label, definition = str(figure.label), str(figure.definition)

    (line,) = re.findall(rf"^\| `{key}` \|.*$", GLOSSARY, re.MULTILINE)
    _, english, traditional, simplified, meaning = (
        cell.strip() for cell in line.strip("|").split(" | ")
    )

    assert (english, meaning) == (label, definition)
    assert traditional
    assert simplified


def test_glossary_has_no_figure_that_is_none():
    assert set(re.findall(r"^\| `(\w+)` \|", GLOSSARY, re.MULTILINE)) == set(FIGURES)


def test_each_figure_is_listed_once_under_its_group():
    listed = [figure.key for _group, figures in by_group() for figure in figures]

    assert sorted(listed) == sorted(FIGURES)


def test_figure_in_percent_or_of_people_says_how_many_people_it_tells_of():
    """What tells of people by name in its rows, not of officers by their post, can be hidden."""
    told = {key for key, figure in FIGURES.items() if figure.persons}

    of_people = {"attendances", "persons", "readers", "places"}
    assert {key for key, figure in FIGURES.items() if figure.behind in of_people} <= told
