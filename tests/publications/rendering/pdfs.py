"""PDFs with words in them, typeset as our own papers are, so that Chinese is among them."""

from io import BytesIO

import pypdfium2
import typst
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile


def pdf_that_says(*pages, name="booklet.pdf", width="200pt"):
    """A PDF of one page for each text."""
    source = f'#set page(width: {width}, height: auto)\n#set text(font: "Noto Sans HK")\n'
    source += "\n#pagebreak()\n".join(pages)
    content = typst.compile(
        source.encode(), font_paths=[str(settings.FONTS_DIR)], ignore_system_fonts=True
    )
    return SimpleUploadedFile(name, content)


def pdf_of_size(width, height, name="poster.pdf"):
    """An empty page of that size in points."""
    document = pypdfium2.PdfDocument.new()
    document.new_page(width, height)
    file = BytesIO()
    document.save(file)
    document.close()
    return SimpleUploadedFile(name, file.getvalue())
