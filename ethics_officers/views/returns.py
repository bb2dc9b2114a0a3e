"""The annual return of a department: writing it, filing it, and what was filed."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from core import audit
from core.canonical import sha256_of, written
from core.days import day_of
from core.errors import RuleViolation
from core.pages import posted
from core.versions import Stale, as_meant, differences
from ethics_officers import actions, permissions
from ethics_officers.forms import (
    FootnoteForm,
    ReopeningForm,
    ReturnForm,
    SigningForm,
    return_form,
)
from ethics_officers.models import AnnualReturn, FiledReturn, ReturnFootnote
from ethics_officers.queries import returns as queries
from ethics_officers.views.tabs import department_or_404, programme
from people.access import SignedInRequest, requires
from people.roles import Permission


@require_GET
@requires(Permission.VIEW_OWN_PROGRAMME, Permission.VIEW_PROGRAMMES)
def return_of_department(request: SignedInRequest, department_id: int) -> HttpResponse:
    """The returns of a department, the latest year first."""
    department = department_or_404(request, department_id)
    returns = AnnualReturn.objects.visible_to(request.user).filter(department=department)
    return render(
        request,
        "ethics_officers/return_of_department.html",
        {
            **programme(request, department, "return"),
            "returns": queries.returns_with_filing(returns).order_by("-questionnaire__starts_on"),
            "today": day_of(timezone.now()),
        },
    )


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.VIEW_OWN_PROGRAMME, Permission.VIEW_PROGRAMMES)
def return_detail(request: SignedInRequest, return_id: int) -> HttpResponse:
    """The form for who writes the return; for others, how it stands; once filed, what was."""
    annual_return = _return(request, return_id)
    can_write = permissions.can_manage_programme_of(request.user, annual_return.department)
    if request.method == "POST" and not can_write:
        raise PermissionDenied
    if annual_return.is_filed:
        if request.method == "POST":
            messages.error(request, _("This return was filed meanwhile. Nothing was saved."))
        return _to_what_was_filed(annual_return)
    if not can_write:
        return _reading_page(request, annual_return)
    form = _form_of(annual_return, as_meant(request.POST) if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.save_return(
                return_id=annual_return.pk,
                answers=form.answers,
                notes=form.cleaned_data["notes"],
                version=form.opened_version,
                by=request.user,
                now=timezone.now(),
            )
        except Stale as refusal:
            annual_return.refresh_from_db()
            form = _form_of(annual_return, request.POST)
            return _writing_page(request, annual_return, form, stale=refusal)
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The return is saved. It is not filed yet."))
            return redirect("ethics_officers:return-detail", annual_return.pk)
    return _writing_page(request, annual_return, form)


def _form_of(annual_return: AnnualReturn, data: Any) -> ReturnForm:
    questions = queries.questions_of(annual_return.questionnaire)
    return return_form(
        data,
        annual_return=annual_return,
        questions=questions,
        answers=queries.answers_of(annual_return),
        figures=queries.figures_of(annual_return, questions, day_of(timezone.now())),
    )


def _writing_page(
    request: SignedInRequest,
    annual_return: AnnualReturn,
    form: ReturnForm,
    *,
    stale: Stale | None = None,
) -> HttpResponse:
    return render(
        request,
        "ethics_officers/return_detail.html",
        {
            **_about(request, annual_return),
            "form": form,
            "stale": stale,
            "differences": list(differences(form)) if stale else [],
            "span": queries.span_of(annual_return.questionnaire, day_of(timezone.now())),
        },
        status=422 if stale or form.errors else 200,
    )


def _reading_page(request: SignedInRequest, annual_return: AnnualReturn) -> HttpResponse:
    """A return that is not filed, to be read or printed; its answers are the department's own."""
    own = request.user.departments_with(Permission.VIEW_OWN_PROGRAMME)
    sees_answers = annual_return.department_id in own
    answers = []
    if sees_answers:
        content = queries.content_of(annual_return, day_of(timezone.now()))
        answers = queries.shown(content)
    return render(
        request,
        "ethics_officers/return_read.html",
        {
            **_about(request, annual_return),
            "answers": answers,
            "answered": sum(answer.is_answered for answer in answers),
            "sees_answers": sees_answers,
        },
    )


