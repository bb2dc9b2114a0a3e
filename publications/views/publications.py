"""The page of a publication: what it says, in which languages, and its earlier editions."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core.days import day_of
from core.translated import current_language
from people.access import SignedInRequest, requires
from people.roles import Permission
from publications import permissions, queries, rules
from publications.models import Edition, Publication
from publications.queries import copies
from publications.queries.recordings import recordings_of
from publications.uses import uses_of
from publications.views.reading import asking_panel


@require_GET
@requires(Permission.READ_PUBLICATIONS)
def publication_detail(request: SignedInRequest, publication_id: int) -> HttpResponse:
    """The one address of a publication, which always serves its newest edition."""
    publication = _publication(request, publication_id)
    edition = queries.edition_shown(publication, request.user, timezone.now())
    return _page(request, publication, edition)


@require_GET
@requires(Permission.READ_PUBLICATIONS)
def edition_detail(request: SignedInRequest, publication_id: int, number: int) -> HttpResponse:
    """One edition, for staff; readers who followed an old address are led to its successor."""
    publication = _publication(request, publication_id)
    edition = get_object_or_404(publication.editions.all(), number=number)
    if request.user.has(Permission.VIEW_LIBRARY):
        return _page(request, publication, edition)
    now = timezone.now()
    newest = queries.newest_published(publication, now)
    if newest is None or edition.publish_at is None or edition.publish_at > now:
        raise Http404
    if edition != newest:
        messages.info(
            request,
            _("Edition %(old)s has been replaced. This is edition %(new)s.")
            % {"old": edition.number, "new": newest.number},
        )
    return redirect("publications:publication-detail", publication.pk)


def _publication(request: SignedInRequest, publication_id: int) -> Publication:
    publications = Publication.objects.visible_to(request.user).select_related(
        "audience", "owner__person"
    )
    publications = publications.prefetch_related("topics", "audience__departments")
    return get_object_or_404(publications, pk=publication_id)


def _page(
    request: SignedInRequest, publication: Publication, edition: Edition | None
) -> HttpResponse:
    is_staff = request.user.has(Permission.VIEW_LIBRARY)
    now = timezone.now()
    renditions = queries.renditions_by_language(edition, current_language()) if edition else []
    return render(
        request,
        "publications/publication_detail.html",
        {
            **asking_panel(request, publication, edition, renditions, now=now),
            "publication": publication,
            "edition": edition,
            "standing": edition.standing(now) if edition else None,
            "renditions": renditions,
            "recordings": (
                recordings_of(
                    edition,
                    getattr(request.user, "person", None),
                    current_language(),
                    _asked(request),
                )
                if edition
                else []
            ),
            "is_staff": is_staff,
            **(_for_staff(request, publication, edition) if is_staff else {}),
            "printed": copies.printed_of(request.user, edition),
            "newest": queries.newest_published(publication, now) if is_staff else edition,
            "editions": queries.editions_with_standing(publication, now) if is_staff else [],
        },
    )


def _for_staff(
    request: SignedInRequest, publication: Publication, edition: Edition | None
) -> dict[str, Any]:
    can_change = permissions.can_change(request.user, publication)
    return {
        "can_change": can_change,
        "rights_have_ended": not publication.is_within_rights(day_of(timezone.now())),
        "uses": uses_of(publication),
        "can_begin": queries.next_can_begin(publication),
        "reviews": list(queries.reviews_of(edition)) if edition else [],
        "obstacles": rules.obstacles(edition) if edition and can_change else [],
    }


def _asked(request: SignedInRequest) -> tuple[int, int] | None:
    """Give the rendition, and the second of it, that an address asks to start at."""
    rendition, second = request.GET.get("rendition", ""), request.GET.get("at", "")
    if not (rendition.isdecimal() and second.isdecimal()):
        return None
    return int(rendition[:18]), int(second[:6])
