"""Publications that serve items of a plan."""

import datetime as dt

from django.db import transaction

from core import audit
from ethics_officers import permissions, queries, rules
from ethics_officers.models import PlanItem, PlanItemPublication
from people.models import User


@transaction.atomic
def link_publication(
    *, item_id: int, publication_id: int, by: User, now: dt.datetime
) -> PlanItemPublication:
    """Let those of the department who read a publication count for an item. Safe to repeat."""
    item = _locked(item_id)
    permissions.check_can_manage_programme_of(by, item.plan.department)
    if link := item.publication_links.filter(publication=publication_id).first():
        return link
    rules.check_is_under_way(item)
    offered = queries.publications_to_serve(item, by).filter(pk=publication_id)
    rules.check_is_circulated(offered.exists())

    link = item.publication_links.create(publication_id=publication_id)

    audit.record(by, "ethics_officers.publication_linked", item, at=now, publication=publication_id)
    return link


@transaction.atomic
def unlink_publication(*, item_id: int, publication_id: int, by: User, now: dt.datetime) -> None:
    """Let a publication no longer count for an item. Safe to repeat."""
    item = _locked(item_id)
    permissions.check_can_manage_programme_of(by, item.plan.department)
    link = item.publication_links.filter(publication=publication_id).first()
    if link is None:
        return
    rules.check_is_under_way(item)

    link.delete()

    audit.record(
        by, "ethics_officers.publication_unlinked", item, at=now, publication=publication_id
    )


def _locked(item_id: int) -> PlanItem:
    items = PlanItem.objects.select_for_update(of=("self",))
    return items.select_related("plan__department").get(pk=item_id)
