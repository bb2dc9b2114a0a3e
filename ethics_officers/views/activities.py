"""The activity log of a department: entering, finding, changing."""

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet, Sum
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from core import audit
from core.days import day_of
from core.errors import RuleViolation
from core.exports import FileFormat, as_file, format_asked
from core.pages import page_or_part, posted
from core.versions import Stale, as_meant, differences
from ethics_officers import actions, permissions, queries
from ethics_officers.exports import activity_columns
from ethics_officers.filters import ActivityFilter
from ethics_officers.forms import EditForm, EntryForm, LogForm, WithdrawalForm, told_of
from ethics_officers.models import Activity, PlanItem
from ethics_officers.rules import KeyUsed
from ethics_officers.views.evidence import FilesOfForm, files_of
from ethics_officers.views.tabs import department_or_404, programme
from people.access import SignedInRequest, requires
from people.models import Department
from people.roles import Permission
from publications.models import Publication

ACTIVITIES_ON_A_PAGE = 20

# What can be pressed on the form beside the button that logs.
_KEEP_FILES, _UNLINK = "files", "unlink"


@require_GET
@requires(Permission.VIEW_OWN_PROGRAMME, Permission.VIEW_PROGRAMMES)
def activity_list(request: SignedInRequest, department_id: int) -> HttpResponseBase:
    department = department_or_404(request, department_id)
    now = timezone.now()
    log = queries.with_figures(
        Activity.objects.in_log_of(request.user).filter(department=department)
    )
    found = ActivityFilter(request.GET, log, department=department)
    if (file_format := format_asked(request)) and found.is_valid():
        return _as_file(request, department, found, file_format, now)
    rows = found.qs.select_related("topic", "item", "publication", "session")
    page = Paginator(rows, ACTIVITIES_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": found,
        "page": page,
        "figures": _figures(found.qs),
        "department": department,
        "can_manage": permissions.can_manage_programme_of(request.user, department),
        "in_network": permissions.can_use_network(request.user),
    }
    if not request.htmx or request.htmx.boosted:
        context |= programme(request, department, "activities")
    return render(request, page_or_part(request, "ethics_officers/activity_list.html"), context)


def _figures(found: QuerySet[Any]) -> dict[str, int]:
    standing = found.filter(withdrawn_at__isnull=True).order_by()
    sums = standing.aggregate(Count("pk"), Sum("attendances"), Sum("persons"))
    return {
        "activities": sums["pk__count"],
        "attendances": sums["attendances__sum"] or 0,
        "persons": sums["persons__sum"] or 0,
    }


def _as_file(
    request: SignedInRequest,
    department: Department,
    found: ActivityFilter,
    file_format: FileFormat,
    now: dt.datetime,
) -> HttpResponseBase:
    audit.record(
        request.user,
        "ethics_officers.activities_exported",
        department,
        at=now,
        format=file_format,
        filter=found.summary(),
        found=found.qs.count(),
    )
    return as_file(
        file_format,
        name=f"activities-{department.code.lower()}",
        columns=activity_columns(),
        rows=found.qs,
        now=now,
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_OWN_PROGRAMME)
def activity_create(request: SignedInRequest, department_id: int) -> HttpResponse:
    department = department_or_404(request, department_id)
    permissions.check_can_manage_programme_of(request.user, department)
    now = timezone.now()
    today = day_of(now)
    options: dict[str, Any] = {"department": department, "today": today, "user": request.user}
    if request.htmx and request.htmx.target == "likeness":
        return _likeness(request, department, EntryForm(request.GET, **options))
    files = files_of(request, department, now)
    if shown := _as_typed(request):
        form = LogForm(shown, as_typed=True, **options)
        return _form_page(request, department, form, files)
    item = _item_asked_for(request, department)
    initial = {
        "happened_on": today,
        "kind": item.kind if item else queries.last_kind(department, request.user),
        "item": item,
        "topic": item.topic_id if item else None,
    }
    form = LogForm(posted(request), initial=initial, **options)
    if form.is_valid() and not files.refusals:
        try:
            activity = actions.log_activity(
                department_id=department.pk,
                key=form.cleaned_data["key"],
                entry=form.entry(),
                attachments=files.attachments,
                closes_item=form.cleaned_data["closes_item"],
                by=request.user,
                now=now,
            )
        except KeyUsed as refusal:
            data = request.POST.copy()
            data["key"] = str(uuid.uuid4())  # So that pressing the button once more is meant.
            form = LogForm(data, as_typed=True, **options)
            form.add_error(None, str(refusal))
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The activity is logged."))
            return redirect("ethics_officers:activity-detail", activity.pk)
    return _form_page(request, department, form, files)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_OWN_PROGRAMME)
