"""Writing the templates of documents, version by version."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from core import audit
from core.chinese import simplified
from core.translated import LANGUAGES
from core.versions import VERSION_FIELDS, check_is_current
from people.models import User
from reporting import permissions
from reporting.models import FIELDS, Template, TemplateVersion
from reporting.queries.documents import known_in_templates
from reporting.rules import documents as rules

Content = Mapping[str, Mapping[str, str]]


@transaction.atomic
def save_template(
    *, template_id: int, content: Content, note: str, opened: int, by: User, now: dt.datetime
) -> TemplateVersion:
    """Add a version to a template, with its Simplified Chinese; those before it stand.

    Safe to repeat: what is the latest version already makes no other. Raises Stale if somebody
    saved one meanwhile, DocumentRefused if a text holds a mark that does not exist.
    """
    permissions.check_can_manage_reports(by)
    template = Template.objects.select_for_update().get(pk=template_id)
    latest = template.versions.get(number=template.version)
    wanted = _complete(template, content, latest)
    if wanted == latest.content:
        return latest
    check_is_current(template, opened)
    for by_language in wanted.values():
        for text in by_language.values():
            rules.check_prose(text, known_in_templates())

    template.note_change(by=by, at=now)
    template.save(update_fields=VERSION_FIELDS)
    version = template.versions.create(
        number=template.version, note=note, content=wanted, written_at=now, written_by=by
    )

    audit.record(
        by, "reporting.template_saved", template, at=now, kind=template.kind, number=version.number
    )
    return version


def _complete(
    template: Template, content: Content, latest: TemplateVersion
) -> dict[str, dict[str, str]]:
    """Give every field of the kind in every language, and nothing else."""
    wanted = {}
    for field in FIELDS[template.kind]:
        given = content.get(field.key, {})
        texts = {language: given.get(language, "").strip() for language in LANGUAGES}
        texts["zh-hans"] = simplified(
            texts["zh-hant"], texts["zh-hans"], before=latest.prose(field.key, "zh-hant")
        )
        wanted[field.key] = texts
    return wanted
