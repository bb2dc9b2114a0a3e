"""The register of Ethics Officers: who is designated where, since when, and who was."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core import audit, tables
from core.days import day_of
from core.errors import RuleViolation
from core.exports import as_file, format_asked, in_order_asked
from core.pages import posted
from ethics_officers import actions, permissions, queries, rules
from ethics_officers.exports import register_columns, with_names
from ethics_officers.filters import RegisterFilter
from ethics_officers.forms import (
    CANDIDATES_SHOWN,
    DesignationEndForm,
    DesignationForm,
)
from ethics_officers.models import Designation
from ethics_officers.tables import RegisterTable
from ethics_officers.views.tabs import department_or_404, programme
from people.access import SignedInRequest, requires
from people.models import Department, Person
from people.roles import Permission

DEPARTMENTS_ON_A_PAGE = 100


@require_GET
@requires(Permission.VIEW_ETHICS_OFFICERS)
def register(request: SignedInRequest) -> HttpResponseBase:
    now = timezone.now()
    today = day_of(now)
    departments = queries.register(today)
    found = RegisterFilter(request.GET, departments)
    table = RegisterTable(found.qs)
    if (file_format := format_asked(request)) and found.is_valid():
        audit.record(
            request.user,
            "ethics_officers.register_exported",
            at=now,
            format=file_format,
            filter=found.summary(),
            found=found.qs.count(),
        )
        rows = with_names(in_order_asked(table, request), today)
        return as_file(
            file_format, name="ethics-officers", columns=register_columns(), rows=rows, now=now
        )
    tables.show(table, request, rows=DEPARTMENTS_ON_A_PAGE)
    context = {"filter": found, "table": table}
    if request.htmx and not request.htmx.boosted:
        return render(request, "ethics_officers/register.html#results", context)
    total = departments.count()
    filled = departments.filter(officer_since__isnull=False).count()
    assistants = Designation.objects.current(today).filter(
        capacity=Designation.Capacity.ASSISTANT, department__in=departments.values("pk")
    )
    context |= {
        "total": total,
        "filled": filled,
        "vacant": total - filled,
        "assistants": assistants.count(),
        "can_manage": permissions.can_manage_ethics_officers(request.user),
    }
    return render(request, "ethics_officers/register.html", context)


@require_GET
@requires(Permission.VIEW_ETHICS_OFFICERS, Permission.VIEW_OWN_PROGRAMME)
def department_detail(request: SignedInRequest, department_id: int) -> HttpResponse:
    department = department_or_404(request, department_id)
    today = day_of(timezone.now())
    designations = Designation.objects.visible_to(request.user).filter(department=department)
    designations = designations.select_related("person", "handover_acknowledgement")
    change = queries.latest_change(department, request.user, today)
    return render(
        request,
        "ethics_officers/department_detail.html",
        {
            **programme(request, department, "officers"),
            "designations": designations,
            "vacancy": queries.vacancies(today).filter(pk=department.pk).first(),
            "change": change if change.is_news(today) else None,
            "today": today,
            "can_manage": permissions.can_manage_ethics_officers(request.user),
        },
    )


@require_GET
@requires(Permission.VIEW_ETHICS_OFFICERS, Permission.VIEW_OWN_PROGRAMME)
def designation_history(request: SignedInRequest, person_id: int) -> HttpResponse:
    """Show a person's designations over time, in the departments that this user sees."""
    visible = Designation.objects.visible_to(request.user)
    designations = visible.filter(person=person_id).select_related("department", "person")
    if not designations:
        raise Http404
    now = timezone.now()
    person = designations[0].person
    audit.looked(request.user, "ethics_officers.designation_history_viewed", person, at=now)
    return render(
        request,
        "ethics_officers/designation_history.html",
        {
            "person": person,
            "designations": designations,
            "today": day_of(now),
            "sees_person": Person.objects.visible_to(request.user).filter(pk=person.pk).exists(),
            "sees_all_programmes": request.user.has(Permission.VIEW_PROGRAMMES),
        },
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_ETHICS_OFFICERS)
def designation_create(request: SignedInRequest, department_id: int) -> HttpResponse:
    """Find an officer by name (in the address), then designate one of those found."""
    now = timezone.now()
    today = day_of(now)
    department = get_object_or_404(
        Department.objects.visible_to(request.user).current(today), pk=department_id
    )
    candidates = queries.candidates(department, today)
    words = request.GET.get("q", "")
    audit.looked(
        request.user, "ethics_officers.candidates_viewed", department, at=now, searched=bool(words)
    )
    found = candidates.search(words)
    form = DesignationForm(
        posted(request),
        candidates=candidates,
        found=found,
        today=today,
    )
    if form.is_valid():
        values = form.cleaned_data
        try:
            actions.designate(
                department_id=department.pk,
                person_id=values["person"].pk,
                capacity=values["capacity"],
                starts_on=values["starts_on"],
                ends_on=values["ends_on"],
                post_title=values["post_title"],
                phone=values["phone"],
                email=values["email"],
                by=request.user,
                now=now,
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The designation is recorded, and the role given with it."))
            return redirect("ethics_officers:department-detail", department.pk)
    return render(
        request,
        "ethics_officers/designation_create.html",
        {
            "department": department,
            "form": form,
            "words": words,
            "found": found.count(),
            "shown": CANDIDATES_SHOWN,
            "officer_standing": rules.standing_for(Designation.Capacity.OFFICER),
            "assistant_standing": rules.standing_for(Designation.Capacity.ASSISTANT),
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_ETHICS_OFFICERS)
def designation_end(request: SignedInRequest, designation_id: int) -> HttpResponse:
    designation = get_object_or_404(
        Designation.objects.visible_to(request.user).select_related("person", "department"),
        pk=designation_id,
    )
    now = timezone.now()
    form = DesignationEndForm(posted(request), today=day_of(now))
    if form.is_valid():
        try:
            actions.end_designation(
                designation_id=designation.pk, by=request.user, now=now, **form.cleaned_data
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The end is recorded, and the role ends with it."))
            return redirect("ethics_officers:department-detail", designation.department_id)
    return render(
        request,
        "ethics_officers/designation_end.html",
        {"designation": designation, "form": form},
        status=422 if form.errors else 200,
    )
