"""Photographs written anew."""

import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core.files.images import written_anew
from core.files.kinds import JPEG, PNG, FileRefused
from tests import uploads


def written(upload):
    file, content = written_anew(upload)
    return Image.open(file), content


def test_photograph_loses_where_and_with_what_it_was_taken():
    exif = Image.Exif()
    exif[0x010F] = "Maker of the camera"
    exif.get_ifd(0x8825)[1] = "N"
    upload = uploads.photograph(exif=exif, comment=b"owner")
    assert b"Maker of the camera" in upload.read()

    picture, content = written(upload)

    assert content == JPEG
    assert dict(picture.getexif()) == {}
    assert "comment" not in picture.info


def test_photograph_is_turned_upright_before_the_note_of_its_turning_goes():
    exif = Image.Exif()
    exif[0x0112] = 6  # taken with the phone upright: to be turned by a quarter

    picture, _ = written(uploads.photograph(size=(80, 60), exif=exif, quality=95))

    assert picture.size == (60, 80)
    red, _, blue = picture.getpixel((30, 5))
    assert (red > 200, blue < 50) == (True, True)


def test_photograph_is_made_smaller_and_keeps_its_shape():
    picture, _ = written(uploads.photograph(size=(4000, 3000)))

    assert picture.size == (2000, 1500)


def test_small_photograph_keeps_its_size():
    assert written(uploads.photograph(size=(80, 60)))[0].size == (80, 60)


@pytest.mark.parametrize(
    ("upload", "content"),
    [
        (uploads.photograph(format_="PNG"), PNG),
        (uploads.photograph(format_="PNG", mode="P"), PNG),
        (uploads.photograph(format_="WEBP"), JPEG),
        (uploads.photograph(format_="WEBP", mode="RGBA", lossless=True, exact=True), JPEG),
        (uploads.photograph(mode="CMYK"), JPEG),
        (uploads.photograph(mode="L"), JPEG),
    ],
    ids=["PNG", "palette", "WebP", "WebP opaque", "CMYK", "grey"],
)
def test_picture_of_any_colours_is_written_as_one_that_all_browsers_show(upload, content):
    picture, found = written(upload)

    assert found in (content, PNG)
    assert picture.size == (80, 60)


def test_what_follows_the_picture_in_the_file_is_gone():
    upload = SimpleUploadedFile("a.jpg", uploads.photograph().read() + b"<script>alert(1)</script>")

    file, _ = written_anew(upload)

    assert b"<script>" not in file.getvalue()


def test_picture_that_would_fill_the_memory_is_refused_before_it_is_decoded():
    def chunk(name, data):
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")

    with pytest.raises(FileRefused) as refusal:
        written_anew(SimpleUploadedFile("bomb.png", bomb))

    assert str(refusal.value) == (
        "This photograph has 900 million pixels. Save it smaller, with up to 50 million."
    )


@pytest.mark.parametrize("length", [20, 200, 600])
def test_picture_cut_short_is_refused(length):
    with pytest.raises(FileRefused, match="This photograph is damaged"):
        written_anew(SimpleUploadedFile("a.jpg", uploads.photograph().read()[:length]))
