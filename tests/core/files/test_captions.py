"""Captions as WebVTT: read, and refused where something is wrong or might act."""

import datetime as dt

import pytest

from core.files import Cue, FileRefused, parse_captions
from tests import uploads


def at(seconds):
    return dt.timedelta(seconds=seconds)


def parse(text):
    return parse_captions(text.encode())


def test_cues_come_without_markup_names_and_settings():
    assert parse(uploads.CAPTIONS) == [
        Cue(at(0), at(1), "Declare it first."),
        Cue(at(1), at(2), "Then decide."),
    ]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_every_end_of_line_and_a_mark_at_the_beginning_are_understood(line_end, mark):
    text = mark + uploads.CAPTIONS.replace("\n", line_end)

    assert len(parse(text)) == 2


def test_chinese_hours_several_lines_and_entities_are_understood():
    text = """WEBVTT - 利益衝突
Kind: captions

NOTE Made by <the Commission>

REGION
id:a

01:02:03.004 --> 01:02:05.000
先申報 &amp; 後決定
a &lt; b<00:00:04.000><c.loud> c</c>
"""

    assert parse(text) == [Cue(at(3723.004), at(3725), "先申報 & 後決定\na < b c")]


def test_cues_come_in_the_order_of_time():
    text = "WEBVTT\n\n00:05.000 --> 00:06.000\nb\n\n00:01.000 --> 00:02.000\na"

    assert [cue.text for cue in parse(text)] == ["a", "b"]


@pytest.mark.parametrize(
    "markup",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<i onclick=alert(1)>a</i>",
        "<svg/onload=alert(1)>",
        "a < b",
        "<i",
        "<c" + ".a" * 50_000,
    ],
)
def test_markup_beyond_that_of_captions_is_refused(markup):
    with pytest.raises(FileRefused) as refusal:
        parse(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{markup}")

    assert str(refusal.value) == (
        "Line 4 of these captions has markup that captions don't have. "
        "Take it out, and write < as &lt;."
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("WEBVTT\n\nSTYLE\n::cue { color: red }\n", "Line 3 of these captions begins styles"),
        ("WEBVTT\n\n00:01 --> 00:02\na", "Line 3 of these captions should have times"),
        ("WEBVTT\n\nname\n00:61.000 --> 00:62.000\na", "Line 4 of these captions should have"),
        ("WEBVTT\n\nname alone\n", "Line 4 of these captions should have times"),
        ("WEBVTT\n\n00:02.000 --> 00:01.000\na", "The caption at line 3 ends before it starts"),
        (
            "WEBVTT\n\n00:01.000 --> 00:02.000\na\n00:03.000 --> 00:04.000\nb",
            "An empty line is missing before the times in line 5",
        ),
        ("WEBVTT\n", "There is no caption in this file"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\na\0", "don't begin with the word WEBVTT"),
        ("\n\nWEBVTT", "don't begin with the word WEBVTT"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text, sentence):
    with pytest.raises(FileRefused) as refusal:
        parse(text)

    assert sentence in str(refusal.value)


def test_captions_in_another_encoding_are_refused():
    with pytest.raises(FileRefused, match="not in UTF-8"):
        parse_captions("WEBVTT\n\n00:01.000 --> 00:02.000\n先申報".encode("big5"))
