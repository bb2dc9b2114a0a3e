"""The columns of the programmes in a legislature's question, as a file."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.exports import Column, bilingual
from reporting.queries.legislature import Programmes
from reporting.rendering.legislature import people_text


def programme_columns() -> list[Column]:
    """Programme and content in both languages, then the numbers."""
    return [
        *bilingual(_("Programme"), en="", zh=""),
        *bilingual(_("Content"), en="", zh=""),
        *(
            Column(heading, "")
            for heading in (
                _("Sessions"),
                _("Hours"),
                _("Enrolled"),
                pgettext("how many", "Completed"),
                _("Cost in HK$"),
            )
        ),
    ]


def programme_cells(found: Programmes) -> list[list[Any]]:
    return [
        [
            each.course.title_en,
            each.course.title_zh_hant,
            each.course.summary_en,
            each.course.summary_zh_hant,
            each.numbers.sessions,
            each.numbers.hours,
            _cell(each.numbers.enrolled),
            _cell(each.numbers.completed),
            each.numbers.cost if each.numbers.costed else None,
        ]
        for each in found.each
    ]


def _cell(number: int | None) -> int | str:
    return people_text(number) if number is None else number
