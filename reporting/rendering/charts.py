"""Charts of papers, drawn by Typst: bars that can be read without colour."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import typst
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reporting.rendering.paper import Language, Picture
from reporting.rendering.pdf import LOOKS

_TEMPLATE = settings.BASE_DIR / "templates" / "reporting" / "bars.typ"


@dataclass(frozen=True)
class Bar:
    """A bar as long as its value, with its label before and the number in words behind."""

    label: str
    value: float
    words: str


def bars(caption: str, drawn: Sequence[Bar], language: Language) -> Picture:
    """Give a chart that says in words what it shows; the table it is drawn from belongs below."""
    data = {
        **LOOKS[language],
        "bars": [{"label": bar.label, "value": bar.value, "words": bar.words} for bar in drawn],
    }
    compiled = typst.compile(
        _TEMPLATE,
        format="svg",
        font_paths=[settings.FONTS_DIR],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    each = [_("%(label)s: %(number)s") % {"label": bar.label, "number": bar.words} for bar in drawn]
    return Picture(
        bytes(compiled),
        _("Bars. %(each)s.") % {"each": pgettext("between things of a list", "; ").join(each)},
        caption=caption,
    )
