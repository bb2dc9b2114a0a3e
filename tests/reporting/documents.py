"""Templates and documents to test with."""

import datetime as dt

from core.chinese import simplify
from ethics_officers.figures import Span
from people.roles import Role
from reporting.actions import documents as actions
from reporting.models import FIELDS, Kind, Template
from tests.clock import NOW
from tests.factories import person_with_role

YEAR = Span(dt.date(2026, 4, 1), dt.date(2027, 4, 1))


def template(**prose):
    """The template of the annex: each field has a sentence in each language, unless given.

    A field is given as one text for all languages, or as English and Traditional Chinese.
    """
    content = {}
    for field in FIELDS[Kind.ANNEX]:
        given = prose.get(field.key, (f"On {field.key}.", f"關於{field.key}。"))
        english, chinese = (given, given) if isinstance(given, str) else given
        content[field.key] = {"en": english, "zh-hant": chinese, "zh-hans": simplify(chinese)}
    made = Template.objects.create(kind=Kind.ANNEX)
    made.versions.create(number=1, content=content)
    return made


def staff():
    return person_with_role(Role.PROGRAMME_STAFF).user


def icac():
    return person_with_role(Role.ICAC_STAFF).user


def annex(by, *, now=NOW, span=YEAR):
    """The annex of 2026–27, made of the template there is, or of one of sentences."""
    if not Template.objects.exists():
        template()
    return actions.open_document(kind=Kind.ANNEX, span=span, by=by, now=now)


def in_review(by, **fields):
    document = annex(by, **fields)
    return actions.send_for_review(document_id=document.pk, by=by, now=NOW)


def approved(by, approver, **fields):
    document = in_review(by, **fields)
    return actions.approve(document_id=document.pk, by=approver, now=NOW)


def text_of(document, field, language="en"):
    return document.texts.get(field=field, language=language)


def write(document, field, text, by, language="en", now=NOW):
    """Write a field as somebody who has just opened it."""
    opened = text_of(document, field, language)
    return actions.write_text(text_id=opened.pk, text=text, opened=opened.version, by=by, now=now)
