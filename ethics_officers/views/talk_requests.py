"""Requests for talks: asked for by officers, answered by the staff of ICAC and CSB."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from core import audit, tables
from core.days import day_of
from core.errors import RuleViolation
from core.exports import as_file, format_asked, in_order_asked
from core.pages import posted
from ethics_officers import actions, permissions, queries, rules
from ethics_officers.exports import talk_request_columns
from ethics_officers.filters import TalkRequestFilter
from ethics_officers.forms import (
    TalkAcceptForm,
    TalkAnswerForm,
    TalkDeclineForm,
    TalkRequestForm,
    values_of_item,
    values_of_request,
    values_of_talk,
)
from ethics_officers.models import PlanItem, TalkRequest
from ethics_officers.tables import TalkRequestTable
from ethics_officers.views.tabs import department_or_404, programme
from people.access import SignedInRequest, requires
from people.models import Department
from people.roles import Permission
from training.models import Course, Speaker, Venue

REQUESTS_ON_A_PAGE = 25


@require_GET
@requires(Permission.VIEW_PROGRAMMES)
def talk_request_list(request: SignedInRequest) -> HttpResponseBase:
    """Every department's requests, those that wait for an answer first."""
    requests = TalkRequest.objects.visible_to(request.user)
    context = {"unanswered": queries.unanswered_talk_requests(request.user)}
    return _list(request, requests, "ethics_officers/talk_request_list.html", context)


@require_GET
@requires(Permission.VIEW_OWN_PROGRAMME, Permission.VIEW_PROGRAMMES)
def talk_requests_of_department(request: SignedInRequest, department_id: int) -> HttpResponseBase:
    department = department_or_404(request, department_id)
    requests = TalkRequest.objects.visible_to(request.user).filter(department=department)
    items = PlanItem.objects.visible_to(request.user).filter(plan__department=department)
    to_close = queries.items_to_close(items, day_of(timezone.now()))
    context = {
        **programme(request, department, "talk-requests"),
        "to_close": queries.with_sessions(to_close, department),
        "can_manage": permissions.can_manage_programme_of(request.user, department),
    }
    template = "ethics_officers/talk_requests_of_department.html"
    return _list(request, requests, template, context, department=department)


@require_GET
@requires(Permission.VIEW_OWN_PROGRAMME, Permission.VIEW_PROGRAMMES)
def talk_request_detail(request: SignedInRequest, request_id: int) -> HttpResponse:
    talk = get_object_or_404(_visible(request), pk=request_id)
    return _detail(request, talk)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_OWN_PROGRAMME)
def talk_request_create(request: SignedInRequest, item_id: int) -> HttpResponse:
    """Ask for a talk that serves an item of the plan."""
    item = get_object_or_404(
        PlanItem.objects.visible_to(request.user).select_related("plan__department", "topic"),
        pk=item_id,
        plan__department__in=request.user.departments_with(Permission.MANAGE_OWN_PROGRAMME),
    )
    form = _request_form(request, values_of_item(item))
    if request.method == "GET" and request.htmx and not request.htmx.boosted:
        return _dates_partial(request)
    if form.is_valid():
        try:
            talk = actions.ask_for_talk(
                item_id=item.pk, wish=form.wish(), by=request.user, now=timezone.now()
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Asked. You are told by mail when there is an answer."))
            return redirect("ethics_officers:talk-request-detail", talk.pk)
    return _request_page(request, item, form)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_OWN_PROGRAMME)
def talk_request_change(request: SignedInRequest, request_id: int) -> HttpResponse:
    """Ask again, otherwise: also how an officer answers a question."""
    talk = get_object_or_404(_own(request), pk=request_id)
    form = _request_form(request, values_of_request(talk))
    if request.method == "GET" and request.htmx and not request.htmx.boosted:
        return _dates_partial(request)
    if form.is_valid():
        try:
            actions.change_talk_request(
                request_id=talk.pk, wish=form.wish(), by=request.user, now=timezone.now()
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Asked again. It waits for an answer now."))
            return redirect("ethics_officers:talk-request-detail", talk.pk)
    return _request_page(request, talk.item, form, talk=talk)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_OWN_PROGRAMME)
