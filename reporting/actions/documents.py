"""Making documents, writing in them, and having them reviewed."""

import datetime as dt

from django.db import IntegrityError, transaction

from core import audit
from core.chinese import simplified
from core.snapshots import one_snapshot
from core.versions import check_is_current
from ethics_officers.figures import Span
from people.models import User
from reporting import permissions
from reporting.actions.freezes import freeze
from reporting.models import Document, DocumentText, Freeze, TemplateVersion
from reporting.queries import documents as queries
from reporting.queries.freezes import AskedFigure
from reporting.rules import documents as rules

_STATUS = Document.Status
_LANGUAGE = DocumentText.Language


def open_document(*, kind: str, span: Span, by: User, now: dt.datetime) -> Document:
    """Give the document of a kind for a period; make it of the latest template if there is none.

    One that is being written or reviewed comes before one that is approved. A new one has its
    figures frozen, and a first text of what was gathered. Two who ask at once get the same one.
    Raises TemplateRefused without a template, FreezeRefused before the period begins.
    """
    permissions.check_can_manage_reports(by)
    existing = Document.objects.filter(kind=kind, starts_on=span.starts_on, ends_on=span.ends_on)
    if found := existing.open().first() or existing.standing().first():
        return found
    try:
        with one_snapshot():
            version = rules.check_has_a_template(queries.latest_version(kind))
            texts = queries.first_texts(version, span, by)
            return _make(version, span, texts, by, now)
    except IntegrityError:
        # Somebody else has made it meanwhile, which could not be seen from within the snapshot.
        if found := existing.open().first():
            return found
        raise


def begin_again(*, document_id: int, by: User, now: dt.datetime) -> Document:
    """Draft a document anew that is approved: with its texts, and the figures as they are now.

    The approved one stays in force until the new one is approved. Safe to repeat: the draft that
    is open is given. Raises DocumentRefused unless it is approved and in force.
    """
    permissions.check_can_manage_reports(by)
    approved = Document.objects.get(pk=document_id)
    others = Document.objects.filter(
        kind=approved.kind, starts_on=approved.starts_on, ends_on=approved.ends_on
    )
    if found := others.open().first():
        return found
    rules.check_can_be_begun_again(approved)
    try:
        with one_snapshot():
            texts = {(each.field, each.language): each.text for each in approved.texts.all()}
            return _make(approved.template_version, approved.span, texts, by, now)
    except IntegrityError:
        if found := others.open().first():
            return found
        raise


def count_again(*, document_id: int, by: User, now: dt.datetime) -> Document:
    """Freeze the figures of a draft anew, as they are now; what it says about them stays."""
    permissions.check_can_manage_reports(by)
    draft = Document.objects.get(pk=document_id)
    rules.check_is_draft(draft)
    texts = [*draft.texts.values_list("text", flat=True)]
    frozen = _frozen(draft.template_version, draft.span, texts, by, now)
    with transaction.atomic():
        document = _locked(document_id)
        rules.check_is_draft(document)

        document.freeze = frozen
        document.save(update_fields=["freeze"])

        audit.record(
            by, "reporting.document_counted_again", document, at=now,
            freeze=frozen.pk if frozen else None,
        )  # fmt: skip
    return document


@transaction.atomic
def write_text(*, text_id: int, text: str, opened: int, by: User, now: dt.datetime) -> DocumentText:
    """Write one field of a draft in one language; Traditional Chinese carries Simplified along.

    Safe to repeat. Raises Stale if somebody saved it meanwhile, DocumentRefused if it is no draft
    or its marks are none of its frozen figures.
    """
    permissions.check_can_manage_reports(by)
    document = _locked(DocumentText.objects.get(pk=text_id).document_id)
    written = DocumentText.objects.select_for_update(of=("self",)).get(pk=text_id)
    if written.text == text:
        return written
    rules.check_is_draft(document)
    check_is_current(written, opened)
    rules.check_prose(text, queries.known_in(document))

    before, written.text = written.text, text
    written.note_change(by=by, at=now)
    written.save()
    if written.language == _LANGUAGE.TRADITIONAL:
        _carry_along(written, before, by, now)

    audit.record(
        by, "reporting.document_written", document, at=now,
        field=written.field, language=written.language,
    )  # fmt: skip
    return written


@transaction.atomic
def send_for_review(*, document_id: int, by: User, now: dt.datetime) -> Document:
    """Hand a draft to somebody else to approve. Safe to repeat.

    Raises DocumentRefused while a field says nothing in English or Traditional Chinese.
    """
    permissions.check_can_manage_reports(by)
    document = _locked(document_id)
    if document.status == _STATUS.IN_REVIEW:
        return document
    rules.check_is_draft(document)
    texts = {(each.field, each.language): each.text for each in document.texts.all()}
    rules.check_is_complete(document, texts)

    document.status = _STATUS.IN_REVIEW
    document.sent_at, document.sent_by = now, by
    document.returned_at, document.returned_by, document.return_reason = None, None, ""
    document.save()

    audit.record(by, "reporting.document_sent", document, at=now)
    return document


