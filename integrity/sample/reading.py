"""What the sample's own department planned to have read: an item that a circulation closes."""

import datetime as dt

from django.db import transaction

from core.days import day_of
from ethics_officers import actions, queries
from ethics_officers.models import PlanItem, PlanItemPublication, WorkPlan, later
from integrity.sample.data.cast import CAST
from people.models import User
from people.roles import Role
from publications.models import Circulation

_TITLE = "Have senior officers read the guidance circulated"
_REASON = "CSB circulated it after the plan was endorsed."


@transaction.atomic
def load(*, now: dt.datetime) -> None:
    """Plan that what has ended is read, unless a publication serves an item already.

    Early in a year nothing that reached the department in it has ended, and nothing is planned.
    """
    if PlanItemPublication.objects.exists():
        return
    part = next(part for part in CAST if part.role == Role.ETHICS_OFFICER)
    officer = User.objects.get(email=part.email)
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