def talk_request_withdraw(request: SignedInRequest, request_id: int) -> HttpResponse:
    talk = get_object_or_404(_own(request), pk=request_id)
    if request.method == "GET":
        told = len(queries.staff_who_answer(talk.asked_of, day_of(timezone.now())))
        consequence = ngettext(
            "The talk is no longer wanted. %(count)d person of %(asked_of)s is told by mail.",
            "The talk is no longer wanted. %(count)d people of %(asked_of)s are told by mail.",
            told,
        ) % {"count": told, "asked_of": talk.asked_of.name}
        return render(
            request,
            "ethics_officers/talk_request_withdraw.html",
            {**programme(request, talk.department, "talk-requests"), "talk": talk}
            | {"consequence": consequence},
        )
    try:
        actions.withdraw_talk_request(request_id=talk.pk, by=request.user, now=timezone.now())
    except RuleViolation as refusal:
        return _detail(request, talk, refusal=str(refusal))
    messages.success(request, _("Withdrawn."))
    return redirect("ethics_officers:talk-request-detail", talk.pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SCHEDULE)
def talk_request_accept(request: SignedInRequest, request_id: int) -> HttpResponse:
    """Make a request a session; `?course=` fills in what follows from another course."""
    talk = _to_answer(request, request_id)
    courses = Course.objects.visible_to(request.user).in_use()
    chosen = request.GET.get("course", "")
    course = courses.filter(pk=chosen).first() if chosen.isdecimal() else None
    course = course or courses.filter(topics=talk.topic).order_by("title_en").first()
    form = TalkAcceptForm(
        posted(request),
        initial=values_of_talk(talk, course),
        talk_request=talk,
        courses=courses,
        venues=Venue.objects.visible_to(request.user).in_use(),
        speakers=Speaker.objects.visible_to(request.user),
    )
    if form.is_valid():
        now = timezone.now()
        try:
            talk = actions.accept_talk_request(
                request_id=talk.pk,
                asked_at=form.cleaned_data["seen"],
                offer=form.offer(is_published="publish" in request.POST),
                by=request.user,
                now=now,
            )
        except RuleViolation as refusal:
            talk = _read_again(request, talk)
            form.note_seen(talk)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Accepted. The session is in the schedule."))
            return redirect("ethics_officers:talk-request-detail", talk.pk)
    return _answer_page(request, talk, form, "ethics_officers/talk_request_accept.html")


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SCHEDULE)
def talk_request_answer(request: SignedInRequest, request_id: int) -> HttpResponse:
    return _reply(
        request,
        request_id,
        TalkAnswerForm,
        "ethics_officers/talk_request_answer.html",
        lambda words, **sent: actions.answer_talk_request(answer=words, **sent),
        _("Answered. The officer is told by mail."),
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SCHEDULE)
def talk_request_decline(request: SignedInRequest, request_id: int) -> HttpResponse:
    return _reply(
        request,
        request_id,
        TalkDeclineForm,
        "ethics_officers/talk_request_decline.html",
        lambda words, **sent: actions.decline_talk_request(reason=words, **sent),
        _("Declined. The officer is told by mail."),
    )


def _reply(
    request: SignedInRequest,
    request_id: int,
    kind: type[TalkAnswerForm] | type[TalkDeclineForm],
    template: str,
    action: Callable[..., TalkRequest],
    said: str,
) -> HttpResponse:
    """Send the officer words about a request as it was read, by an action; then say so."""
    talk = _to_answer(request, request_id)
    form = kind(posted(request), talk_request=talk)
    if form.is_valid():
        try:
            action(
                form.cleaned_data["answer"],
                request_id=talk.pk,
                asked_at=form.cleaned_data["seen"],
                by=request.user,
                now=timezone.now(),
            )
        except RuleViolation as refusal:
            talk = _read_again(request, talk)
            form.note_seen(talk)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said)
            return redirect("ethics_officers:talk-request-detail", talk.pk)
    return _answer_page(request, talk, form, template)


def _visible(request: SignedInRequest) -> QuerySet[TalkRequest]:
    return TalkRequest.objects.visible_to(request.user).select_related(
        "department",
        "asked_of",
        "topic",
        "item__plan__department",
        "session",
        "asked_by__person",
        "answered_by__person",
    )


def _own(request: SignedInRequest) -> QuerySet[TalkRequest]:
    """Those of the departments whose programme this user writes."""
    managed = request.user.departments_with(Permission.MANAGE_OWN_PROGRAMME)
    return _visible(request).filter(department__in=managed)


