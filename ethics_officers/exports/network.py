"""The columns of the network's lists as files: the board of questions, shared files."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.exports import Column, bilingual, labels, yes_or_no
from ethics_officers.models import BoardQuestion


def question_columns() -> list[Column]:
    """Of questions read for the board."""
    return [
        Column(_("Question"), "title", width=50),
        Column(_("Text"), "text", width=60),
        *bilingual(_("Topic"), en="topic__name_en", zh="topic__name_zh_hant"),
        *bilingual(_("Department"), en="department__name_en", zh="department__name_zh_hant"),
        *_person("asked_by", _("Asked by")),
        Column(pgettext_lazy("of a question", "Asked"), "asked_at"),
        Column(_("State"), "status", labels(BoardQuestion.Status.choices)),
        Column(_("Answers"), "answer_count", width=10),
        Column(_("Answered by ICAC"), "is_answered_by_icac", yes_or_no()),
    ]


def shared_file_columns() -> list[Column]:
    """Of files shared with the network."""
    return [
        Column(_("Title"), "title", width=50),
        Column(_("Description"), "description", width=60),
        *bilingual(_("Topic"), en="topic__name_en", zh="topic__name_zh_hant"),
        Column(_("File"), "stored__name", width=36),
        Column(_("Bytes"), "stored__size", width=12),
        *_person("shared_by", _("Shared by")),
        Column(_("Shared"), "shared_at"),
    ]


def _person(field: str, heading: Any) -> tuple[Column, Column]:
    return bilingual(
        heading, en=f"{field}__person__name_en", zh=f"{field}__person__name_zh", width=24
    )
