"""Films and recordings: told by their structure, and refused where it does not hold."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.files import FileKind, FileRefused
from core.files.contents import recognise
from core.files.kinds import MP3
from tests import uploads

ALL = set(FileKind)


@pytest.mark.parametrize("name", ["film.mp4", "film.webm", "sound.m4a", "sound.weba"])
@pytest.mark.parametrize("cut", [-1, -500])
def test_film_cut_short_is_refused(name, cut):
    with pytest.raises(FileRefused, match="damaged or cut short"):
        recognise(SimpleUploadedFile(name, uploads.clip(name).read()[:cut]), ALL)


@pytest.mark.parametrize("name", ["film.mp4", "film.webm"])
def test_film_with_something_behind_its_end_is_refused(name):
    with pytest.raises(FileRefused, match="damaged or cut short"):
        recognise(SimpleUploadedFile(name, uploads.clip(name).read() + b"<html>"), ALL)


def test_film_that_not_every_browser_plays_is_refused_by_a_sentence_that_tells_the_way_out():
    with pytest.raises(FileRefused, match=r"Save it as MP4 with H\.264 and AAC\.$"):
        recognise(uploads.clip("hevc.mp4"), ALL)


def test_film_coded_in_an_unknown_way_within_webm_is_refused():
    content = uploads.clip("film.webm").read().replace(b"V_VP9", b"V_XYZ")

    with pytest.raises(FileRefused, match="not every browser plays"):
        recognise(SimpleUploadedFile("a.webm", content), ALL)


def test_film_of_quicktime_is_refused_by_a_sentence_that_tells_the_way_out():
    with pytest.raises(FileRefused, match=r"QuickTime.* Save it as MP4"):
        recognise(uploads.clip("film.mov"), ALL)


def test_film_whose_boxes_never_end_is_refused(monkeypatch):
    monkeypatch.setattr("core.files.mp4._MOST_BOXES", 5)

    with pytest.raises(FileRefused, match="damaged or cut short"):
        recognise(uploads.clip("film.mp4"), ALL)


def test_boxes_that_have_no_length_are_refused():
    content = uploads.clip("film.mp4").read() + b"\0\0\0\4free"

    with pytest.raises(FileRefused, match="damaged or cut short"):
        recognise(SimpleUploadedFile("a.mp4", content), ALL)


def test_recording_with_a_title_before_it_is_one():
    title = b"ID3\4\0\0\0\0\0\x0a" + b"\0" * 10
    sound = uploads.clip("sound.mp3").read()
    frames = sound[sound.index(b"\xff\xfb") :] if b"\xff\xfb" in sound else sound

    assert recognise(SimpleUploadedFile("a.mp3", title + frames), ALL) == MP3


@pytest.mark.parametrize("content", [b"ID3", b"ID3\x03\x00\x00\x00\x00"])
def test_recording_cut_short_in_its_title_is_no_recording(content):
    with pytest.raises(FileRefused, match="This kind of file is not taken"):
        recognise(SimpleUploadedFile("a.mp3", content), ALL)


def test_recording_whose_lengths_do_not_add_up_is_no_recording():
    with pytest.raises(FileRefused, match="is not taken"):
        recognise(SimpleUploadedFile("a.wav", uploads.wav().read() + b"<html>"), ALL)


@pytest.mark.parametrize("name", ["film.mp4", "film.webm", "sound.mp3", "sound.ogg"])
def test_no_damage_makes_the_reader_fail_otherwise_than_by_a_refusal(name):
    """Each byte of the first kilobyte turned around, one at a time."""
    content = uploads.clip(name).read()
    for at in range(1024):
        damaged = bytearray(content)
        damaged[at] ^= 0xFF
        try:
            recognise(SimpleUploadedFile(name, bytes(damaged)), ALL)
        except FileRefused:
            continue
