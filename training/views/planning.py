"""Planning sessions: the form, what it tells while one types, copies and series."""

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import audit
from core.days import day_of
from core.errors import RuleViolation
from core.pages import page_or_part, posted
from core.versions import Stale, as_meant
from people.access import SignedInRequest, requires
from people.forms import AudienceForm
from people.models import Person, with_user
from people.models.audiences import persons_matching
from people.roles import Permission
from training import actions, checks, permissions, queries, rules
from training.filters import ForWhomForm, SlotForm
from training.forms import (
    CopyForm,
    DayForms,
    KeyForm,
    PatternForm,
    SessionForm,
    rearranged,
    values_of_course,
    values_of_session,
    working_day_from,
)
from training.forms.meetings import span_of
from training.models import Course, Session
from training.models.deadlines import moment_of
from training.views.scheduling import session_publish

PERSONS_TO_SHOW = 10


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SCHEDULE)
def session_create(request: SignedInRequest) -> HttpResponse:
    given: dict[str, Any] = {"user": request.user, "today": day_of(timezone.now())}
    if request.method == "POST":
        if "fill-from-course" in request.POST:
            return redirect(
                f"{request.path}?{urlencode({'course': request.POST.get('course', '')})}"
            )
        if data := rearranged(request.POST):
            return _form_page(
                request, SessionForm.as_typed(data, **given), SessionForm(data, **given)
            )
        if made := _made_before(request):
            return _changed(request, made, was_sent_before=True)
        form = SessionForm(request.POST, **given)
        if form.is_valid():
            try:
                session = actions.create_session(
                    plan=form.plan(), by=request.user, now=timezone.now(), key=form.given_key()
                )
            except RuleViolation as refusal:
                form.add_error(None, str(refusal))
            else:
                return _saved(request, session)
    else:
        chosen = request.GET.get("course", "")
        courses = Course.objects.visible_to(request.user).in_use()
        course = courses.filter(pk=chosen).first() if chosen.isdecimal() else None
        slot = SlotForm(request.GET).values()
        initial: dict[str, Any] = {"meetings": [{}]}
        if course:
            initial = values_of_course(course, **given, date=slot.get("date"))
        initial["meetings"][0] |= slot
        initial |= ForWhomForm(request.GET, **given).values(course)
        form = SessionForm(initial=initial, **given)
    return _form_page(request, form)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SCHEDULE)
def session_edit(request: SignedInRequest, session_id: int) -> HttpResponse:
    session = get_object_or_404(_sessions_to_change(request), pk=session_id)
    permissions.check_can_manage_session(request.user, session)
    if request.method == "POST":
        return _changed(request, session)
    return _form_page(request, SessionForm(**_given(request, session)), session=session)


def _sessions_to_change(request: SignedInRequest):
    visible = with_user(Session.objects.visible_to(request.user), "changed_by")
    return visible.select_related("audience", "course", "changed_by__person")


def _given(request: SignedInRequest, session: Session) -> dict[str, Any]:
    return {
        "initial": values_of_session(session),
        "user": request.user,
        "today": day_of(timezone.now()),
        "session": session,
    }


def _made_before(request: SignedInRequest) -> Session | None:
    """Give the draft that this very form has made already: sent twice, or gone back to."""
    key = KeyForm(request.POST).given_key()
    own = _sessions_to_change(request).filter(owner=request.user)
    return own.filter(creation_key=key).first() if key else None


