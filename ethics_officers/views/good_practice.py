"""Good practice: what departments share with the network, and what others say of it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import RuleViolation
from core.pages import page_or_part, posted
from ethics_officers import actions, permissions, queries
from ethics_officers.filters import GoodPracticeFilter
from ethics_officers.forms import CommentForm, SharingForm
from ethics_officers.models import Activity
from ethics_officers.views.network_tabs import in_network
from ethics_officers.views.tabs import programme
from people.access import SignedInRequest, requires
from people.roles import Permission

ROWS_ON_A_PAGE = 20


@require_GET
@requires(Permission.USE_NETWORK, Permission.VIEW_PROGRAMMES)
def good_practice_list(request: SignedInRequest) -> HttpResponse:
    found = GoodPracticeFilter(request.GET, queries.good_practice())
    page = Paginator(found.qs, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        page_or_part(request, "ethics_officers/good_practice_list.html"),
        {**in_network(request, "good-practice"), "filter": found, "page": page},
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.USE_NETWORK, Permission.VIEW_PROGRAMMES)
def good_practice_detail(request: SignedInRequest, activity_id: int) -> HttpResponse:
    activity = get_object_or_404(queries.good_practice(), pk=activity_id)
    if request.method == "POST":
        permissions.check_can_use_network(request.user)
    form = CommentForm(posted(request))
    if form.is_valid():
        try:
            actions.comment_on_good_practice(
                activity_id=activity.pk,
                text=form.cleaned_data["text"],
                by=request.user,
                now=timezone.now(),
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your comment is published to the network."))
            return redirect("ethics_officers:good-practice-detail", activity.pk)
    return render(
        request,
        "ethics_officers/good_practice_detail.html",
        {
            "activity": activity,
            "reach": activity.reach.all(),
            "evidence": activity.evidence.shared().select_related("stored"),
            "comments": activity.comments.select_related("written_by__person"),
            "is_own": permissions.can_view_programme_of(request.user, activity.department),
            "form": form,
            **in_network(request, "good-practice"),
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_OWN_PROGRAMME)
def activity_share(request: SignedInRequest, activity_id: int) -> HttpResponse:
    activity = get_object_or_404(
        Activity.objects.in_log_of(request.user).select_related("department"), pk=activity_id
    )
    permissions.check_can_manage_programme_of(request.user, activity.department)
    form = SharingForm(posted(request), activity=activity)
    if form.is_valid():
        try:
            actions.share_activity(
                activity_id=activity.pk,
                evidence_ids=[each.pk for each in form.cleaned_data.get("evidence", ())],
                by=request.user,
                now=timezone.now(),
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The activity is shared with the network."))
            return redirect("ethics_officers:good-practice-detail", activity.pk)
    return render(
        request,
        "ethics_officers/activity_share.html",
        {
            **programme(request, activity.department, "activities"),
            "activity": activity,
            "form": form,
        },
        status=422 if form.errors else 200,
    )


@require_POST
@requires(Permission.MANAGE_OWN_PROGRAMME)
def activity_unshare(request: SignedInRequest, activity_id: int) -> HttpResponse:
    activity = get_object_or_404(Activity.objects.in_log_of(request.user), pk=activity_id)
    actions.unshare_activity(activity_id=activity.pk, by=request.user, now=timezone.now())
    messages.success(request, _("The activity is no longer shared with the network."))
    return redirect("ethics_officers:activity-detail", activity.pk)
