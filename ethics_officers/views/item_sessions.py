"""The sessions, talks and publications that serve an item of a plan."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.days import day_of
from core.errors import RuleViolation
from ethics_officers import actions, permissions, queries
from ethics_officers.forms import PublicationLinkForm, SessionLinkForm
from ethics_officers.models import PlanItem, TalkRequest
from ethics_officers.views.tabs import programme
from people.access import SignedInRequest, requires
from people.roles import Permission


@require_GET
@requires(Permission.VIEW_OWN_PROGRAMME, Permission.VIEW_PROGRAMMES)
def item_sessions(request: SignedInRequest, item_id: int) -> HttpResponse:
    return _page(request, item_id)


@require_POST
@requires(Permission.MANAGE_OWN_PROGRAMME)
def session_link(request: SignedInRequest, item_id: int) -> HttpResponse:
    item = get_object_or_404(_own(request), pk=item_id)
    form = SessionLinkForm(request.POST, sessions=queries.sessions_to_serve(item))
    if form.is_valid():
        try:
            actions.link_session(
                item_id=item.pk,
                session_id=form.cleaned_data["session"].pk,
                by=request.user,
                now=timezone.now(),
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Linked. Its attendance counts for this item."))
            return redirect("ethics_officers:item-sessions", item.pk)
    return _page(request, item_id, link_form=form)


@require_POST
@requires(Permission.MANAGE_OWN_PROGRAMME)
def session_unlink(request: SignedInRequest, item_id: int, session_id: int) -> HttpResponse:
    item = get_object_or_404(_own(request), pk=item_id)
    try:
        actions.unlink_session(
            item_id=item.pk, session_id=session_id, by=request.user, now=timezone.now()
        )
    except RuleViolation as refusal:
        return _page(request, item_id, refusal=str(refusal))
    messages.success(request, _("No longer linked."))
    return redirect("ethics_officers:item-sessions", item.pk)


@require_POST
@requires(Permission.MANAGE_OWN_PROGRAMME)
def publication_link(request: SignedInRequest, item_id: int) -> HttpResponse:
    item = get_object_or_404(_own(request), pk=item_id)
    offered = queries.publications_to_serve(item, request.user)
    form = PublicationLinkForm(request.POST, publications=offered)
    if form.is_valid():
        try:
            actions.link_publication(
                item_id=item.pk,
                publication_id=form.cleaned_data["publication"].pk,
                by=request.user,
                now=timezone.now(),
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Linked. Who has read it counts for this item."))
            return redirect("ethics_officers:item-sessions", item.pk)
    return _page(request, item_id, publication_form=form)


@require_POST
@requires(Permission.MANAGE_OWN_PROGRAMME)
def publication_unlink(request: SignedInRequest, item_id: int, publication_id: int) -> HttpResponse:
    item = get_object_or_404(_own(request), pk=item_id)
    try:
        actions.unlink_publication(
            item_id=item.pk, publication_id=publication_id, by=request.user, now=timezone.now()
        )
    except RuleViolation as refusal:
        return _page(request, item_id, refusal=str(refusal))
    messages.success(request, _("No longer linked."))
    return redirect("ethics_officers:item-sessions", item.pk)


def _visible(request: SignedInRequest) -> QuerySet[PlanItem]:
    items = PlanItem.objects.visible_to(request.user)
    return items.select_related("plan__department", "topic", "closed_by__person")


def _own(request: SignedInRequest) -> QuerySet[PlanItem]:
    managed = request.user.departments_with(Permission.MANAGE_OWN_PROGRAMME)
    return _visible(request).filter(plan__department__in=managed)


def _page(
    request: SignedInRequest,
    item_id: int,
    *,
    link_form: SessionLinkForm | None = None,
    publication_form: PublicationLinkForm | None = None,
    refusal: str = "",
) -> HttpResponse:
    found = _visible(request).filter(pk=item_id)
    item = get_object_or_404(found)
    [read] = queries.with_sessions(found, item.plan.department)
    can_manage = permissions.can_manage_programme_of(request.user, item.plan.department)
    is_open = item.status in {PlanItem.Status.PLANNED, PlanItem.Status.UNDER_WAY}
    requests = TalkRequest.objects.visible_to(request.user).filter(item=item)
    still_open = [TalkRequest.Status.ASKED, TalkRequest.Status.ANSWERED]
    linkable = queries.sessions_to_serve(item).exclude(plan_item_links__item=item)
    publications = queries.publications_of(item, request.user)
    circulated = queries.publications_to_serve(item, request.user).exclude(
        pk__in=[publication.pk for publication in publications]
    )
    return render(
        request,
        "ethics_officers/item_sessions.html",
        {
            **programme(request, item.plan.department, "plan"),
            "item": read,
            "requests": requests.select_related("asked_of", "topic", "session").order_by(
                "-asked_at", "pk"
            ),
            "made_by_request": set(requests.values_list("session_id", flat=True)),
            "can_manage": can_manage and is_open,
            "can_ask": can_manage
            and is_open
            and not requests.filter(status__in=still_open).exists(),
            "is_to_close": can_manage
            and queries.items_to_close(found, day_of(timezone.now())).exists(),
            "link_form": link_form or SessionLinkForm(sessions=linkable),
            "has_linkable": linkable.exists(),
            "publications": publications,
            "publication_form": publication_form or PublicationLinkForm(publications=circulated),
            "has_circulated": circulated.exists(),
            "can_see_schedule": request.user.has(Permission.VIEW_SCHEDULE),
            "refusal": refusal,
        },
        status=422 if link_form or publication_form or refusal else 200,
    )
