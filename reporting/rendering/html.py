"""A paper as the parts of a page: its blocks with their kinds, its notes numbered."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from reporting.rendering.paper import Note, Paper, Paragraph, Picture, Text, pieces


@dataclass
class Part:
    """A block of the paper for components/paper.html; `runs` are of a paragraph."""

    kind: str
    block: Any
    runs: list[dict[str, Any]] = field(default_factory=list)
    place: int = 0


def parts_of(paper: Paper) -> tuple[list[Part], list[str]]:
    """Give the parts of a paper, and the notes in the order of their numbers."""
    notes: list[str] = []
    pictures, parts = count(), []
    for block in paper.blocks:
        part = Part(type(block).__name__.lower(), block)
        if isinstance(block, Paragraph):
            part.runs = list(_runs(block.text, notes))
        elif isinstance(block, Picture):
            part.place = next(pictures)
        parts.append(part)
    return parts, notes


def _runs(text: Text, notes: list[str]) -> Iterator[dict[str, Any]]:
    for piece in pieces(text):
        if isinstance(piece, Note):
            notes.append(piece.text)
            yield {"note": len(notes)}
        else:
            yield {"text": piece}