def _changed(
    request: SignedInRequest, session: Session, *, was_sent_before: bool = False
) -> HttpResponse:
    """Change a session as was posted, unless it differs from what the form was opened with."""
    data = as_meant(request.POST)
    given = _given(request, session)
    if arranged := rearranged(data):
        typed = SessionForm.as_typed(arranged, **given)
        return _form_page(request, typed, SessionForm(arranged, **given), session=session)
    form = SessionForm(data, **given)
    is_valid = form.is_valid()
    if was_sent_before and not form.differences():
        return _saved(request, session)
    stale = Stale(session) if form.opened_version != session.version else None
    excess = 0
    if is_valid and not stale:
        try:
            actions.change_session(
                session_id=session.pk,
                plan=form.plan(),
                by=request.user,
                now=timezone.now(),
                excess=form.excess_decision(),
                version=form.opened_version,
            )
        except Stale as refusal:
            stale, session = refusal, _sessions_to_change(request).get(pk=session.pk)
            form = SessionForm(data, **_given(request, session))
        except rules.OverFull as refusal:
            excess = refusal.excess
            form.add_error("capacity", str(refusal))
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            return _saved(request, session)
    return _form_page(request, form, session=session, excess=excess, stale=stale)


@require_GET
@requires(Permission.MANAGE_SCHEDULE)
def session_check(request: SignedInRequest) -> HttpResponse:
    """What staff would like to know while they fill in the form; asked for as they type."""
    chosen = request.GET.get("session", "")
    sessions = Session.objects.visible_to(request.user).select_related("audience", "course")
    session = sessions.filter(pk=chosen).first() if chosen.isdecimal() else None
    form = SessionForm(
        request.GET,
        initial=values_of_session(session) if session else {},
        user=request.user,
        today=day_of(timezone.now()),
        session=session,
    )
    form.full_clean()
    return render(request, "training/session_form.html#checks", _checks(form, session))