@never_cache
@require_GET
@requires(Permission.VIEW_OWN_PROGRAMME)
def return_print(request: SignedInRequest, return_id: int) -> HttpResponse:
    """A return as it is written so far, to be read or printed."""
    annual_return = _own_return(request, return_id)
    return _reading_page(request, annual_return)


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.SIGN_RETURN)
def return_file(request: SignedInRequest, return_id: int) -> HttpResponse:
    """Show what is about to be filed, and file it once it is signed."""
    annual_return = _own_return(request, return_id)
    permissions.check_can_sign_return_of(request.user, annual_return.department)
    form = SigningForm(posted(request), initial={"version": annual_return.version})
    if form.is_valid():
        try:
            filed = actions.file_return(
                return_id=annual_return.pk,
                version=form.opened_version,
                by=request.user,
                now=timezone.now(),
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The return is filed."))
            return redirect("ethics_officers:filed-return-detail", annual_return.pk, filed.number)
    if annual_return.is_filed:
        return _to_what_was_filed(annual_return)
    if form.errors:
        # Whoever reads the page that comes now has seen what is saved now.
        form.data = {**form.data, "version": annual_return.version}
    today = day_of(timezone.now())
    answers = queries.shown(queries.content_of(annual_return, today))
    return render(
        request,
        "ethics_officers/return_file.html",
        {
            **_about(request, annual_return),
            "answers": answers,
            "missing": [answer for answer in answers if answer.is_missing],
            "year_is_over": today >= annual_return.questionnaire.ends_on,
            "form": form,
        },
        status=422 if form.errors else 200,
    )


@never_cache
@require_GET
@requires(Permission.VIEW_OWN_PROGRAMME, Permission.VIEW_PROGRAMMES)
def filed_return_detail(request: SignedInRequest, return_id: int, number: int) -> HttpResponse:
    """A return as it was filed, each figure beside what it is today."""
    filed = _filed(request, return_id, number)
    annual_return = filed.annual_return
    audit.record(
        request.user,
        "ethics_officers.filed_return_viewed",
        annual_return,
        at=timezone.now(),
        number=filed.number,
    )
    footnotes = ReturnFootnote.objects.filter(filed=filed).select_related("written_by__person")
    compared = queries.then_and_now(filed)
    return render(
        request,
        "ethics_officers/filed_return_detail.html",
        {
            **_about(request, annual_return),
            "filed": filed,
            "is_whole": sha256_of(written(filed.content)) == filed.sha256,
            "answers": [
                (
                    answer,
                    compared.get(answer.question),
                    [note for note in footnotes if note.question_id == answer.question],
                )
                for answer in queries.shown(filed.content)
            ],
            "notes": filed.content["notes"],
            "can_correct": permissions.can_correct_return_of(
                request.user, annual_return.department
            ),
        },
    )


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.SIGN_RETURN, Permission.MANAGE_PROGRAMMES)
def footnote_create(
    request: SignedInRequest, return_id: int, number: int, question_id: int
) -> HttpResponse:
    """Put a correction beside a filed figure."""
    filed = _filed(request, return_id, number)
    permissions.check_can_correct_return_of(request.user, filed.annual_return.department)
    answers = queries.shown(filed.content)
    answer = next((each for each in answers if each.question == question_id), None)
    form = FootnoteForm(posted(request))
    if form.is_valid():
        try:
            actions.add_footnote(
                filed_id=filed.pk,
                question_id=question_id,
                by=request.user,
                now=timezone.now(),
                **form.cleaned_data,
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The footnote stands beside the figure."))
            return redirect("ethics_officers:filed-return-detail", return_id, number)
    return render(
        request,
        "ethics_officers/footnote_create.html",
        {
            **_about(request, filed.annual_return),
            "filed": filed,
            "answer": answer,
            "form": form,
        },
        status=422 if form.errors else 200,
    )


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_PROGRAMMES)
def return_reopen(request: SignedInRequest, return_id: int) -> HttpResponse:
    annual_return = _return(request, return_id)
    form = ReopeningForm(posted(request))
    if form.is_valid():
        try:
            actions.reopen_return(
                return_id=annual_return.pk,
                by=request.user,
                now=timezone.now(),
                **form.cleaned_data,
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The return is open again, and its officers are told."))
            return redirect("ethics_officers:return-detail", annual_return.pk)
    return render(
        request,
        "ethics_officers/return_reopen.html",
        {**_about(request, annual_return), "form": form},
        status=422 if form.errors else 200,
    )


def _about(request: SignedInRequest, annual_return: AnnualReturn) -> dict[str, Any]:
    """What every page of one return shows of it."""
    user, department = request.user, annual_return.department
    return {
        **programme(request, department, "return"),
        "annual_return": annual_return,
        "questionnaire": annual_return.questionnaire,
        "is_late": annual_return.is_late(day_of(timezone.now())),
        "can_write": permissions.can_manage_programme_of(user, department),
        "can_sign": permissions.can_sign_return_of(user, department),
        "can_reopen": permissions.can_manage_programmes(user) and annual_return.is_filed,
        "filings": annual_return.filed.order_by("number"),
    }


def _return(request: SignedInRequest, return_id: int) -> AnnualReturn:
    found = AnnualReturn.objects.visible_to(request.user).select_related(
        "department", "questionnaire", "changed_by__person", "reopened_by__person"
    )
    return get_object_or_404(found, pk=return_id)


def _own_return(request: SignedInRequest, return_id: int) -> AnnualReturn:
    """Give a return of a department the user works for; of any other its answers are absent."""
    own = request.user.departments_with(Permission.VIEW_OWN_PROGRAMME)
    found = AnnualReturn.objects.filter(department__in=own)
    return get_object_or_404(
        found.select_related("department", "questionnaire", "changed_by__person"), pk=return_id
    )


def _filed(request: SignedInRequest, return_id: int, number: int) -> FiledReturn:
    found = FiledReturn.objects.visible_to(request.user).select_related(
        "annual_return__department", "annual_return__questionnaire", "filed_by"
    )
    return get_object_or_404(found, annual_return=return_id, number=number)


def _to_what_was_filed(annual_return: AnnualReturn) -> HttpResponse:
    last = annual_return.filed.order_by("-number")[0]
    return redirect("ethics_officers:filed-return-detail", annual_return.pk, last.number)
