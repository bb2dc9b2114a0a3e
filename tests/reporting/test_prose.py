"""Prose with marks in it."""

import pytest

from reporting.prose import Mark, ProseRefused, check, keys_in, pieces

KNOWN = {"attendances", "persons_trained", "period"}


def test_text_is_prose_and_marks_in_order():
    assert list(pieces("In {period}: {attendances}.")) == [
        "In ",
        Mark("period"),
        ": ",
        Mark("attendances"),
        ".",
    ]


def test_keys_are_given_once_in_order():
    assert keys_in("{b_1} {a} {b_1}") == ["b_1", "a"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "We held {attendances of them",
            (
                "A brace is opened and not closed, at “{attendances of them”. Take it away, or "
                "write the whole mark, such as {attendances}."
            ),
        ),
        (
            "We held attendances} of them",
            (
                "A brace is closed that was not opened, at “We held attendances}”. Take it away, "
                "or write the whole mark, such as {attendances}."
            ),
        ),
        (
            "We held {Attendances 2}.",
            (
                "At “{Attendances 2}.” there is a mark with other signs than small letters, digits "
                "and _. Write it such as {attendances}."
            ),
        ),
        (
            "We held {{attendances}}.",
            (
                "A brace is opened and not closed, at “{{attendances}}.”. Take it away, or write "
                "the whole mark, such as {attendances}."
            ),
        ),
        (
            "We held {attendance}.",
            (
                "There is no {attendance}. Did you mean {attendances}? There are: {attendances} "
                "{period} {persons_trained}"
            ),
        ),
        (
            "We held {xyz}.",
            (
                "There is no {xyz}. Take it away, or write one of these: {attendances} {period} "
                "{persons_trained}"
            ),
        ),
    ],
)
def test_what_is_no_mark_is_refused_with_what_to_write(text, sentence):
    with pytest.raises(ProseRefused) as refusal:
        check(text, KNOWN)

    assert str(refusal.value) == sentence
