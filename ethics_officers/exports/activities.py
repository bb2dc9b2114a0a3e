"""The columns of the activity log as a file."""

from django.utils.translation import gettext_lazy as _

from core.exports import Column, bilingual, labels
from ethics_officers.models import ActivityKind


def activity_columns() -> list[Column]:
    """Of activities read with figures."""
    return [
        Column(_("Date"), "happened_on", width=12),
        Column(_("Kind"), "kind", labels(ActivityKind.choices), width=24),
        Column(_("Title"), "title", width=48),
        *bilingual(_("Topic"), en="topic__name_en", zh="topic__name_zh_hant", width=24),
        Column(_("Attendances"), "attendances", width=12),
        Column(_("Persons"), "persons", width=12),
        Column(_("Plan item"), "item__title", width=36),
        *bilingual(_("Publication"), en="publication__title_en", zh="publication__title_zh_hant"),
        *bilingual(_("Session"), en="session__title_en", zh="session__title_zh_hant"),
        Column(_("Note"), "note", width=48),
        Column(_("Files"), "files", width=8),
        Column(_("Shared on"), "shared_at", width=16),
        Column(_("Withdrawn on"), "withdrawn_at", width=16),
        Column(_("Reason"), "withdrawal_reason", width=24),
        Column(_("Logged on"), "logged_at", width=16),
    ]
