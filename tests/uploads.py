"""Files such as people hand in, made here so that nothing of anybody's lies in the repository."""

import wave
import zipfile
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


def photograph(name="photograph.jpg", *, size=(80, 60), format_="JPEG", mode="RGB", **options):
    """A picture whose left half is red and whose right half is blue, as an upload."""
    picture = Image.new("RGB", size, "blue")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    picture = picture.convert(mode)
    file = BytesIO()
    picture.save(file, format_, **options)
    return SimpleUploadedFile(name, file.getvalue())


def pdf(name="report.pdf"):
    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 100)
    file = BytesIO()
    document.save(file)
    document.close()
    return SimpleUploadedFile(name, file.getvalue())


def word(name="notes.docx", *, main=_WORD, parts=("word/document.xml",), types=None):
    """As much of a Word file as says what it is; `types` replaces the list of its contents."""
    file = BytesIO()
    listed = f'<Types><Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", types or listed)
        for part in parts:
            archive.writestr(part, "<document/>")
    return SimpleUploadedFile(name, file.getvalue())


def excel(name="figures.xlsx"):
    file = BytesIO()
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet()
    return SimpleUploadedFile(name, file.getvalue())


def page(name="page.html"):
    return SimpleUploadedFile(name, b"<html><script>alert(1)</script></html>")


# Two seconds each, made for these tests: a red bar that crosses a blue field, and one tone.
CLIPS = Path(__file__).parent / "clips"


def clip(name):
    """A film or a recording such as `film.mp4`."""
    return SimpleUploadedFile(name, (CLIPS / name).read_bytes())


def wav(name="tone.wav", *, seconds=1):
    file = BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(b"\x80" * 8000 * seconds)
    return SimpleUploadedFile(name, file.getvalue())


CAPTIONS = """WEBVTT

00:00.000 --> 00:01.000
Declare it <i>first</i>.

2
00:01.000 --> 00:02.000 align:start
<v Officer>Then decide.
"""


def captions(name="captions.vtt", *, text=CAPTIONS):
    return SimpleUploadedFile(name, text.encode())


def pdf_that(change, name="report.pdf"):
    """A PDF of one page after `change(document)`, by which it comes to do something."""
    file = BytesIO()
    with pikepdf.open(pdf()) as document:
        change(document)
        document.save(file)
    return SimpleUploadedFile(name, file.getvalue())
