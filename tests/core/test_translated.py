"""Text in three columns, read in the reader's language."""

import pytest
from django.template import Context, Template
from django.utils import translation

from core.translated import counterpart
from tests.factories import DepartmentFactory

NAMES = {"name_en": "Audit Commission", "name_zh_hant": "審計署", "name_zh_hans": "审计署"}


def department(**names):
    return DepartmentFactory.build(**{**NAMES, **names})


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "Audit Commission"), ("zh-hant", "審計署"), ("zh-hans", "审计署")],
)
def test_a_text_is_read_in_the_language_of_the_reader(language, expected):
    with translation.override(language):
        name = department().name

    assert (name, name.is_fallback) == (expected, False)


@pytest.mark.parametrize(
    ("language", "missing", "expected", "shown_in"),
    [
        ("en", ["name_en"], "審計署", "zh-hant"),
        ("zh-hans", ["name_zh_hans"], "審計署", "zh-hant"),
        ("zh-hant", ["name_zh_hant", "name_zh_hans"], "Audit Commission", "en"),
    ],
)
def test_a_missing_language_is_stood_in_for_and_says_so(language, missing, expected, shown_in):
    with translation.override(language):
        name = department(**dict.fromkeys(missing, "")).name

    assert (name, name.language, name.is_fallback) == (expected, shown_in, True)


def test_a_text_that_is_in_no_language_is_empty():
    assert department(name_en="", name_zh_hant="", name_zh_hans="").name == ""


@pytest.mark.parametrize(
    ("language", "beneath"), [("en", "審計署"), ("zh-hans", "Audit Commission")]
)
def test_the_counterpart_is_for_readers_of_the_other_script(language, beneath):
    with translation.override(language):
        assert counterpart(department(), "name") == beneath


def test_a_page_marks_a_text_that_stands_in_with_its_own_language():
    template = Template("{{ department.name|in_language }}")

    with translation.override("zh-hant"):
        shown = template.render(
            Context({"department": department(name_zh_hant="", name_zh_hans="")})
        )

    assert shown == '<span lang="en">Audit Commission</span>'
