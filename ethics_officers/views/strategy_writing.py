"""Writing a strategy in the browser, and keeping it as a document."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import RuleViolation
from core.versions import Stale, as_meant
from ethics_officers import actions, queries
from ethics_officers.forms import StrategyDocumentForm, StrategyForm, rows_rearranged
from ethics_officers.models import StrategyVersion
from ethics_officers.queries import StrategyChanges
from ethics_officers.views.strategies import managed, version_page
from ethics_officers.views.tabs import programme
from people.access import SignedInRequest, requires
from people.roles import Permission


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_OWN_PROGRAMME)
def strategy_edit(request: SignedInRequest, version_id: int) -> HttpResponse:
    """Write a draft; buttons in the form add, remove and move its rows without a script."""
    version = get_object_or_404(managed(request), pk=version_id)
    if request.method == "GET":
        return _page(request, version, StrategyForm(version=version))
    if data := rows_rearranged(request.POST):
        return _page(request, version, StrategyForm.as_typed(data, version=version))
    form = StrategyForm(as_meant(request.POST), version=version)
    stale = changes = None
    if form.is_valid():
        try:
            actions.write_strategy(
                version_id=version.pk,
                text=form.text(),
                opened=form.opened_version,
                by=request.user,
                now=timezone.now(),
            )
        except Stale as refusal:
            stale, version = refusal, managed(request).get(pk=version.pk)
            saved = queries.wording_of(version)
            changes = queries.changes_between(saved, form.wording(saved.document))
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("ethics_officers:strategy-version", version.pk)
    return _page(request, version, form, stale=stale, changes=changes, status=422)


@require_POST
@requires(Permission.MANAGE_OWN_PROGRAMME)
def strategy_document_change(request: SignedInRequest, version_id: int) -> HttpResponse:
    """Keep a document with a draft, in place of the one before; or take it away."""
    version = get_object_or_404(managed(request), pk=version_id)
    upload = None
    if "remove" not in request.POST:
        form = StrategyDocumentForm(request.POST, request.FILES)
        if not form.is_valid():
            return version_page(request, version, document_form=form)
        upload = form.cleaned_data["document"]
    try:
        actions.change_strategy_document(
            version_id=version.pk, upload=upload, by=request.user, now=timezone.now()
        )
    except RuleViolation as refusal:
        return version_page(request, version, refusal=str(refusal))
    messages.success(request, _("Saved."))
    return redirect("ethics_officers:strategy-version", version.pk)


def _page(
    request: SignedInRequest,
    version: StrategyVersion,
    form: StrategyForm,
    *,
    stale: Stale | None = None,
    changes: StrategyChanges | None = None,
    status: int = 200,
) -> HttpResponse:
    return render(
        request,
        "ethics_officers/strategy_form.html",
        {
            **programme(request, version.strategy.department, "strategy"),
            "version": version,
            "form": form,
            "stale": stale,
            "changes": changes,
        },
        status=status,
    )
