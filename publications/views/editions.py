"""Beginning the next edition, writing, discarding and reopening it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import RuleViolation
from core.forms import Form
from core.pages import posted, told
from core.versions import Stale
from people.access import SignedInRequest, posted_from, requires
from people.roles import Permission
from publications import actions
from publications.forms import EditionForm, values_of_edition
from publications.views.loading import (
    edition_to_change,
    form_page,
    posted_version,
    publication_to_change,
    to_edition,
)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_LIBRARY)
def edition_create(request: SignedInRequest, publication_id: int) -> HttpResponse:
    publication = publication_to_change(request, publication_id)
    form = EditionForm(posted(request), is_first=False)
    if form.is_valid():
        try:
            edition = actions.begin_edition(
                publication_id=publication.pk,
                facts=form.facts(),
                by=request.user,
                now=timezone.now(),
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The edition is begun. Add what there is to read."))
            return to_edition(edition)
    return form_page(request, "publications/edition_form.html", form, {"publication": publication})


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_LIBRARY)
def edition_edit(request: SignedInRequest, publication_id: int, number: int) -> HttpResponse:
    edition = edition_to_change(request, publication_id, number)
    form = EditionForm(
        posted_version(request),
        initial=values_of_edition(edition),
        is_first=edition.change == edition.Change.FIRST,
    )
    stale = None
    if form.is_valid():
        try:
            actions.change_edition(
                edition_id=edition.pk,
                facts=form.facts(),
                version=form.opened_version,
                by=request.user,
                now=timezone.now(),
            )
        except Stale as refusal:
            stale = refusal
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The edition is saved."))
            return to_edition(edition)
    return form_page(
        request,
        "publications/edition_form.html",
        form,
        {"publication": edition.publication, "edition": edition},
        stale,
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_LIBRARY)
def edition_discard(request: SignedInRequest, publication_id: int, number: int) -> HttpResponse:
    edition = edition_to_change(request, publication_id, number)
    form = Form(posted(request))
    if form.is_valid():
        try:
            publication = actions.discard_edition(
                edition_id=edition.pk, by=request.user, now=timezone.now()
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The edition is discarded."))
            return redirect("publications:publication-detail", publication.pk)
    return form_page(
        request,
        "publications/edition_discard.html",
        form,
        {"publication": edition.publication, "edition": edition},
    )


@requires(Permission.MANAGE_LIBRARY)
@posted_from("publications:edition-detail")
def edition_reopen(request: SignedInRequest, publication_id: int, number: int) -> HttpResponse:
    edition = edition_to_change(request, publication_id, number)
    with told(request, _("The edition is a draft again.")):
        actions.reopen_edition(edition_id=edition.pk, by=request.user, now=timezone.now())
    return to_edition(edition)
