"""Requiring courses: the list, a new one, changing one before it begins, ending one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core import tables
from core.days import day_of
from core.errors import RuleViolation
from core.exports import as_file, format_asked, in_order_asked
from core.pages import posted
from people.access import SignedInRequest, requires
from people.roles import Permission
from training import actions, permissions, queries
from training.exports import requirement_columns
from training.forms import RequirementEndForm, RequirementForm, values_of_requirement
from training.models import Course, Requirement
from training.tables import RequirementTable

ROWS_ON_A_PAGE = 50
_AUDIENCE = ("levels", "employment_kinds", "roles", "departments")


@require_GET
@requires(Permission.VIEW_REPORTS)
def requirement_list(request: SignedInRequest) -> HttpResponseBase:
    now = timezone.now()
    requirements = Requirement.objects.visible_to(request.user)
    table = RequirementTable(
        requirements.select_related("course", "audience").prefetch_related("audience__departments"),
        today=day_of(now),
    )
    if file_format := format_asked(request):
        rows = in_order_asked(table, request)
        columns = requirement_columns()
        return as_file(file_format, name="requirements", columns=columns, rows=rows, now=now)
    tables.show(table, request, rows=ROWS_ON_A_PAGE)
    can_require = permissions.can_require_courses(request.user)
    context = {"table": table, "can_require": can_require}
    return render(request, "training/requirement_list.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_REPORTS)
def requirement_create(request: SignedInRequest) -> HttpResponse:
    course = Course.objects.visible_to(request.user).in_use()
    asked = request.GET.get("course", "")
    found = course.filter(pk=asked).first() if asked.isdecimal() else None
    return _form_page(request, None, {"course": found} if found else {})


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_REPORTS)
def requirement_edit(request: SignedInRequest, requirement_id: int) -> HttpResponse:
    requirement = _requirement_or_404(request, requirement_id)
    return _form_page(request, requirement, values_of_requirement(requirement))


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_REPORTS)
def requirement_end(request: SignedInRequest, requirement_id: int) -> HttpResponse:
    requirement = _requirement_or_404(request, requirement_id)
    now = timezone.now()
    form = RequirementEndForm(posted(request), today=day_of(now))
    if form.is_valid():
        try:
            actions.end_requirement(
                requirement_id=requirement.pk,
                ends_on=form.cleaned_data["ends_on"],
                by=request.user,
                now=now,
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The end of the requirement is recorded."))
            return redirect("training:requirement-list")
    return render(
        request,
        "training/requirement_end.html",
        {
            "requirement": requirement,
            "form": form,
            "open": queries.still_open(requirement, day_of(now)),
        },
        status=422 if form.errors else 200,
    )


def _form_page(
    request: SignedInRequest, requirement: Requirement | None, initial: dict[str, Any]
) -> HttpResponse:
    """The form; what it asks for is done once whoever asks was told how many it touches."""
    now = timezone.now()
    form = RequirementForm(posted(request), initial=initial, user=request.user, today=day_of(now))
    touched = None
    if form.is_valid():
        values = form.cleaned_data
        touched = queries.touched(
            basis=values["basis"],
            starts_on=values["starts_on"],
            today=day_of(now),
            **{name: values[name] for name in _AUDIENCE},
        )
        if values["told"] == touched.audience and "require" in request.POST:
            try:
                _save(form, requirement, request, now)
            except RuleViolation as refusal:
                form.add_error(None, str(refusal))
            else:
                return redirect("training:requirement-list")
    return render(
        request,
        "training/requirement_form.html",
        {"form": form, "requirement": requirement, "touched": touched},
        status=422 if form.errors else 200,
    )


def _save(
    form: RequirementForm, requirement: Requirement | None, request: SignedInRequest, now: Any
) -> None:
    if requirement:
        actions.change_requirement(
            requirement_id=requirement.pk, plan=form.plan(), by=request.user, now=now
        )
        messages.success(request, _("Saved."))
    else:
        actions.require_course(plan=form.plan(), by=request.user, now=now)
        messages.success(
            request, _("The course is required. Who is due is counted within ten minutes.")
        )


def _requirement_or_404(request: SignedInRequest, requirement_id: int) -> Requirement:
    requirements = Requirement.objects.visible_to(request.user)
    return get_object_or_404(requirements.select_related("course", "audience"), pk=requirement_id)
