"""PDFs: what opens is taken, what does something is not."""

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pikepdf import Array, Dictionary, Name

from core.files import FileRefused
from core.files.pdfs import check_pdf
from tests import uploads


def test_pdf_that_can_be_read_passes():
    check_pdf(uploads.pdf())


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7\n<script>alert(1)</script>", uploads.pdf().read()[:300]]
)
def test_pdf_in_name_and_first_bytes_only_is_refused(content):
    with pytest.raises(FileRefused, match="This PDF is damaged or needs a password"):
        check_pdf(SimpleUploadedFile("a.pdf", content))


def opens_with_a_script(document):
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def has_a_script_in_a_note(document):
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, A=Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    )
    document.pages[0].Annots = Array([note])


def has_a_script_as_a_stream_of_its_own(document):
    script = document.make_stream(b"app.alert(1)")
    document.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array(["a", Dictionary(S=Name.JavaScript, JS=script)]))
    )


def has_a_form_of_scripts(document):
    document.Root.AcroForm = Dictionary(XFA=document.make_stream(b"<xdp/>"))


@pytest.mark.parametrize(
    "change",
    [
        opens_with_a_script,
        has_a_script_in_a_note,
        has_a_script_as_a_stream_of_its_own,
        has_a_form_of_scripts,
    ],
)
def test_pdf_with_a_script_is_refused(change):
    with pytest.raises(FileRefused) as refusal:
        check_pdf(uploads.pdf_that(change))

    assert str(refusal.value) == (
        "This PDF contains a script. Print it to a new PDF and choose that one."
    )


def test_pdf_with_a_script_whose_name_is_written_in_another_way_is_refused():
    content = uploads.pdf_that(opens_with_a_script).read()
    disguised = content.replace(b"/JavaScript", b"/J#61vaScript").replace(b"/JS", b"/#4aS")

    assert disguised != content
    with pytest.raises(FileRefused, match="contains a script"):
        check_pdf(SimpleUploadedFile("a.pdf", disguised))


def starts_a_program(document):
    document.Root.OpenAction = Dictionary(S=Name.Launch, F="cmd.exe")


def has_a_file_in_it(document):
    document.attachments["evil.exe"] = b"MZ"


def plays_a_film(document):
    document.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.RichMedia)])


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (starts_a_program, "starts programs or opens other files"),
        (has_a_file_in_it, "has other files in it"),
        (plays_a_film, "has films or models in it"),
    ],
)
def test_pdf_that_does_something_is_refused(change, sentence):
    with pytest.raises(FileRefused, match=sentence):
        check_pdf(uploads.pdf_that(change))


def test_pdf_that_leads_to_a_page_of_the_web_passes():
    def links(document):
        link = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            A=Dictionary(S=Name.URI, URI="https://www.csb.gov.hk/"),
        )
        document.pages[0].Annots = Array([link])

    check_pdf(uploads.pdf_that(links))


def test_parts_are_packed_so_that_reading_them_takes_a_library():
    """What is searched for by letters alone is missed; the check is not of that kind."""
    with pikepdf.open(uploads.pdf()) as document:
        opens_with_a_script(document)
        packed = SimpleUploadedFile("a.pdf", b"")
        document.Root.OpenAction = document.make_indirect(document.Root.OpenAction)
        document.save(packed.file, object_stream_mode=pikepdf.ObjectStreamMode.generate)

    packed.seek(0)
    assert b"JavaScript" not in packed.read()
    with pytest.raises(FileRefused, match="contains a script"):
        check_pdf(packed)


def test_pdf_of_too_many_parts_is_refused(monkeypatch):
    monkeypatch.setattr("core.files.pdfs._MOST_PARTS", 3)

    with pytest.raises(FileRefused, match="too many parts"):
        check_pdf(uploads.pdf())