def _to_answer(request: SignedInRequest, request_id: int) -> TalkRequest:
    """Give a request that this user sees and may answer; 403 if another organisation is asked."""
    talk = get_object_or_404(_visible(request), pk=request_id)
    permissions.check_can_answer_talk_request(request.user, talk)
    return talk


def _read_again(request: SignedInRequest, talk: TalkRequest) -> TalkRequest:
    """Give a request as it stands now, after something was refused."""
    return _visible(request).get(pk=talk.pk)


def _list(
    request: SignedInRequest,
    requests: QuerySet[TalkRequest],
    template: str,
    context: dict[str, Any],
    *,
    department: Department | None = None,
) -> HttpResponseBase:
    now = timezone.now()
    read = requests.select_related("department", "asked_of", "topic", "item", "session")
    found = TalkRequestFilter(request.GET, queries.what_waits_first(read))
    table = TalkRequestTable(found.qs, exclude=["department"] if department else [])
    if (file_format := format_asked(request)) and found.is_valid():
        audit.record(
            request.user,
            "ethics_officers.talk_requests_exported",
            department,
            at=now,
            format=file_format,
            found=found.qs.count(),
        )
        name = f"talk-requests-{department.code.lower()}" if department else "talk-requests"
        rows = in_order_asked(table, request)
        return as_file(file_format, name=name, columns=talk_request_columns(), rows=rows, now=now)
    tables.show(table, request, rows=REQUESTS_ON_A_PAGE)
    if request.htmx and not request.htmx.boosted:
        template += "#results"
    return render(request, template, {**context, "filter": found, "table": table})


def _detail(request: SignedInRequest, talk: TalkRequest, *, refusal: str = "") -> HttpResponse:
    talk = _visible(request).get(pk=talk.pk)
    is_open = talk.status in {TalkRequest.Status.ASKED, TalkRequest.Status.ANSWERED}
    can_manage = permissions.can_manage_programme_of(request.user, talk.department)
    can_answer = permissions.can_answer_talk_request(request.user, talk)
    return render(
        request,
        "ethics_officers/talk_request_detail.html",
        {
            **programme(request, talk.department, "talk-requests"),
            "talk": talk,
            "dates": queries.asked_dates(talk.starts, talk.minutes),
            "can_change": can_manage and is_open,
            "can_answer": can_answer and talk.status == TalkRequest.Status.ASKED,
            "can_ask_anew": can_manage and _may_be_asked_anew(talk),
            "can_see_schedule": request.user.has(Permission.VIEW_SCHEDULE),
            "meetings": talk.session.meetings.select_related("venue").prefetch_related("speakers")
            if talk.session
            else [],
            "refusal": refusal,
        },
        status=422 if refusal else 200,
    )


def _may_be_asked_anew(talk: TalkRequest) -> bool:
    if talk.status in {TalkRequest.Status.DECLINED, TalkRequest.Status.WITHDRAWN}:
        return True
    return talk.session is not None and talk.session.status in rules.GONE


def _request_form(request: SignedInRequest, initial: dict[str, Any]) -> TalkRequestForm:
    return TalkRequestForm(
        posted(request),
        initial=initial,
        organisations=queries.talk_givers(),
    )


def _request_page(
    request: SignedInRequest,
    item: PlanItem,
    form: TalkRequestForm,
    *,
    talk: TalkRequest | None = None,
) -> HttpResponse:
    starts = list(form.starts.values()) if form.is_bound else talk.starts if talk else []
    return render(
        request,
        "ethics_officers/talk_request_form.html",
        {
            **programme(request, item.plan.department, "talk-requests"),
            "item": item,
            "talk": talk,
            "form": form,
            "dates": queries.asked_dates(starts, 0),
        },
        status=422 if form.errors else 200,
    )


def _dates_partial(request: SignedInRequest) -> HttpResponse:
    """What speaks against the dates as they stand in the form, while it is filled in."""
    form = TalkRequestForm(request.GET, organisations=queries.talk_givers())
    form.is_valid()
    dates = queries.asked_dates(list(form.starts.values()), 0)
    return render(request, "ethics_officers/talk_request_form.html#dates", {"dates": dates})


def _answer_page(
    request: SignedInRequest, talk: TalkRequest, form: Any, template: str
) -> HttpResponse:
    return render(
        request,
        template,
        {
            **programme(request, talk.department, "talk-requests"),
            "talk": talk,
            "dates": queries.asked_dates(talk.starts, talk.minutes),
            "form": form,
        },
        status=422 if form.errors else 200,
    )
