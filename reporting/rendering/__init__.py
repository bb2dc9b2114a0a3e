"""Papers: documents made once and printed as DOCX and PDF with the same content."""

from reporting.rendering.paper import (
    Block,
    Heading,
    Language,
    Listing,
    Note,
    Paper,
    Paragraph,
    Picture,
    Table,
    Text,
)

__all__ = [
    "Block",
    "Heading",
    "Language",
    "Listing",
    "Note",
    "Paper",
    "Paragraph",
    "Picture",
    "Table",
    "Text",
]