@require_POST
@requires(Permission.MANAGE_SCHEDULE)
def audience_preview(request: SignedInRequest) -> HttpResponse:
    """Ten of the people whom an audience, as it is in the form, is for. That one looked is kept."""
    now = timezone.now()
    form = AudienceForm(request.POST, user=request.user, today=day_of(now))
    form.full_clean()
    names = ("levels", "employment_kinds", "roles", "departments")
    matching = persons_matching(
        day_of(now), **{name: form.cleaned_data.get(name) or [] for name in names}
    )
    persons = Person.objects.visible_to(request.user).filter(pk__in=matching.values("pk"))
    audit.record(request.user, "training.audience_previewed", at=now)
    template = page_or_part(request, "training/audience_preview.html", "persons")
    return render(
        request,
        template,
        {
            "persons": persons.with_posting_on(day_of(now))[:PERSONS_TO_SHOW],
            "count": matching.count(),
        },
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SCHEDULE)
def session_copy(request: SignedInRequest, session_id: int) -> HttpResponse:
    session = get_object_or_404(Session.objects.visible_to(request.user), pk=session_id)
    today = day_of(timezone.now())
    later = max(day_of(session.starts_at), today) + dt.timedelta(weeks=1)
    form = CopyForm(
        posted(request),
        initial={"day": working_day_from(later)},
        today=today,
    )
    if form.is_valid():
        try:
            copied = actions.copy_session(
                session_id=session.pk,
                day=form.cleaned_data["day"],
                by=request.user,
                now=timezone.now(),
                key=form.given_key(),
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Copied as a draft. Look it over, then publish."))
            return redirect("training:session-edit", copied.pk)
    return render(
        request,
        "training/session_copy.html",
        {"session": session, "form": form},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SCHEDULE)
def series_create(request: SignedInRequest, session_id: int) -> HttpResponse:
    """A pattern in the address gives dates to change, strike out and, in the end, schedule."""
    session = get_object_or_404(
        Session.objects.visible_to(request.user).select_related("course"), pk=session_id
    )
    today = day_of(timezone.now())
    asked = "frequency" in request.GET
    first = max(day_of(session.starts_at), today) + dt.timedelta(weeks=1)
    pattern = PatternForm(
        request.GET if asked else None,
        initial={"frequency": "weekly", "first": first, "count": 6},
        today=today,
    )
    days: Any = None
    key = KeyForm(posted(request))
    if request.method == "POST":
        days = DayForms(request.POST, prefix="days", form_kwargs={"today": today})
        if "check" not in request.POST and days.is_valid():
            series = actions.create_series(
                session_id=session.pk,
                days=days.days(),
                by=request.user,
                now=timezone.now(),
                key=key.given_key(),
            )
            messages.success(
                request,
                ngettext(
                    "%(count)d session scheduled as a draft.",
                    "%(count)d sessions scheduled as drafts.",
                    len(series),
                )
                % {"count": len(series)},
            )
            return redirect("training:schedule")
    elif asked and pattern.is_valid():
        found = checks.checks_of_days(session, pattern.days())
        initial = [{"day": day, "keep": not found[day].holidays} for day in pattern.days()]
        days = DayForms(prefix="days", initial=initial, form_kwargs={"today": today})
    return _series_page(request, session, pattern, days, key)


def _series_page(
    request: SignedInRequest, session: Session, pattern: PatternForm, days: Any, key: KeyForm
) -> HttpResponse:
    forms = list(days.forms) if days is not None else []
    faulty = [form for form in (pattern, *forms) if form.errors]
    known = [form.asked_day for form in forms if form.asked_day]
    found = checks.checks_of_days(session, known)
    template = page_or_part(request, "training/series_create.html", "days")
    return render(
        request,
        template,
        {
            "session": session,
            "pattern": pattern,
            "days": days,
            "key": key,
            "rows": [(form, found.get(form.asked_day)) for form in forms],
            "faulty": faulty,
        },
        status=422 if faulty or (days is not None and days.non_form_errors()) else 200,
    )


def _saved(request: SignedInRequest, session: Session) -> HttpResponse:
    """After saving, do what the button says; a refusal to publish leaves the draft."""
    messages.success(request, _("Saved."))
    if "publish" in request.POST and session.status == Session.Status.DRAFT:
        return session_publish(request, session.pk)
    if "repeat" in request.POST:
        return redirect("training:series-create", session.pk)
    return redirect("training:session-manage", session.pk)


def _form_page(
    request: SignedInRequest,
    form: SessionForm,
    read: SessionForm | None = None,
    *,
    session: Session | None = None,
    excess: int = 0,
    stale: Stale | None = None,
) -> HttpResponse:
    """The form, and what is to be said of what it asks for, read from another form if need be."""
    if read is not None:
        read.full_clean()
    is_refused = form.is_bound and (not form.is_valid() or stale is not None)
    differs = stale is not None or (form.is_bound and form.asks_for_what_is_fixed)
    context = {
        "form": form,
        "session": session,
        "stale": stale,
        "differences": form.differences() if differs else [],
        "last_in": queries.last_to_get_a_place(session, excess) if session and excess else [],
        "is_published": session is not None and session.status != Session.Status.DRAFT,
        **_checks(read or form, session),
    }
    return render(request, "training/session_form.html", context, status=422 if is_refused else 200)


def _checks(form: SessionForm, session: Session | None) -> dict[str, Any]:
    """What speaks for or against the form as it is now, as far as it can be read."""
    values = form.cleaned_data if form.is_bound else form.initial
    meetings = []
    for part in form.meetings.forms:
        starts_at, ends_at = span_of(part.asked)
        if starts_at:
            meetings.append(
                checks.Asked(
                    starts_at=starts_at,
                    ends_at=ends_at if ends_at and ends_at > starts_at else None,
                    venue=part.asked.get("venue"),
                    has_link=bool(part.asked.get("link")),
                    speakers=part.asked.get("speakers") or [],
                )
            )
    if form.starts_at is None:
        return {"checks": None}
    return {
        "checks": checks.checks_of_plan(
            meetings,
            capacity=values.get("capacity") or 1,
            kind=values.get("kind") or "",
            audience=values,
            today=day_of(timezone.now()),
            besides=session,
        ),
        "moments": [
            (deadline.fields["kind"].label, moment_of(deadline.deadline, form.starts_at))
            for deadline in form.deadlines
        ],
    }
