"""Adding titles to the library, correcting, archiving and deleting them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from core.days import day_of
from core.errors import RuleViolation
from core.forms import Form
from core.pages import posted
from core.versions import Stale
from people.access import SignedInRequest, posted_from, requires
from people.roles import Permission
from publications import actions
from publications.forms import PublicationForm, values_of_publication
from publications.rules import check_can_be_deleted
from publications.uses import uses_of
from publications.views.loading import form_page, posted_version, publication_to_change


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_LIBRARY)
def publication_create(request: SignedInRequest) -> HttpResponse:
    now = timezone.now()
    form = PublicationForm(
        posted(request),
        initial={"owner": request.user.pk},
        user=request.user,
        today=day_of(now),
    )
    if form.is_valid():
        publication = actions.create_publication(facts=form.facts(), by=request.user, now=now)
        messages.success(request, _("It is saved as a draft. Add what there is to read."))
        return redirect("publications:publication-detail", publication.pk)
    return form_page(request, "publications/publication_form.html", form, {})


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_LIBRARY)
def publication_edit(request: SignedInRequest, publication_id: int) -> HttpResponse:
    publication = publication_to_change(request, publication_id)
    now = timezone.now()
    form = PublicationForm(
        posted_version(request),
        initial=values_of_publication(publication),
        user=request.user,
        today=day_of(now),
    )
    stale = None
    if form.is_valid():
        try:
            actions.change_publication(
                publication_id=publication.pk,
                facts=form.facts(),
                version=form.opened_version,
                by=request.user,
                now=now,
            )
        except Stale as refusal:
            stale = refusal
        else:
            messages.success(request, _("The publication is saved."))
            return redirect("publications:publication-detail", publication.pk)
    return form_page(
        request,
        "publications/publication_form.html",
        form,
        {"publication": publication},
        stale,
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_LIBRARY)
def publication_archive(request: SignedInRequest, publication_id: int) -> HttpResponse:
    """Ask whether to archive a title, saying what uses it; then do so."""
    publication = publication_to_change(request, publication_id)
    form = Form(posted(request))
    if form.is_valid():
        try:
            actions.archive_publication(
                publication_id=publication.pk, by=request.user, now=timezone.now()
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The publication is archived."))
            return redirect("publications:publication-detail", publication.pk)
    uses = uses_of(publication)
    consequences = ngettext(
        "Readers no longer see it; all of it is kept, and can be brought back. "
        "%(number)s thing uses it and keeps doing so.",
        "Readers no longer see it; all of it is kept, and can be brought back. "
        "%(number)s things use it and keep doing so.",
        len(uses),
    ) % {"number": len(uses)}
    if not uses:
        consequences = _("Readers no longer see it; all of it is kept, and can be brought back.")
    return form_page(
        request,
        "publications/publication_archive.html",
        form,
        {"publication": publication, "uses": uses, "consequences": consequences},
    )


@requires(Permission.MANAGE_LIBRARY)
@posted_from("publications:publication-detail")
def publication_restore(request: SignedInRequest, publication_id: int) -> HttpResponse:
    publication = publication_to_change(request, publication_id)
    actions.restore_publication(publication_id=publication.pk, by=request.user, now=timezone.now())
    messages.success(request, _("The publication is back in the library."))
    return redirect("publications:publication-detail", publication.pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_LIBRARY)
def publication_delete(request: SignedInRequest, publication_id: int) -> HttpResponse:
    """Ask whether to delete a draft, saying what goes with it; then do so."""
    publication = publication_to_change(request, publication_id)
    if request.method == "GET":
        try:
            check_can_be_deleted(publication)
        except RuleViolation as refusal:
            messages.error(request, str(refusal))
            return redirect("publications:publication-detail", publication.pk)
    form = Form(posted(request))
    if form.is_valid():
        try:
            actions.delete_publication(
                publication_id=publication.pk, by=request.user, now=timezone.now()
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The draft is deleted."))
            return redirect("publications:making-list")
    return form_page(
        request, "publications/publication_delete.html", form, {"publication": publication}
    )
