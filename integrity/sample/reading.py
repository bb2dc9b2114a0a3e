"""What uses the sample's publications: an item that a circulation closes, and a course."""

import datetime as dt

from django.db import transaction

from core.days import day_of
from ethics_officers import actions, queries
from ethics_officers.models import PlanItem, PlanItemPublication, WorkPlan, later
from integrity.sample.data.cast import CAST
from people.models import User
from people.roles import Role
from publications.models import Circulation, Publication
from training import actions as training
from training.models import Course, CoursePublication

_TITLE = "Have senior officers read the guidance circulated"
_REASON = "CSB circulated it after the plan was endorsed."


@transaction.atomic
def load(*, now: dt.datetime) -> None:
    """Let a course and an item of the own department's plan use publications, unless any does."""
    _use_in_course(now)
    _plan_to_read(now)


def _use_in_course(now: dt.datetime) -> None:
    course = Course.objects.order_by("title_en").first()
    publication = Publication.objects.readable(now).order_by("title_en").first()
    if course is None or publication is None or CoursePublication.objects.exists():
        return
    training.save_course(
        course=course,
        topics=list(course.topics.all()),
        publications=[publication],
        by=_cast(Role.PROGRAMME_STAFF),
        now=now,
    )


def _plan_to_read(now: dt.datetime) -> None:
    """Plan that what has ended is read.

    Early in a year nothing that reached the department in it has ended, and nothing is planned.
    """
    if PlanItemPublication.objects.exists():
        return
    part = next(part for part in CAST if part.role == Role.ETHICS_OFFICER)
    officer = _cast(Role.ETHICS_OFFICER)
    plans = WorkPlan.objects.on(day_of(now)).filter(department__code=part.department)
    ended = Circulation.objects.filter(status=Circulation.Status.ENDED).select_related("edition")
    plan, circulation = plans.first(), ended.first()
    if plan is None or circulation is None or not plan.is_endorsed:
        return
    publication = circulation.edition.publication_id
    offered = queries.publications_to_serve(PlanItem(plan=plan), officer)
    if not offered.filter(pk=publication).exists():
        return
    values = actions.ItemValues(
        title=_TITLE,
        three_a="awareness",
        kind="circulation",
        starts_on=plan.starts_on,
        ends_on=later(plan.starts_on, 12),
        levels=("senior",),
    )
    [item] = actions.add_item(plan_id=plan.pk, values=values, reason=_REASON, by=officer, now=now)
    actions.link_publication(item_id=item.pk, publication_id=publication, by=officer, now=now)


def _cast(role: Role) -> User:
    return User.objects.get(email=next(part.email for part in CAST if part.role == role))
