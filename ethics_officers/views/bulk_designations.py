"""Designations from a spreadsheet: template, dry run, confirmation."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from core import audit
from core.errors import RuleViolation
from ethics_officers import actions, imports
from ethics_officers.forms import DesignationsConfirmationForm
from people.access import SignedInRequest, posted_from, requires
from people.roles import Permission
from training import spreadsheets
from training.forms import ImportForm

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_ETHICS_OFFICERS)
def designation_import(request: SignedInRequest) -> HttpResponse:
    """Read a spreadsheet and show what it would do. Nothing is recorded yet."""
    form = ImportForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    rows: list[imports.WantedRow] = []
    if form.is_valid():
        try:
            content = form.cleaned_data["file"].read(spreadsheets.LARGEST_FILE + 1)
            rows = imports.read(spreadsheets.read_rows(content))
        except RuleViolation as refusal:
            form.add_error("file", str(refusal))
    if rows:
        return _dry_run_page(request, rows)
    return _import_page(request, form)


@requires(Permission.MANAGE_ETHICS_OFFICERS)
@posted_from("ethics_officers:designation-import")
def designation_import_confirm(request: SignedInRequest) -> HttpResponse:
    """Record exactly what the dry run has shown, as far as it still can be."""
    form = DesignationsConfirmationForm(request.POST, user=request.user)
    if not form.is_valid():
        refusal = next(str(error) for errors in form.errors.values() for error in errors)
        return _import_page(request, ImportForm(), refusal=refusal)
    outcomes = actions.designate_all(
        wanted=form.cleaned_data["sealed"], by=request.user, now=timezone.now()
    )
    recorded = sum(outcome.is_new for outcome in outcomes)
    messages.success(
        request,
        ngettext(
            "%(count)d designation is recorded.", "%(count)d designations are recorded.", recorded
        )
        % {"count": recorded},
    )
    for outcome in outcomes:
        if outcome.problem:  # What has changed since the dry run.
            messages.warning(request, outcome.problem)
    return redirect("ethics_officers:register")


@require_GET
@requires(Permission.MANAGE_ETHICS_OFFICERS)
def designation_template(request: SignedInRequest) -> HttpResponse:
    """The spreadsheet to fill in."""
    return HttpResponse(
        imports.template(),
        content_type=EXCEL,
        headers={
            "Content-Disposition": 'attachment; filename="designations.xlsx"',
            "Cache-Control": "no-store",
        },
    )


def _import_page(request: SignedInRequest, form: ImportForm, *, refusal: str = "") -> HttpResponse:
    return render(
        request,
        "ethics_officers/designation_import.html",
        {"form": form, "refusal": refusal},
        status=422 if form.errors or refusal else 200,
    )


def _dry_run_page(request: SignedInRequest, rows: list[imports.WantedRow]) -> HttpResponse:
    now = timezone.now()
    usable = [row for row in rows if row.wanted]
    wanted = [row.wanted for row in usable if row.wanted]
    outcomes = actions.designate_all(wanted=wanted, by=request.user, now=now, try_out=True)
    audit.looked(request.user, "ethics_officers.designations_tried", at=now, rows=len(rows))
    outcome_of = dict(zip((row.number for row in usable), outcomes, strict=True))
    results = [(row, outcome_of.get(row.number)) for row in rows]
    new = [row.wanted for row, outcome in results if row.wanted and outcome and outcome.is_new]
    sealed = DesignationsConfirmationForm.seal(request.user, new)
    return render(
        request,
        "ethics_officers/designation_import_confirm.html",
        {
            "form": DesignationsConfirmationForm(initial={"sealed": sealed}, user=request.user),
            "results": results,
            "new": len(new),
            "problems": sum(
                bool(row.problem or (outcome and outcome.problem)) for row, outcome in results
            ),
        },
    )
