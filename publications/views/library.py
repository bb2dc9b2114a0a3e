"""The library of publications, and the search in what they say."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from core import audit
from core.exports import FileFormat, as_file, format_asked
from core.pages import page_or_part
from core.paging import counted_page
from people.access import SignedInRequest, requires
from people.roles import Permission
from publications import permissions
from publications.exports import library_columns
from publications.filters import PublicationFilter
from publications.models import Publication, PublicationTopic
from publications.queries.library import library_items
from publications.views.copies_pages import copies_page
from publications.views.rows import rows_of

PUBLICATIONS_ON_A_PAGE = 25


@require_GET
@requires(Permission.READ_PUBLICATIONS)
def library(request: SignedInRequest) -> HttpResponseBase:
    now = timezone.now()
    user = request.user
    publications = Publication.objects.visible_to(user)
    found = PublicationFilter(request.GET, publications, user=user, now=now)
    if (file_format := format_asked(request)) and found.is_valid():
        return _as_file(request, found, file_format)
    # Counted narrow: what is shown of each is read for those of the page alone.
    page = counted_page(
        found.found.only("pk"), request.GET.get("page"), size=PUBLICATIONS_ON_A_PAGE
    )
    items = library_items(
        [row.pk for row in page], words=found.words, topics=found.topics, user=user, now=now
    )
    template = page_or_part(request, "publications/library.html")
    context = {
        "filter": found,
        "page": page,
        "rows": rows_of(items, words=found.words, now=now),
        "can_see_all": permissions.can_see_all(user),
        "sees_circulations": user.has(Permission.VIEW_LIBRARY)
        or user.has(Permission.VIEW_OWN_DEPARTMENT),
        "copies_page": copies_page(request),
    }
    return render(request, template, context)


def _as_file(
    request: SignedInRequest, found: PublicationFilter, file_format: FileFormat
) -> HttpResponseBase:
    now = timezone.now()
    topics = PublicationTopic.objects.filter(publication=OuterRef("pk")).order_by("topic")
    audit.record(
        request.user,
        "publications.library_exported",
        at=now,
        format=file_format,
        found=found.qs.count(),
    )
    return as_file(
        file_format,
        name="publications",
        columns=library_columns(found.topics),
        rows=found.found.annotate(topic_ids=ArraySubquery(topics.values("topic"))),
        now=now,
    )
