"""Making pictures and words, out of files that mean well."""

import datetime as dt
import os
from io import BytesIO

import pytest
from PIL import Image

from publications.rendering import Words, make, making
from tests import uploads
from tests.publications.factories import RenditionFactory, rendition_of, video
from tests.publications.rendering.pdfs import pdf_of_size, pdf_that_says

pytestmark = pytest.mark.django_db


def size_of(picture):
    return Image.open(BytesIO(picture)).size


@pytest.fixture
def ffmpeg(tmp_path, monkeypatch):
    """Stands in for ffmpeg, which the machine of a test may not have."""

    def install(script):
        program = tmp_path / "ffmpeg"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")

    return install


@pytest.fixture
def _without_ffmpeg(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))


def test_pdf_gives_its_first_page_and_the_words_of_each():
    rendition = rendition_of(pdf_that_says("Declare your interests.", "利益衝突須申報"))

    made = make(rendition, None)

    assert made.problems == []
    assert made.page_count == 2
    assert made.words == [Words("Declare your interests.", 1), Words("利益衝突須申報", 2)]
    assert max(size_of(made.picture)) == making.EDGE


def test_words_broken_over_two_lines_are_whole():
    rendition = rendition_of(
        pdf_that_says("公務員\\ 守則 Civil\\ Service", width="400pt"), language="zh-hant"
    )

    assert make(rendition, None).words == [Words("公務員守則 Civil Service", 1)]


@pytest.mark.parametrize(("size", "drawn"), [((14_000, 7_000), (800, 400)), ((20, 10), (80, 40))])
def test_page_of_any_size_is_drawn_within_bounds(size, drawn):
    rendition = rendition_of(pdf_of_size(*size))

    assert size_of(make(rendition, None).picture) == drawn


def test_page_without_words_gives_none():
    made = make(rendition_of(uploads.pdf()), None)

    assert made.words == []
    assert made.page_count == 1
    assert made.problems == []


def test_image_is_made_smaller_and_keeps_its_proportions():
    rendition = rendition_of(uploads.photograph(size=(1600, 1200)), "image")

    made = make(rendition, None)

    assert size_of(made.picture) == (800, 600)
    assert made.words == []


def test_web_page_gives_its_words_without_its_marks():
    rendition = RenditionFactory(
        format="html", link="", text="<h2>Gifts</h2><p>Accept <b>no</b>thing &amp; report.</p>"
    )

    made = make(rendition, None)

    assert made.words == [Words("Gifts Accept nothing & report.")]
    assert made.picture is None
    assert made.problems == []


@pytest.mark.usefixtures("_without_ffmpeg")
def test_video_without_ffmpeg_says_that_it_needs_a_poster():
    made = make(video(), None)

    assert made.picture is None
    assert made.duration == dt.timedelta(seconds=2, milliseconds=8)
    assert made.problems == [making.NO_FFMPEG]


@pytest.mark.usefixtures("_without_ffmpeg")
def test_poster_stands_in_for_the_picture_of_a_video():
    poster = rendition_of(uploads.photograph(size=(1000, 500)), "image").stored

    made = make(video(), poster)

    assert size_of(made.picture) == (800, 400)
    assert made.problems == []


def test_ffmpeg_takes_the_frame_of_a_video_and_may_read_nothing_else(ffmpeg, tmp_path):
    ffmpeg(f'echo "$@" > {tmp_path}/asked; env > {tmp_path}/environment; echo a frame')
    rendition = video()

    made = make(rendition, None)

    asked = (tmp_path / "asked").read_text()
    assert made.picture == b"a frame\n"
    assert f"-protocol_whitelist file -f matroska -i file:{rendition.stored.file.path} " in asked
    assert "SECRET_KEY" not in (tmp_path / "environment").read_text()


@pytest.mark.parametrize("script", ["exit 1", "true", "kill -9 $$"])
def test_video_of_which_ffmpeg_makes_nothing_asks_for_a_poster(ffmpeg, script):
    ffmpeg(script)

    made = make(video(), None)

    assert made.picture is None
    assert made.problems == [making.NO_PICTURE_OF_VIDEO]


def test_recording_gives_its_length_alone():
    made = make(rendition_of(uploads.wav(seconds=3), "audio"), None)

    assert made.duration == dt.timedelta(seconds=3)
    assert (made.picture, made.words, made.problems) == (None, [], [])


def test_link_gives_nothing():
    made = make(RenditionFactory(), None)

    assert (made.picture, made.words, made.problems) == (None, [], [])
