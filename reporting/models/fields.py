"""What documents of a kind consist of: their fields, in order."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """Which document it is; each kind has one template."""

    ANNEX = "annex", pgettext_lazy("kind of document", "UNCAC art. 7(1)(d) annex")


@dataclass(frozen=True)
class Field:
    """One field of a document. A short one is a line or two; `gathers` names what feeds it.

    `part` is the letter of a part of the field before it that has none.
    """

    key: str
    label: Any
    is_short: bool = False
    gathers: str = ""
    part: str = ""

    @property
    def name(self) -> str:
        """Its label, with the letter of a part before it."""
        return f"({self.part}) {self.label}" if self.part else str(self.label)


# The questionnaire of the UNGASS follow-up, one form per initiative.
_ANNEX = (
    Field("country", _("Country"), is_short=True),
    Field("authorities", _("Implementing authority/authorities"), is_short=True),
    Field(
        "paragraph",
        _(
            "Corresponding paragraph(s) of the UNGASS political declaration and/or "
            "article(s) of the Convention"
        ),
        is_short=True,
    ),
    Field("title", _("Title of initiative"), is_short=True),
    Field("keywords", _("Keywords of initiative"), is_short=True),
    Field("summary", _("Short summary of initiative, with its start and duration")),
    Field("description", _("Detailed description of initiative")),
    Field("training", _("Training"), part="a"),
    Field("officers", _("Ethics Officers"), part="b"),
    Field("publications", _("Publications and promotional materials"), part="c"),
    Field("lessons", _("Lessons learned in implementing the initiative"), gathers="lessons"),
    Field(
        "challenges", _("Challenges encountered in implementing the initiative"),
        gathers="challenges",
    ),
    Field("link", _("Link to more information"), is_short=True),
)  # fmt: skip

FIELDS: dict[str, tuple[Field, ...]] = {Kind.ANNEX: _ANNEX}


def field_of(kind: str, key: str) -> Field | None:
    return next((field for field in FIELDS.get(kind, ()) if field.key == key), None)
