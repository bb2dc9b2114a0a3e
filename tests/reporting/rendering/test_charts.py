"""Charts of papers."""

import pytest

from reporting.rendering import Language
from reporting.rendering.charts import Bar, bars
from reporting.rendering.pictures import as_png

BARS = [Bar("Recruits", 40, "40"), Bar("#panic()", 0, "fewer than 5")]


def test_a_chart_says_in_words_what_it_shows():
    picture = bars("By level", BARS, Language.ENGLISH)

    assert picture.alternative == "Bars. Recruits: 40; #panic(): fewer than 5."
    assert picture.caption == "By level"
    assert picture.is_svg


@pytest.mark.parametrize("language", Language)
def test_the_same_chart_is_the_same_drawing_and_becomes_points(language):
    picture = bars("By level", BARS, language)

    assert picture.data == bars("By level", BARS, language).data
    assert as_png(picture).startswith(b"\x89PNG")


def test_bars_of_nothing_are_drawn_without_length():
    assert bars("", [Bar("None", 0, "0")], Language.ENGLISH).data.startswith(b"<svg")
