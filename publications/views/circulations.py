"""Circulations: the list, the page of each with its numbers and recipients, and what staff do."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
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
from core.pages import page_or_part, posted, told
from core.versions import Stale, as_meant
from people.access import SignedInRequest, requires
from people.models import Level, Person, with_user
from people.roles import Permission
from publications.actions import circulations as actions
from publications.exports import circulation_columns, recipient_columns
from publications.filters import CirculationFilter, RecipientFilter
from publications.forms.circulations import (
    CancelForm,
    CirculationForm,
    SendForm,
    values_of_circulation,
)
from publications.models import Circulation, CirculationRound, Recipient
from publications.permissions import circulations as permissions
from publications.queries import circulations as queries
from publications.rules import circulations as rules
from publications.tables import CirculationTable, RecipientTable

ROWS_ON_A_PAGE = 25
PEOPLE_ON_A_PAGE = 25

_PLAN = "publications/circulation_form.html"


@require_GET
@requires(Permission.VIEW_LIBRARY, Permission.VIEW_OWN_DEPARTMENT)
def circulation_list(request: SignedInRequest) -> HttpResponseBase:
    visible = Circulation.objects.visible_to(request.user).select_related("edition__publication")
    found = CirculationFilter(request.GET, queries.with_numbers(visible, request.user))
    table = CirculationTable(found.qs)
    if (file_format := format_asked(request)) and found.is_valid():
        return as_file(
            file_format,
            name="circulations",
            columns=circulation_columns(),
            rows=in_order_asked(table, request),
            now=timezone.now(),
        )
    tables.show(table, request, rows=ROWS_ON_A_PAGE)
    return render(
        request,
        page_or_part(request, "publications/circulation_list.html"),
        {
            "filter": found,
            "table": table,
            "can_circulate": permissions.can_circulate(request.user),
        },
    )


@require_GET
@requires(Permission.VIEW_LIBRARY, Permission.VIEW_OWN_DEPARTMENT)
def circulation_detail(request: SignedInRequest, circulation_id: int) -> HttpResponseBase:
    """The numbers of a round, and its recipients; departments see theirs. Also as a file."""
    circulation = _circulation(request, circulation_id)
    now = timezone.now()
    rounds = list(circulation.rounds.select_related("edition"))
    shown = _round_asked(request, rounds)
    recipients = _recipients(request, shown)
    found = RecipientFilter(request.GET, recipients, request=request)
    table = RecipientTable(found.qs)
    if (file_format := format_asked(request)) and found.is_valid():
        audit.record(
            request.user,
            "publications.recipients_exported",
            circulation,
            at=now,
            format=file_format,
            filter=found.summary(),
            found=found.qs.count(),
        )
        rows = in_order_asked(table, request)
        columns = recipient_columns()
        return as_file(file_format, name="circulation", columns=columns, rows=rows, now=now)
    context = {
        "circulation": circulation,
        "round": shown,
        "rounds": rounds,
        "numbers": queries.count(recipients, day_of(now)),
        "can_circulate": permissions.can_circulate(request.user),
        "sees_all": request.user.has(Permission.VIEW_LIBRARY),
    }
    if request.htmx and request.htmx.target == "progress":
        return render(request, "publications/circulation_detail.html#progress", context)
    tables.show(table, request, rows=PEOPLE_ON_A_PAGE)
    audit.looked(
        request.user,
        "publications.recipients_viewed",
        circulation,
        at=now,
        filter=found.summary(),
        page=table.page.number,
    )
    template = page_or_part(request, "publications/circulation_detail.html")
    return render(request, template, {**context, "filter": found, "table": table})


def _round_asked(
    request: SignedInRequest, rounds: list[CirculationRound]
) -> CirculationRound | None:
    """The round that the address asks for, or else the newest."""
    asked = request.GET.get("round", "")
    return next((each for each in rounds if str(each.number) == asked), next(iter(rounds), None))


def _recipients(request: SignedInRequest, shown: CirculationRound | None) -> Any:
    """Whom a round asked, of those whom the user looks after."""
    recipients = Recipient.objects.in_reach_of(request.user).filter(round=shown)
    return recipients.select_related("person", "department")


@require_http_methods(["GET", "POST"])
@requires(Permission.CIRCULATE)
def circulation_create(request: SignedInRequest) -> HttpResponse:
    """Draft a circulation; `?edition=` chooses what is circulated."""
    form = CirculationForm(
        posted(request),
        initial={"edition": request.GET.get("edition"), "scale": Circulation.Scale.ALL},
        user=request.user,
        today=day_of(timezone.now()),
    )
    if form.is_valid():
        circulation = actions.draft_circulation(
            plan=form.plan(), by=request.user, now=timezone.now()
        )
        messages.success(request, _("Kept as a draft. Look whom it reaches, then send it."))
        return redirect("publications:circulation-send", circulation.pk)
    return render(request, _PLAN, {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@requires(Permission.CIRCULATE)
def circulation_edit(request: SignedInRequest, circulation_id: int) -> HttpResponse:
    circulation = _circulation(request, circulation_id)
    if refused := _refused_at_once(request, circulation, rules.check_can_be_changed):
        return refused
    data = as_meant(request.POST) if request.method == "POST" else None
    form = _plan_form(request, circulation, data)
    stale: Stale | None = None
    if form.is_valid():
        try:
            actions.change_circulation(
                circulation_id=circulation.pk,
                plan=form.plan(),
                version=form.cleaned_data["version"] or 0,
                by=request.user,
                now=timezone.now(),
            )
        except Stale as refusal:
            stale = refusal
            circulation = _visible(request).get(pk=circulation_id)
            form = _plan_form(request, circulation, data)
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("publications:circulation-send", circulation.pk)
    context = {
        "form": form,
        "circulation": circulation,
        "stale": stale,
        "differences": form.differences() if stale else [],
    }
    return render(request, _PLAN, context, status=422 if stale or form.errors else 200)


def _plan_form(request: SignedInRequest, circulation: Circulation, data: Any) -> CirculationForm:
    return CirculationForm(
        data,
        initial=values_of_circulation(circulation),
        user=request.user,
        today=day_of(timezone.now()),
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.CIRCULATE)
def circulation_send(request: SignedInRequest, circulation_id: int) -> HttpResponse:
    """Whom a draft reaches, by number and by name, and from when on it is to go out."""
    circulation = _circulation(request, circulation_id)
    if refused := _refused_at_once(request, circulation, rules.check_is_draft):
        return refused
    now = timezone.now()
    form = SendForm(posted(request), initial={"version": circulation.version}, now=now)
    if form.is_valid():
        try:
            actions.send_circulation(
                circulation_id=circulation.pk,
                starts_at=form.cleaned_data["starts_at"],
                version=form.opened_version,
                by=request.user,
                now=now,
            )
        except Stale as stale:
            # The page shows whom it reaches by now; to send it once more is to have seen that.
            circulation = _visible(request).get(pk=circulation_id)
            form = SendForm({**request.POST.dict(), "version": circulation.version}, now=now)
            form.add_error(None, str(stale))
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Sent. It goes out in batches from the time you gave."))
            return redirect("publications:circulation-detail", circulation.pk)
    return _send_page(request, circulation, form, now)


def _send_page(
    request: SignedInRequest, circulation: Circulation, form: SendForm, now: dt.datetime
) -> HttpResponse:
    today = day_of(now)
    matching = circulation.audience.persons(today)
    persons = Person.objects.visible_to(request.user).filter(pk__in=matching.values("pk"))
    page = Paginator(persons.with_posting_on(today), PEOPLE_ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    counts = queries.counts_of_audience(circulation.audience, today)
    audit.looked(
        request.user,
        "publications.audience_viewed",
        circulation,
        at=now,
        page=page.number,
    )
    context = {
        "circulation": circulation,
        "form": form,
        "counts": counts,
        "total": sum(each.total for each in counts),
        "without_account": matching.filter(user=None).count(),
        "levels": [level.label for level in Level],
        "page": page,
    }
    status = 422 if form.errors else 200
    return render(request, "publications/circulation_send.html", context, status=status)


@require_http_methods(["GET", "POST"])
@requires(Permission.CIRCULATE)
def circulation_end(request: SignedInRequest, circulation_id: int) -> HttpResponse:
    circulation = _circulation(request, circulation_id)
    if refused := _refused_at_once(request, circulation, rules.check_is_open):
        return refused
    if request.method == "GET":
        open_ = Recipient.objects.asked_now().outstanding().filter(round__circulation=circulation)
        many = open_.count()
        consequence = ngettext(
            "%(count)d person has not read it, and is not asked or reminded any more. "
            "What was acknowledged stays.",
            "%(count)d people have not read it, and are not asked or reminded any more. "
            "What was acknowledged stays.",
            many,
        ) % {"count": many}
        return _confirmation(request, circulation, _("End the circulation"), consequence)
    with told(request, _("Ended. Nobody is asked any more.")):
        actions.end_circulation(circulation_id=circulation.pk, by=request.user, now=timezone.now())
    return redirect("publications:circulation-detail", circulation.pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.CIRCULATE)
def circulation_cancel(request: SignedInRequest, circulation_id: int) -> HttpResponse:
    circulation = _circulation(request, circulation_id)
    if refused := _refused_at_once(request, circulation, rules.check_is_not_over):
        return refused
    form = CancelForm(posted(request))
    if form.is_valid():
        try:
            actions.cancel_circulation(
                circulation_id=circulation.pk,
                reason=form.cleaned_data["reason"],
                by=request.user,
                now=timezone.now(),
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Cancelled. Mails that had not gone out are not sent."))
            return redirect("publications:circulation-detail", circulation.pk)
    asked = Recipient.objects.filter(round__circulation=circulation).count()
    consequence = ngettext(
        "%(count)d person was asked so far. Mails that have not gone out are not sent any more.",
        "%(count)d people were asked so far. Mails that have not gone out are not sent any more.",
        asked,
    ) % {"count": asked}
    return _confirmation(request, circulation, _("Cancel the circulation"), consequence, form)


def _refused_at_once(
    request: SignedInRequest, circulation: Circulation, check: Callable[[Circulation], None]
) -> HttpResponse | None:
    """Lead back, with why, from a page that asks for what can't be done; the action checks again.

    What was sent meanwhile is answered by the form, which keeps it.
    """
    if request.method != "GET":
        return None
    try:
        check(circulation)
    except RuleViolation as refusal:
        messages.error(request, str(refusal))
        return redirect("publications:circulation-detail", circulation.pk)
    return None


def _confirmation(
    request: SignedInRequest,
    circulation: Circulation,
    action: str,
    consequence: str,
    form: CancelForm | None = None,
) -> HttpResponse:
    return render(
        request,
        "publications/circulation_confirm.html",
        {
            "circulation": circulation,
            "action": action,
            "consequence": consequence,
            "form": form,
        },
        status=422 if form is not None and form.errors else 200,
    )


def _circulation(request: SignedInRequest, circulation_id: int) -> Circulation:
    return get_object_or_404(_visible(request), pk=circulation_id)


def _visible(request: SignedInRequest) -> QuerySet[Circulation]:
    visible = with_user(Circulation.objects.visible_to(request.user), "changed_by")
    return visible.select_related(
        "edition__publication", "audience", "changed_by__person"
    ).prefetch_related("audience__departments")