def activity_edit(request: SignedInRequest, activity_id: int) -> HttpResponse:
    activity = _of_log(request, activity_id)
    department = activity.department
    permissions.check_can_manage_programme_of(request.user, department)
    now = timezone.now()
    options: dict[str, Any] = {
        "department": department, "today": day_of(now), "user": request.user, "activity": activity,
    }  # fmt: skip
    if request.htmx and request.htmx.target == "likeness":
        form = EditForm(request.GET, initial=told_of(activity), **options)
        return _likeness(request, department, form)
    if shown := _as_typed(request):
        form = EditForm(shown, as_typed=True, **options)
        return _form_page(request, department, form, None)
    data = as_meant(request.POST) if request.method == "POST" else None
    form = EditForm(data, initial=told_of(activity), **options)
    if form.is_valid():
        try:
            actions.edit_activity(
                activity_id=activity.pk,
                version=form.opened_version,
                entry=form.entry(),
                closes_item=form.cleaned_data["closes_item"],
                by=request.user,
                now=now,
            )
        except Stale as refusal:
            activity.refresh_from_db()
            form = EditForm(request.POST, initial=told_of(activity), **options)
            return _form_page(request, department, form, None, stale=refusal)
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The activity is saved."))
            return redirect("ethics_officers:activity-detail", activity.pk)
    return _form_page(request, department, form, None)


@require_GET
@requires(Permission.VIEW_OWN_PROGRAMME, Permission.VIEW_PROGRAMMES)
def activity_detail(request: SignedInRequest, activity_id: int) -> HttpResponse:
    activity = _of_log(request, activity_id)
    return render(
        request,
        "ethics_officers/activity_detail.html",
        {
            **programme(request, activity.department, "activities"),
            "activity": activity,
            "reach": activity.reach.all(),
            "evidence": activity.evidence.standing().select_related("stored"),
            "files": FilesOfForm(),
            "can_manage": permissions.can_manage_programme_of(request.user, activity.department),
            "can_see_session": request.user.has(Permission.VIEW_SCHEDULE),
            "can_see_publication": Publication.objects.visible_to(request.user)
            .filter(pk=activity.publication_id)
            .exists(),
        },
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_OWN_PROGRAMME)
def activity_withdraw(request: SignedInRequest, activity_id: int) -> HttpResponse:
    activity = _of_log(request, activity_id)
    permissions.check_can_manage_programme_of(request.user, activity.department)
    form = WithdrawalForm(posted(request))
    if form.is_valid():
        actions.withdraw_activity(
            activity_id=activity.pk,
            reason=form.cleaned_data["reason"],
            by=request.user,
            now=timezone.now(),
        )
        messages.success(request, _("The activity is withdrawn, and no figure counts it."))
        return redirect("ethics_officers:activity-detail", activity.pk)
    if activity.files:
        consequences = ngettext(
            "The activity leaves the log and all figures; %(number)s file is no longer shown. "
            "It is kept with your reason.",
            "The activity leaves the log and all figures; %(number)s files are no longer shown. "
            "It is kept with your reason.",
            activity.files,
        ) % {"number": activity.files}
    else:
        consequences = _(
            "The activity leaves the log and all figures. It is kept with your reason."
        )
    return render(
        request,
        "ethics_officers/activity_withdraw.html",
        {
            **programme(request, activity.department, "activities"),
            "activity": activity,
            "form": form,
            "consequences": consequences,
        },
        status=422 if form.errors else 200,
    )


def _of_log(request: SignedInRequest, activity_id: int) -> Any:
    """Give an activity with its figures, of a department whose log this user reads."""
    activities = queries.with_figures(Activity.objects.in_log_of(request.user))
    return get_object_or_404(
        activities.select_related(
            "department",
            "topic",
            "item__plan",
            "publication",
            "session",
            "logged_by__person",
            "shared_by__person",
            "withdrawn_by__person",
        ),
        pk=activity_id,
    )


def _item_asked_for(request: SignedInRequest, department: Department) -> PlanItem | None:
    """Give the plan item whose page led here."""
    key = request.GET.get("item", "")
    items = PlanItem.objects.filter(plan__department=department)
    return items.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 19 else None


def _as_typed(request: SignedInRequest) -> Any:
    """What was sent, if the form is only to be shown again, with other files or unlinked."""
    deed = request.POST.get("deed")
    if deed not in {_KEEP_FILES, _UNLINK} and "drop" not in request.POST:
        return None
    data = request.POST.copy()
    if deed == _UNLINK:
        data["session"] = ""
    return data


def _likeness(request: SignedInRequest, department: Department, form: EntryForm) -> HttpResponse:
    """What the entry being typed may be already; nothing as long as too little of it is known."""
    form.is_valid()
    return render(
        request,
        "ethics_officers/activity_form.html#likeness",
        {"form": form, "department": department},
    )


def _form_page(
    request: SignedInRequest,
    department: Department,
    form: EntryForm,
    files: FilesOfForm | None,
    *,
    stale: Stale | None = None,
) -> HttpResponse:
    template = "ethics_officers/activity_form.html"
    refused = bool(stale or form.errors) or bool(files and files.refusals)
    is_part = request.htmx and request.htmx.target == "files"
    context = {
        **programme(request, department, "activities"),
        "form": form,
        "files": files,
        "activity": form.activity,
        "linked": form.sessions_chosen(),
        "stale": stale,
        "differences": list(differences(form)) if stale else [],
    }
    return render(
        request,
        f"{template}#files" if is_part else template,
        context,
        status=422 if refused else 200,
    )
