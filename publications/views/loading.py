"""Finding what an address names, within what its reader may see and change."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from core.versions import Stale, as_meant, differences
from people.access import SignedInRequest
from publications import permissions
from publications.models import Edition, EditionReview, Publication, Rendition


def publication_or_404(request: SignedInRequest, publication_id: int) -> Publication:
    return get_object_or_404(
        Publication.objects.visible_to(request.user).select_related("audience", "changed_by"),
        pk=publication_id,
    )


def publication_to_change(request: SignedInRequest, publication_id: int) -> Publication:
    """Give a publication to those who write it; 403 to the other body's staff."""
    publication = publication_or_404(request, publication_id)
    permissions.check_can_change(request.user, publication)
    return publication


def edition_to_change(request: SignedInRequest, publication_id: int, number: int) -> Edition:
    publication = publication_to_change(request, publication_id)
    edition = get_object_or_404(publication.editions.select_related("changed_by"), number=number)
    edition.publication = publication
    return edition


def rendition_to_change(request: SignedInRequest, rendition_id: int) -> Rendition:
    renditions = Rendition.objects.visible_to(request.user)
    rendition = get_object_or_404(
        renditions.select_related("edition__publication", "stored"), pk=rendition_id
    )
    permissions.check_can_change(request.user, rendition.edition.publication)
    return rendition


def review_or_404(request: SignedInRequest, review_id: int) -> EditionReview:
    reviews = EditionReview.objects.visible_to(request.user)
    return get_object_or_404(
        reviews.select_related("edition__publication", "asked_by__person", "answered_by__person"),
        pk=review_id,
    )


def to_edition(edition: Edition) -> HttpResponse:
    """Lead to the page of an edition."""
    return redirect("publications:edition-detail", edition.publication_id, edition.number)


def form_page(
    request: SignedInRequest,
    template: str,
    form: Any,
    context: dict[str, Any],
    stale: Stale | None = None,
) -> HttpResponse:
    """Show a form, and what differs from what is saved where somebody saved it meanwhile."""
    differing = list(differences(form)) if stale else []
    return render(
        request,
        template,
        {"form": form, "stale": stale, "differences": differing, **context},
        status=422 if form.errors or stale else 200,
    )


def posted_version(request: SignedInRequest) -> Any:
    """What was posted; overwriting what one has seen saved counts as opened with that version."""
    return as_meant(request.POST) if request.method == "POST" else None
