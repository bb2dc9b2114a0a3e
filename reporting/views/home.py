"""Home."""

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.days import day_of
from people.access import SignedInRequest, signed_in
from people.models import User
from people.roles import Permission
from reporting.queries import home as queries
from reporting.queries.gaps import worst_gaps
from training.queries import counts_stand_at, own_due

GAPS = 3


@require_safe
@signed_in
def home(request: SignedInRequest) -> HttpResponse:
    """Show what is due for this user; each role adds its part."""
    user = request.user
    now = timezone.now()
    person = getattr(user, "person", None)
    parts: dict[str, object] = {"today": day_of(now), "person": person}
    if person and user.has(Permission.TAKE_TRAINING):
        parts["own"] = queries.own_training(person, now)
        parts["due"] = own_due(person, now)
    if person and user.has(Permission.READ_PUBLICATIONS):
        parts["to_read"] = queries.own_reading(person, now)
    if person and user.has(Permission.VIEW_ENGAGEMENTS):
        parts["engagements"] = queries.engagements(person, now)
    if user.has(Permission.VIEW_OWN_PROGRAMME):
        parts["programmes"] = queries.own_programmes(user, now)
        parts["gaps"], parts["gaps_found"] = worst_gaps(user, day_of(now), most=GAPS)
    if user.has(Permission.VIEW_OWN_DEPARTMENT):
        parts["departments"] = queries.own_departments(user, now)
        parts["stands_at"] = counts_stand_at()
    parts |= _of_staff(user, now)
    return render(request, "reporting/home.html", parts)


def _of_staff(user: User, now: dt.datetime) -> dict[str, object]:
    """What those look at who work for all departments."""
    parts: dict[str, object] = {}
    if user.has(Permission.VIEW_SCHEDULE):
        parts["schedule"] = queries.schedule(user, now)
        parts["may_schedule"] = user.has(Permission.MANAGE_SCHEDULE)
    if user.has(Permission.CIRCULATE):
        parts["shows_circulations"] = True
        parts["circulations_out"] = queries.circulations_out(user)
    if user.has(Permission.VIEW_ETHICS_OFFICERS):
        parts["shows_vacancies"] = True
        parts["posts_vacant"] = queries.posts_vacant(now)
    if user.has(Permission.VIEW_PROGRAMMES):
        parts["watch"] = queries.watch(user, now)
    if user.has(Permission.REVIEW_REPORTS):
        parts["to_review"] = queries.documents_to_review(user)
    if user.has(Permission.VIEW_MESSAGES):
        parts["shows_messages"] = True
        parts["failed_messages"] = queries.failed_messages(user)
    return parts
