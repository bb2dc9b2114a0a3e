"""Taking a place, giving it back, swapping one for another."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.humanize.templatetags.humanize import ordinal
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.errors import RuleViolation
from core.pages import posted
from people.access import SignedInRequest, posted_from, requires
from people.roles import Permission
from training import actions, queries, rules
from training.forms import GivingUpForm, SwapForm
from training.models import Registration, Session


@requires(Permission.TAKE_TRAINING)
@posted_from("training:session-detail")
def registration_create(request: SignedInRequest, session_id: int) -> HttpResponse:
    if not Session.objects.visible_to(request.user).filter(pk=session_id).exists():
        raise Http404
    try:
        registration = actions.register(
            session_id=session_id,
            person=request.user.person,
            by=request.user,
            now=timezone.now(),
        )
    except rules.Overlapping as refusal:
        messages.error(request, str(refusal))
        return redirect("training:registration-swap", session_id, refusal.other.pk)
    except RuleViolation as refusal:
        messages.error(request, str(refusal))
    else:
        _say_what_came_of_it(request, registration)
    return redirect("training:session-detail", session_id)


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.TAKE_TRAINING)
def registration_swap(
    request: SignedInRequest, session_id: int, registration_id: int
) -> HttpResponse:
    """Give up a registration for a place in a session: one step, unless something must be asked."""
    session = get_object_or_404(Session.objects.visible_to(request.user), pk=session_id)
    given_up = _own_registration(request, registration_id)
    if given_up.session_id == session.pk:
        return redirect("training:session-detail", session.pk)
    now = timezone.now()
    form = SwapForm(posted(request))
    waits = False
    if form.is_valid():
        try:
            registration = actions.swap_registration(
                registration_id=given_up.pk,
                session_id=session.pk,
                by=request.user,
                now=now,
                reason=form.cleaned_data["reason"],
                may_wait=form.cleaned_data["may_wait"],
            )
        except rules.ReasonMissing as refusal:
            form.add_error("reason", str(refusal))
        except rules.WouldWait as refusal:
            waits = True
            form.add_error(None, str(refusal))
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            _say_what_came_of_it(request, registration)
            return redirect("training:session-detail", session.pk)
    form.ask(
        reason=rules.cancelling_needs_a_reason(given_up.session, now),
        may_wait=waits or not session.has_free_place or session.waiting_count > 0,
    )
    return render(
        request,
        "training/registration_swap.html",
        {
            "session": session,
            "given_up": given_up,
            "form": form,
            "refusal": _why_not(
                lambda: rules.check_can_be_cancelled(given_up, now),
                lambda: rules.check_accepts_registrations(session, now),
            ),
        },
        status=422 if form.errors else 200,
    )


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.TAKE_TRAINING)
def registration_cancel(request: SignedInRequest, registration_id: int) -> HttpResponse:
    registration = _own_registration(request, registration_id)
    now = timezone.now()
    form = GivingUpForm(posted(request))
    if form.is_valid():
        try:
            actions.cancel_registration(
                registration_id=registration.pk,
                by=request.user,
                now=now,
                reason=form.cleaned_data["reason"],
            )
        except rules.ReasonMissing as violation:
            form.add_error("reason", str(violation))
        except RuleViolation as violation:
            form.add_error(None, str(violation))
        else:
            messages.success(request, _("Your registration is cancelled."))
            still_seen = Session.objects.visible_to(request.user)
            if not still_seen.filter(pk=registration.session_id).exists():
                return redirect("training:my-record")
            return redirect("training:session-detail", registration.session_id)
    form.ask(reason=rules.cancelling_needs_a_reason(registration.session, now))
    return render(
        request,
        "training/registration_cancel.html",
        {
            "registration": registration,
            "session": registration.session,
            "form": form,
            "refusal": _why_not(lambda: rules.check_can_be_cancelled(registration, now)),
        },
        status=422 if form.errors else 200,
    )


def _why_not(*checks: Callable[[], None]) -> str:
    """The first refusal, if there is one, so that no form is offered that is refused when sent."""
    for check in checks:
        try:
            check()
        except RuleViolation as refusal:
            return str(refusal)
    return ""


def _own_registration(request: SignedInRequest, registration_id: int) -> Registration:
    return get_object_or_404(
        request.user.person.registrations.select_related("session"), pk=registration_id
    )


def _say_what_came_of_it(request: SignedInRequest, registration: Registration) -> None:
    if registration.is_confirmed:
        messages.success(request, _("You have a place. A confirmation is on its way by mail."))
        return
    waiting = Registration.objects.annotate(place=queries.place_in_waiting_list())
    place = waiting.values_list("place", flat=True).get(pk=registration.pk)
    if place:  # Else promoted in this very moment: the page shows it.
        messages.info(
            request,
            _("The session is full. You are %(ordinal)s of %(count)d in the waiting list.")
            % {
                "ordinal": ordinal(place),
                "count": max(registration.session.waiting_count, place),
            },
        )
