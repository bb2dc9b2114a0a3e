"""When documents may be written, sent for review, approved; what their prose may hold."""

import re
from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from core.errors import RuleViolation
from core.lists import listed
from people.models import User
from reporting import prose
from reporting.models import Document, DocumentText, Field, TemplateVersion
from reporting.models.documents import SAYS_NOTHING

# The languages that somebody has to write; Simplified Chinese is made.
WRITTEN = (DocumentText.Language.ENGLISH, DocumentText.Language.TRADITIONAL)

_NOTHING = re.compile(SAYS_NOTHING)
_STATUS = Document.Status


class DocumentRefused(RuleViolation):
    """The document can't be written, sent, approved or superseded as asked."""


class TemplateRefused(RuleViolation):
    """The template can't be saved so."""


def says_something(text: str) -> bool:
    """Say whether a text says anything: a dash does not."""
    return not _NOTHING.match(text)


def check_has_a_template(version: TemplateVersion | None) -> TemplateVersion:
    if version is None:
        raise TemplateRefused(
            _("There is no template for it yet. An administrator loads those of the product.")
        )
    return version


def check_is_draft(document: Document) -> None:
    if document.status == _STATUS.IN_REVIEW:
        raise DocumentRefused(
            _("It is in review, so it stands still. Take it back first, to change it.")
        )
    if document.status != _STATUS.DRAFT:
        raise DocumentRefused(
            _("It is approved, so it stands. Begin a new draft for its period, to change it.")
        )


def check_is_in_review(document: Document) -> None:
    if document.status == _STATUS.DRAFT:
        raise DocumentRefused(
            _("It is a draft: it was taken back or sent back, so no answer is wanted by now.")
        )
    if document.status != _STATUS.IN_REVIEW:
        raise DocumentRefused(
            _("%(name)s has approved it already.")
            % {"name": getattr(document.approved_by, "person", None) or document.approved_by}
        )


def check_can_be_begun_again(document: Document) -> None:
    if document.status != _STATUS.APPROVED:
        raise DocumentRefused(_("It is not approved and in force, so there is nothing to renew."))


def check_reviews_for_another(writers: Collection[int], by: User) -> None:
    """Refuse the answer of anybody who wrote at it or sent it."""
    if by.pk in writers:
        raise DocumentRefused(_("It is in part your own work. Somebody else has to answer."))


def check_reason_is_given(reason: str) -> None:
    if not says_something(reason):
        raise DocumentRefused(_("Say what should be changed, for its author."))


def missing(fields: Collection[Field], texts: Mapping[str, str]) -> list[Field]:
    """Give the fields that say nothing in a language; `texts` are those of it."""
    return [field for field in fields if not says_something(texts.get(field.key, ""))]


def check_is_complete(document: Document, texts: Mapping[tuple[str, str], str]) -> None:
    """Refuse a document with a field that says nothing, in either language that is written."""
    for language in WRITTEN:
        of_language = {field: text for (field, each), text in texts.items() if each == language}
        empty = missing(document.fields, of_language)
        gathered = [field for field in empty if field.gathers]
        words = {"fields": listed(field.name for field in gathered or empty)}
        words["language"] = str(language.label)
        if gathered:
            raise DocumentRefused(
                _(
                    "Nothing is said under “%(fields)s” in %(language)s, and a dash is no answer. "
                    "Write it, or add what was gathered for the period."
                )
                % words
            )
        if empty:
            raise DocumentRefused(
                _("Nothing is written under “%(fields)s” in %(language)s. Write it, then send.")
                % words
            )


def check_prose(text: str, known: Collection[str]) -> None:
    """Refuse a text whose braces are no marks, or whose marks do not exist."""
    try:
        prose.check(text, known)
    except prose.ProseRefused as refusal:
        raise DocumentRefused(str(refusal)) from refusal