@transaction.atomic
def take_back(*, document_id: int, by: User, now: dt.datetime) -> Document:
    """Make a draft again of what is in review, to change it. Safe to repeat."""
    permissions.check_can_manage_reports(by)
    document = _locked(document_id)
    if document.is_draft:
        return document
    rules.check_is_in_review(document)

    document.status = _STATUS.DRAFT
    document.save(update_fields=["status"])

    audit.record(by, "reporting.document_taken_back", document, at=now)
    return document


@transaction.atomic
def send_back(*, document_id: int, reason: str, by: User, now: dt.datetime) -> Document:
    """Send back what is in review, with what should be changed.

    Raises DocumentRefused to whoever wrote at it, and without a reason.
    """
    permissions.check_can_review_reports(by)
    document = _locked(document_id)
    rules.check_is_in_review(document)
    rules.check_reviews_for_another(queries.writers_of(document), by)
    rules.check_reason_is_given(reason)

    document.status = _STATUS.DRAFT
    document.returned_at, document.returned_by, document.return_reason = now, by, reason
    document.save()

    audit.record(by, "reporting.document_sent_back", document, at=now)
    return document


@transaction.atomic
def approve(*, document_id: int, by: User, now: dt.datetime) -> Document:
    """Approve what is in review: it stands, and supersedes the one approved before it.

    Safe to repeat by the same person. Raises DocumentRefused to whoever wrote at it, and if
    somebody else has approved it.
    """
    permissions.check_can_review_reports(by)
    document = _locked(document_id)
    if document.status == _STATUS.APPROVED and document.approved_by_id == by.pk:
        return document
    rules.check_is_in_review(document)
    rules.check_reviews_for_another(queries.writers_of(document), by)

    before = Document.objects.filter(
        kind=document.kind,
        starts_on=document.starts_on,
        ends_on=document.ends_on,
        status=_STATUS.APPROVED,
    )
    superseded = list(before.values_list("pk", flat=True))
    before.update(status=_STATUS.SUPERSEDED)
    document.status = _STATUS.APPROVED
    document.approved_at, document.approved_by = now, by
    document.save()

    audit.record(
        by, "reporting.document_approved", document, at=now,
        sha256=document.freeze.sha256 if document.freeze else "", supersedes=superseded,
    )  # fmt: skip
    return document


def _locked(document_id: int) -> Document:
    return Document.objects.select_for_update(of=("self",)).get(pk=document_id)


def _make(
    version: TemplateVersion,
    span: Span,
    texts: dict[tuple[str, str], str],
    by: User,
    now: dt.datetime,
) -> Document:
    """Make a draft with these texts, and freeze the figures that it or its template names."""
    document = Document.objects.create(
        kind=version.template.kind,
        starts_on=span.starts_on,
        ends_on=span.ends_on,
        template_version=version,
        freeze=_frozen(version, span, list(texts.values()), by, now),
        created_at=now,
        created_by=by,
    )
    DocumentText.objects.bulk_create(
        DocumentText(
            document=document,
            field=field.key,
            language=language,
            text=texts.get((field.key, language), ""),
        )
        for field in document.fields
        for language in _LANGUAGE.values
    )

    audit.record(
        by, "reporting.document_made", document, at=now,
        kind=document.kind, starts_on=span.starts_on.isoformat(),
        ends_on=span.ends_on.isoformat(), template=version.number, freeze=document.freeze_id,
    )  # fmt: skip
    return document


def _frozen(
    version: TemplateVersion, span: Span, texts: list[str], by: User, now: dt.datetime
) -> Freeze | None:
    keys = queries.keys_of([*queries.prose_of(version), *texts])
    if not keys:
        return None
    return freeze(
        title=f"{version.template}, {queries.days_of(span)}",
        asked=[AskedFigure(key, span) for key in keys],
        by=by,
        now=now,
    )


def _carry_along(written: DocumentText, before: str, by: User, now: dt.datetime) -> None:
    """Make Simplified Chinese of the Traditional, unless somebody corrected it."""
    script = DocumentText.objects.select_for_update(of=("self",)).get(
        document=written.document_id, field=written.field, language=_LANGUAGE.SIMPLIFIED
    )
    text = simplified(written.text, script.text, before=before)
    if text != script.text:
        script.text = text
        script.note_change(by=by, at=now)
        script.save()
