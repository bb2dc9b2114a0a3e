"""The columns of people and of the audit log as files."""

import json
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.exports import Column, bilingual, labels
from people.models import Department, Level


def person_columns() -> list[Column]:
    """Of people fetched with their posting of a day: what the list shows, in both languages."""
    posting = "posting_then"
    return [
        *bilingual(pgettext_lazy("of a person", "Name"), en="name_en", zh="name_zh", width=24),
        Column(_("Code"), f"{posting}__department__code", width=10),
        *bilingual(
            _("Department"),
            en=f"{posting}__department__name_en",
            zh=f"{posting}__department__name_zh_hant",
        ),
        Column(_("Rank"), f"{posting}__rank", width=30),
        Column(_("Pay point"), f"{posting}__pay_point", width=10),
        Column(_("Level"), f"{posting}__level", labels(Level.choices), width=24),
    ]


def department_columns() -> list[Column]:
    """Of departments: what the list shows, in both languages, and what their size is."""
    return [
        Column(_("Code"), "code", width=10),
        *bilingual(_("Department"), en="name_en", zh="name_zh_hant"),
        Column(_("Kind"), "kind", labels(Department.Kind.choices)),
        *bilingual(_("Under (unverified)"), en="parent__name_en", zh="parent__name_zh_hant"),
        Column(_("Size"), "strength", width=10),
        Column(_("Counted as"), "strength_basis", labels(Department.StrengthBasis.choices)),
        Column(_("As at"), "strength_as_at", width=12),
    ]


def audit_columns() -> list[Column]:
    return [
        Column(_("When"), "at"),
        Column(_("Who"), "actor__person__name_en", width=24),
        Column(_("E-mail address"), "actor__email", width=30),
        Column(_("Action"), "action", width=30),
        Column(_("Kind of thing"), "object_type", width=24),
        Column(_("Its number"), "object_id", width=10),
        Column(_("Details"), "details", _as_json, width=60),
        Column(_("Place in the chain"), "position", width=10),
        Column(_("Hash"), "hash", width=66),
    ]


def _as_json(details: Any) -> str:
    return json.dumps(details, ensure_ascii=False, sort_keys=True) if details else ""
