"""The columns of the requests for talks as a file."""

from django.utils.translation import gettext_lazy as _

from core.days import HONG_KONG
from core.exports import Column, bilingual, joined, labels
from ethics_officers.models import TalkRequest
from people.models import Level


def talk_request_columns() -> list[Column]:
    levels = labels(Level.choices)
    return [
        Column(_("Asked on"), "asked_at"),
        *bilingual(_("Department"), en="department__name_en", zh="department__name_zh_hant"),
        Column(_("Who is asked"), "asked_of__code", width=12),
        Column(_("Item of the plan"), "item__title", width=44),
        *bilingual(_("Topic"), en="topic__name_en", zh="topic__name_zh_hant"),
        Column(_("Levels"), "levels", lambda stored: joined(map(levels, stored)), width=40),
        Column(_("Expected"), "expected", width=10),
        Column(_("Dates asked for"), "starts", _dates, width=54),
        Column(_("Minutes"), "minutes", width=10),
        Column(_("Place"), "place", width=30),
        Column(_("State"), "status", labels(TalkRequest.Status.choices)),
        Column(_("Answer"), "answer", width=44),
        Column(_("Answered on"), "answered_at"),
        Column(_("Session on"), "session__starts_at"),
    ]


def _dates(starts):
    return joined(start.astimezone(HONG_KONG).strftime("%Y-%m-%d %H:%M") for start in starts)
