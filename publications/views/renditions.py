"""Files, links and texts of an edition in the making."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import RuleViolation
from core.files import accepted_suffixes, takes_large_files
from core.forms import Form
from core.models import StoredFile
from core.pages import posted, told
from people.access import SignedInRequest, posted_from, requires
from people.roles import Permission
from publications import actions, queries
from publications.actions import RENDITION_KINDS
from publications.forms import AlternativeTextForm, ExemptionForm, RenditionForm
from publications.models import Publication, Rendition
from publications.views.loading import (
    edition_to_change,
    form_page,
    rendition_to_change,
    to_edition,
)


@takes_large_files
@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_LIBRARY)
def rendition_add(request: SignedInRequest, publication_id: int, number: int) -> HttpResponse:
    """Add a rendition; a file that was taken is kept though the rest of the form be refused."""
    edition = edition_to_change(request, publication_id, number)
    kept, refusal = _file_of(request, edition.publication)
    form = RenditionForm(posted(request), kept=kept, refusal=refusal)
    if form.is_valid():
        try:
            rendition = actions.add_rendition(
                edition_id=edition.pk, facts=form.facts(), by=request.user, now=timezone.now()
            )
        except RuleViolation as not_taken:
            form.add_error(None, str(not_taken))
        else:
            messages.success(request, _("It is added."))
            _tell_where_the_same_is(request, rendition)
            return to_edition(edition)
    return form_page(
        request,
        "publications/rendition_add.html",
        form,
        {
            "publication": edition.publication,
            "edition": edition,
            "kept": kept,
            "accept": accepted_suffixes(set(RENDITION_KINDS.values())),
            "largest": max(settings.LARGEST_FILES[kind] for kind in RENDITION_KINDS.values()),
        },
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_LIBRARY)
def rendition_describe(request: SignedInRequest, rendition_id: int) -> HttpResponse:
    """Say what an image shows."""
    rendition = rendition_to_change(request, rendition_id)
    initial = {"alternative_text": rendition.alternative_text}
    form = AlternativeTextForm(posted(request), initial=initial)
    if form.is_valid():
        try:
            actions.change_alternative_text(
                rendition_id=rendition.pk,
                alternative_text=form.cleaned_data["alternative_text"],
                by=request.user,
                now=timezone.now(),
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The alternative text is saved."))
            return to_edition(rendition.edition)
    return _rendition_form(request, "publications/rendition_describe.html", rendition, form)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_LIBRARY)
def rendition_exempt(request: SignedInRequest, rendition_id: int) -> HttpResponse:
    """Write down why a rendition is published though it keeps some readers out."""
    rendition = rendition_to_change(request, rendition_id)
    form = ExemptionForm(posted(request), initial={"reason": rendition.exemption_reason})
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            actions.exempt_rendition(
                rendition_id=rendition.pk,
                reason=reason,
                by=request.user,
                now=timezone.now(),
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("The reason is saved.") if reason else _("It has no exemption now.")
            )
            return to_edition(rendition.edition)
    return _rendition_form(request, "publications/rendition_exempt.html", rendition, form)


@requires(Permission.MANAGE_LIBRARY)
@posted_from("publications:rendition-describe")
def rendition_remove(request: SignedInRequest, rendition_id: int) -> HttpResponse:
    rendition = rendition_to_change(request, rendition_id)
    with told(request, _("It is removed.")):
        actions.remove_rendition(rendition_id=rendition.pk, by=request.user, now=timezone.now())
    return to_edition(rendition.edition)


def _tell_where_the_same_is(request: SignedInRequest, rendition: Rendition) -> None:
    """The same file may be meant to be in two places; whoever adds it knows, once told."""
    if rendition.stored is None:
        return
    same = queries.same_file(rendition.stored, request.user)
    others = [each for each in same if each != rendition]
    if others:
        messages.warning(
            request,
            _(
                "The same file is already in “%(title)s”, edition %(number)s. "
                "Remove one of them if it is not needed twice."
            )
            % {"title": others[0].edition.publication.title, "number": others[0].edition.number},
        )


def _rendition_form(
    request: SignedInRequest, template: str, rendition: Rendition, form: Form
) -> HttpResponse:
    edition = rendition.edition
    context = {"rendition": rendition, "edition": edition, "publication": edition.publication}
    return form_page(request, template, form, context)


def _file_of(request: SignedInRequest, publication: Publication) -> tuple[StoredFile | None, str]:
    """Keep the file that came with the form, or find the one it names; say why it is not taken."""
    named = request.POST.get("stored", "")
    own = StoredFile.objects.visible_to(request.user)
    kept = own.filter(pk=named).first() if named.isdecimal() and len(named) < 19 else None
    upload = request.FILES.get("upload")
    if upload is None:
        return kept, ""
    try:
        stored = actions.keep_rendition_file(
            publication=publication, upload=upload, by=request.user, now=timezone.now()
        )
    except RuleViolation as refusal:
        sentence = _("%(file)s: %(reason)s") % {"file": upload.name, "reason": refusal}
        return kept, sentence
    return stored, ""
