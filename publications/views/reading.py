"""What one is asked to read: on the page of the publication, and all of it as a list."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core.days import day_of
from core.exports import as_file, format_asked
from core.pages import told
from people.access import SignedInRequest, posted_from, requires
from people.roles import Permission
from publications.actions import acknowledging as actions
from publications.exports import acknowledgement_columns
from publications.forms.reading import AcknowledgementForm, AcknowledgementPostForm
from publications.models import Acknowledgement, Edition, Publication, Rendition
from publications.permissions import circulations as permissions
from publications.queries import circulations as queries
from publications.queries.reading import as_asked


def asking_panel(
    request: SignedInRequest,
    publication: Publication,
    edition: Edition | None,
    renditions: list[tuple[Any, list[Rendition]]],
    *,
    now: dt.datetime,
) -> dict[str, Any]:
    """Give what the page of a publication says of its circulations, and note that it is open.

    This page is where the mails lead, so whoever is asked and sees the edition has opened it.
    """
    if edition is None or not edition.is_published(now):
        return {}
    can_circulate = permissions.can_circulate(request.user)
    recipients = queries.asking(request.user, publication)
    asking = as_asked(recipients)
    if asking is None:
        return {"can_circulate": can_circulate}
    actions.note_opened(recipients, now=now)
    flat = [rendition for _language, group in renditions for rendition in group]
    return {
        "can_circulate": can_circulate,
        "asking": asking,
        "is_late": asking.is_late(now),
        "acknowledgement_form": AcknowledgementForm(renditions=flat),
    }


@requires(Permission.READ_PUBLICATIONS)
@posted_from("publications:publication-detail")
def acknowledge(request: SignedInRequest, publication_id: int) -> HttpResponse:
    """Acknowledge what was read. A refusal leads back to the page, which shows what is new."""
    publication = get_object_or_404(Publication.objects.visible_to(request.user), pk=publication_id)
    form = AcknowledgementPostForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose in which language you have read it, then confirm."))
        return redirect("publications:publication-detail", publication.pk)
    get_object_or_404(Rendition, pk=form.rendition_id(), edition__publication=publication)
    with told(request, _("Thank you. That you have read it is kept in My reading.")):
        actions.acknowledge(
            publication_id=publication.pk,
            rendition_id=form.rendition_id(),
            sha256=form.sha256(),
            by=request.user,
            now=timezone.now(),
        )
    return redirect("publications:publication-detail", publication.pk)


@require_GET
@requires(Permission.READ_PUBLICATIONS)
def my_reading(request: SignedInRequest) -> HttpResponseBase:
    """What one is asked to read and has read, with the proof of it, to print or take along."""
    now = timezone.now()
    person = getattr(request.user, "person", None)
    read = (
        Acknowledgement.objects.filter(person=person)
        .select_related("edition__publication")
        .order_by("-acknowledged_at", "-pk")
    )
    if file_format := format_asked(request):
        columns = acknowledgement_columns()
        return as_file(file_format, name="my-reading", columns=columns, rows=read, now=now)
    return render(
        request,
        "publications/my_reading.html",
        {
            "person": person,
            "to_read": queries.to_read(person) if person else [],
            "read": read,
            "today": day_of(now),
        },
    )
