"""The attendance sheet to print and sign, typeset as a tagged PDF."""

import datetime as dt
import json
from collections.abc import Callable, Collection
from typing import Any

import typst
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime

from core.days import day_of
from people.models import Posting
from training.models import Meeting, Registration

_TEMPLATE = settings.BASE_DIR / "templates" / "training" / "attendance_sheet.typ"

# Lines left for people who come without being registered.
LINES_FOR_WALK_INS = 5


def attendance_sheet(
    meeting: Meeting, registrations: Collection[Registration], *, now: dt.datetime
) -> bytes:
    """Give the PDF, in English and Traditional Chinese whatever the reader's language is.

    Names and titles go to the typesetter as JSON, never as a part of its program.
    """
    compiled = typst.compile(
        _TEMPLATE,
        font_paths=[settings.FONTS_DIR],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(_data(meeting, registrations, now), ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=int(now.timestamp()),
    )
    return bytes(compiled)


def _data(
    meeting: Meeting, registrations: Collection[Registration], now: dt.datetime
) -> dict[str, Any]:
    session = meeting.session
    day = day_of(meeting.starts_at)
    postings = {
        posting.person_id: posting
        for posting in Posting.objects.current(day)
        .filter(person__in=[registration.person_id for registration in registrations])
        .select_related("department")
    }
    made = _twice(lambda: date_format(localtime(now), "DATETIME_FORMAT"))
    return {
        "title": {"en": session.title_en, "zh": session.title_zh_hant},
        "organiser": _names(session.organiser, "name"),
        "made": {"en": f"As of {made['en']}", "zh": f"截至{made['zh']}"},
        "facts": _facts(meeting),
        "people": [
            {
                "number": number,
                "name": {"en": registration.person.name_en, "zh": registration.person.name_zh},
                "department": (
                    _names(posting.department, "name")
                    if (posting := postings.get(registration.person_id))
                    else {"en": "", "zh": ""}
                ),
            }
            for number, registration in enumerate(registrations, start=1)
        ]
        + [
            {"number": "", "name": {"en": "", "zh": ""}, "department": {"en": "", "zh": ""}}
            for _ in range(LINES_FOR_WALK_INS)
        ],
    }


def _facts(meeting: Meeting) -> list[dict[str, Any]]:
    starts, ends = localtime(meeting.starts_at), localtime(meeting.ends_at)
    day = _twice(lambda: date_format(starts, "DAY_FORMAT"))
    hours = f"{starts:%H:%M}–{ends:%H:%M}"
    where = {"en": "Online", "zh": "網上"}
    if meeting.venue:
        where = _names(meeting.venue, "name")
    facts = [
        ("Date", "日期", {"en": f"{day['en']}, {hours}", "zh": f"{day['zh']} {hours}"}),
        ("Venue", "場地", where),
        ("Run by", "主辦部門", _names(meeting.session.organiser, "name")),
    ]
    return [{"label": {"en": en, "zh": zh}, **values} for en, zh, values in facts]


def _names(thing: Any, field: str) -> dict[str, str]:
    return {"en": getattr(thing, f"{field}_en"), "zh": getattr(thing, f"{field}_zh_hant")}


def _twice(write: Callable[[], str]) -> dict[str, str]:
    texts = {}
    for key, language in (("en", "en"), ("zh", "zh-hant")):
        with translation.override(language):
            texts[key] = write()
    return texts
