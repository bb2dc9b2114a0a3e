"""Writing a document in the browser, one field in one language at a time."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import RuleViolation
from core.translated import read
from core.versions import Stale, as_meant, differences
from people.access import SignedInRequest, requires
from people.models import with_user
from people.roles import Permission
from reporting import prose
from reporting.actions import documents as actions
from reporting.forms.documents import HTML_LANGUAGES, FindForm, TextForm
from reporting.models import Document, DocumentText, Field, FrozenFigure
from reporting.models.fields import field_of
from reporting.prose import Mark
from reporting.queries import documents as reads
from reporting.queries.gathered import gathered, matching
from reporting.rules.documents import says_something

TEMPLATE = "reporting/document_text.html"
_GATHERED_SHOWN = 20
_LANGUAGE = DocumentText.Language
# Which other language is read beside the one that is written.
_BESIDE = {"en": "zh-hant", "zh-hant": "en", "zh-hans": "zh-hant"}
_ONLY_SHOWN = ("preview", "find", "add")

Figures = Mapping[str, FrozenFigure]


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_REPORTS)
def document_text(request: SignedInRequest, text_id: int) -> HttpResponse:
    """Write a field; the buttons that show, find and add change nothing that is saved."""
    text = get_object_or_404(_texts(request), pk=text_id)
    if not text.document.is_draft and request.method == "GET":
        messages.error(request, _("Only a draft can be written. This document stands."))
        return redirect("reporting:document-detail", text.document_id)
    if request.method == "GET":
        return _page(request, text, _form(None, text))
    if request.htmx or any(name in request.POST for name in _ONLY_SHOWN):
        return _page(request, text, _form(_with_added(request, text), text), is_only_shown=True)
    form, stale = _form(as_meant(request.POST), text), None
    if form.is_valid():
        try:
            actions.write_text(
                text_id=text.pk,
                text=form.cleaned_data["text"],
                opened=form.opened_version,
                by=request.user,
                now=timezone.now(),
            )
        except Stale as refusal:
            stale, text = refusal, _texts(request).get(pk=text_id)
            form = _form(request.POST, text)
            form.is_valid()
        except RuleViolation as refusal:
            form.add_error("text" if text.document.is_draft else None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(_address_of(text))
    return _page(request, text, form, stale=stale, status=422)


def _address_of(text: DocumentText) -> str:
    page = reverse("reporting:document-detail", args=[text.document_id])
    return f"{page}?language={text.language}#{text.field}"


def _texts(request: SignedInRequest) -> QuerySet[DocumentText]:
    texts = with_user(DocumentText.objects.visible_to(request.user), "changed_by")
    return texts.select_related("document__freeze", "changed_by__person")


def _form(data: QueryDict | None, text: DocumentText) -> TextForm:
    return TextForm(
        data,
        field=_field(text),
        language=text.language,
        initial={"text": text.text, "version": text.version},
    )


def _field(text: DocumentText) -> Field:
    field = field_of(text.document.kind, text.field)
    assert field is not None  # noqa: S101 (documents are made of the fields of their kind)
    return field


def _with_added(request: SignedInRequest, text: DocumentText) -> QueryDict:
    """What was typed, with the one thing gathered that is to be added at its end."""
    data = request.POST.copy()
    wanted = data.get("add", "")
    typed = data.get("text", "").rstrip()
    for each in _gathered(request, text):
        if each.key == wanted:
            # A dash that stood for “nothing” makes way for what there is.
            data["text"] = f"{typed}\n{each.as_line}" if says_something(typed) else each.as_line
    return data


def _gathered(request: SignedInRequest, text: DocumentText) -> list[Any]:
    what = _field(text).gathers
    return gathered(what, text.document.span, request.user) if what else []


def _page(
    request: SignedInRequest,
    text: DocumentText,
    form: TextForm,
    *,
    is_only_shown: bool = False,
    stale: Stale | None = None,
    status: int = 200,
) -> HttpResponse:
    document, field = text.document, _field(text)
    find = FindForm(request.POST if request.method == "POST" else None)
    found = matching(_gathered(request, text), **find.values()) if field.gathers else []
    typed = str(form["text"].value() or "")
    figures = reads.figures_of(document)
    part = request.htmx.target if request.htmx and is_only_shown else ""
    beside = reads.texts_of(document, _BESIDE[text.language]).get(field.key)
    return render(
        request,
        f"{TEMPLATE}#{part}" if part in {"preview", "gathered"} else TEMPLATE,
        {
            "document": document,
            "text": text,
            "field": field,
            "form": form,
            "find": find,
            "found": found[:_GATHERED_SHOWN],
            "more": max(len(found) - _GATHERED_SHOWN, 0),
            "preview": _preview(document, figures, text.language, typed),
            "marks": _marks(document, figures, text.language),
            "is_marked": "{" in text.text,
            "beside": beside,
            "html_language": HTML_LANGUAGES[text.language],
            "beside_language": HTML_LANGUAGES[_BESIDE[text.language]],
            "stale": stale,
            "differences": list(differences(form)) if stale else [],
        },
        status=status,
    )


def _preview(document: Document, figures: Figures, language: str, typed: str) -> dict[str, Any]:
    """How a text will read, or why it cannot be read."""
    try:
        prose.check(typed, {prose.PERIOD, *figures})
    except prose.ProseRefused as refusal:
        return {"refusal": str(refusal)}
    with translation.override(language):
        blocks = reads.blocks_of(typed, figures, document.span)
        passages, notes = reads.Numbering().on_page(blocks)
    return {"passages": passages, "notes": notes}


def _marks(document: Document, figures: Figures, language: str) -> list[tuple[str, str, str]]:
    """The marks that may stand in a document, what they are, and how each reads."""
    with translation.override(language):
        values = {key: reads.value_of(figure) for key, figure in figures.items()}
        days = reads.days_of(document.span)
    return [
        (str(Mark(prose.PERIOD)), _("The first and last day of the period"), days),
        *(
            (str(Mark(key)), read(figure, "label", translation.get_language() or "en"), values[key])
            for key, figure in figures.items()
        ),
    ]
