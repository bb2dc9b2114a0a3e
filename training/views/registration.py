"""Taking a place, giving it back, swapping one for another."""

from django.contrib import messages
from django.contrib.humanize.templatetags.humanize import ordinal
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import RuleViolation
from core.pages import posted
from people.access import SignedInRequest, requires
from people.roles import Permission
from training import actions, queries, rules
from training.forms import GivingUpForm, SwapForm
from training.models import Registration, Session
from training.views.finding import session_page


@require_POST
@requires(Permission.TAKE_TRAINING)
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
        return session_page(request, session_id, refusal=str(refusal), overlapping=refusal.other)
    except RuleViolation as refusal:
        return session_page(request, session_id, refusal=str(refusal))
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
        {"session": session, "given_up": given_up, "form": form},
        status=422 if form.errors else 200,
    )


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.TAKE_TRAINING)
def registration_cancel(request: SignedInRequest, registration_id: int) -> HttpResponse:
    registration = _own_registration(request, registration_id)
    now = timezone.now()
    form = GivingUpForm(posted(request))
    refusal = ""
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
            refusal = str(violation)
        else:
            messages.success(request, _("Your registration is cancelled."))
            return redirect("training:session-detail", registration.session_id)
    form.ask(reason=rules.cancelling_needs_a_reason(registration.session, now))
    return render(
        request,
        "training/registration_cancel.html",
        {
            "registration": registration,
            "session": registration.session,
            "form": form,
            "refusal": refusal,
        },
        status=422 if refusal or form.errors else 200,
    )


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
