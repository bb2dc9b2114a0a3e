"""Documents: the list, a document as it reads, the steps of its review, its files."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core import audit
from core.days import day_of
from core.errors import RuleViolation
from core.pages import posted
from core.translated import LANGUAGES, current_language
from people.access import SignedInRequest, posted_from, requires
from people.roles import Permission
from reporting import permissions
from reporting.actions import documents as actions
from reporting.forms.documents import HTML_LANGUAGES, SendBackForm
from reporting.models import Document, DocumentText, Kind, Template
from reporting.periods import PeriodForm, last_year
from reporting.queries import documents as reads
from reporting.rendering.documents import paper_of
from reporting.rendering.docx import as_docx
from reporting.rendering.pdf import as_pdf
from reporting.views.tabs import report_tabs

_FILES: dict[str, tuple[Callable[..., bytes], str]] = {
    "docx": (
        as_docx,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "pdf": (as_pdf, "application/pdf"),
}


@require_safe
@requires(Permission.VIEW_REPORTS)
def document_list(request: SignedInRequest) -> HttpResponse:
    return _list_page(request, _period_form(request, None))


def _list_page(request: SignedInRequest, form: PeriodForm) -> HttpResponse:
    documents = list(_visible(request))
    empty = reads.missing_by_document(documents)
    return render(
        request,
        "reporting/document_list.html",
        {
            "tabs": report_tabs(request.user, "documents"),
            "documents": [(document, _languages(empty[document.pk])) for document in documents],
            "form": form,
            "templates": Template.objects.visible_to(request.user),
            "can_manage": permissions.can_manage_reports(request.user),
        },
        status=422 if form.errors else 200,
    )


@requires(Permission.MANAGE_REPORTS)
@posted_from("reporting:document-list")
def document_open(request: SignedInRequest) -> HttpResponse:
    """Lead to the annex of a period, which is made if there is none."""
    form = _period_form(request, request.POST)
    if not form.is_valid():
        return _list_page(request, form)
    now = timezone.now()
    try:
        document = actions.open_document(
            kind=Kind.ANNEX, span=form.chosen.span, by=request.user, now=now
        )
    except RuleViolation as refusal:
        form.add_error("period", str(refusal))
        return _list_page(request, form)
    if document.created_at == now:
        messages.success(
            request, _("Drafted. Its figures are frozen; read it, and write what is missing.")
        )
    return redirect("reporting:document-detail", document.pk)


@require_safe
@requires(Permission.VIEW_REPORTS)
def document_detail(request: SignedInRequest, document_id: int) -> HttpResponse:
    return _page(request, _document(request, document_id))


def _page(request: SignedInRequest, document: Document, refusal: str = "") -> HttpResponse:
    user, status = request.user, Document.Status
    asked = request.GET.get("language", "")
    language = asked if asked in LANGUAGES else current_language()
    can_manage = permissions.can_manage_reports(user)
    is_for_another = user.pk not in reads.writers_of(document)
    in_review = document.status == status.IN_REVIEW
    return render(
        request,
        "reporting/document_detail.html",
        {
            "tabs": report_tabs(user, "documents"),
            "document": document,
            "language": language,
            "html_language": HTML_LANGUAGES[language],
            "languages": _languages(reads.missing_by_document([document])[document.pk]),
            "sections": reads.sections_of(document, language),
            "can_write": can_manage and document.is_draft,
            "can_take_back": can_manage and in_review,
            "can_begin_again": can_manage and document.status == status.APPROVED,
            "can_review": permissions.can_review_reports(user) and in_review and is_for_another,
            "is_own": permissions.can_review_reports(user) and in_review and not is_for_another,
            "is_counted_early": document.freeze is not None
            and document.is_draft
            and day_of(document.freeze.made_at) < document.ends_on,
            "refusal": refusal,
        },
        status=422 if refusal else 200,
    )


Step = Callable[..., Document]


def _step(request: SignedInRequest, document_id: int, step: Step, said: str) -> HttpResponse:
    """Take a step with a document; a refusal is shown on its page."""
    document = _document(request, document_id)
    try:
        document = step(document_id=document.pk, by=request.user, now=timezone.now())
    except RuleViolation as refusal:
        return _page(request, document, str(refusal))
    messages.success(request, said)
    return redirect("reporting:document-detail", document.pk)


@requires(Permission.MANAGE_REPORTS)
@posted_from("reporting:document-detail")
def document_count_again(request: SignedInRequest, document_id: int) -> HttpResponse:
    said = _("Counted again. The figures are those of now.")
    return _step(request, document_id, actions.count_again, said)


@requires(Permission.MANAGE_REPORTS)
@posted_from("reporting:document-detail")
def document_send(request: SignedInRequest, document_id: int) -> HttpResponse:
    said = _("Sent. Somebody else can approve it or send it back.")
    return _step(request, document_id, actions.send_for_review, said)


@requires(Permission.MANAGE_REPORTS)
@posted_from("reporting:document-detail")
def document_take_back(request: SignedInRequest, document_id: int) -> HttpResponse:
    said = _("Taken back. It is a draft again.")
    return _step(request, document_id, actions.take_back, said)


@requires(Permission.MANAGE_REPORTS)
@posted_from("reporting:document-detail")
def document_begin_again(request: SignedInRequest, document_id: int) -> HttpResponse:
    said = _("A new draft for this period. The approved one stands until this one is approved.")
    return _step(request, document_id, actions.begin_again, said)


@requires(Permission.REVIEW_REPORTS)
@posted_from("reporting:document-detail")
def document_approve(request: SignedInRequest, document_id: int) -> HttpResponse:
    said = _("Approved. It stands as it is, and can be taken along.")
    return _step(request, document_id, actions.approve, said)


@require_http_methods(["GET", "POST"])
@requires(Permission.REVIEW_REPORTS)
def document_send_back(request: SignedInRequest, document_id: int) -> HttpResponse:
    document = _document(request, document_id)
    form = SendBackForm(posted(request))
    if form.is_valid():
        try:
            actions.send_back(
                document_id=document.pk,
                reason=form.cleaned_data["reason"],
                by=request.user,
                now=timezone.now(),
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Sent back. Its author reads why on its page."))
            return redirect("reporting:document-detail", document.pk)
    return render(
        request,
        "reporting/document_send_back.html",
        {"document": document, "form": form},
        status=422 if form.errors else 200,
    )


@require_safe
@requires(Permission.VIEW_REPORTS)
def document_file(
    request: SignedInRequest, document_id: int, language: str, file_format: str
) -> HttpResponse:
    """A document to take along, in one of its languages."""
    document = _document(request, document_id)
    if language not in LANGUAGES or file_format not in _FILES:
        raise Http404
    now = timezone.now()
    render_as, content_type = _FILES[file_format]
    content = render_as(paper_of(document, language, now=now))
    audit.record(
        request.user, "reporting.document_taken_along", document, at=now,
        language=language, format=file_format,
    )  # fmt: skip
    name = f"{document.kind}-{document.starts_on}-{language}.{file_format}"
    return HttpResponse(
        content,
        content_type=content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        },
    )


def _visible(request: SignedInRequest) -> Any:
    return reads.documents_with_people(Document.objects.visible_to(request.user))


def _document(request: SignedInRequest, document_id: int) -> Document:
    document: Document = get_object_or_404(_visible(request), pk=document_id)
    return document


def _period_form(request: SignedInRequest, data: Any) -> PeriodForm:
    """The form of the period an annex is for: the last financial year, unless another is asked."""
    today = day_of(timezone.now())
    return PeriodForm(data, today=today, initial={"period": last_year(today).key})


def _languages(empty: dict[str, int]) -> list[dict[str, Any]]:
    """The languages of a document with the number of fields that say nothing in each."""
    return [
        {"code": each.value, "label": each.label, "missing": empty[each.value]}
        for each in DocumentText.Language
    ]
