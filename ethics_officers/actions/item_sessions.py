"""Sessions that serve items of a plan."""

import datetime as dt

from django.db import transaction

from core import audit
from ethics_officers import permissions, queries, rules
from ethics_officers.models import PlanItem, PlanItemSession
from people.models import User
from training.models import Session


@transaction.atomic
def link_session(*, item_id: int, session_id: int, by: User, now: dt.datetime) -> PlanItemSession:
    """Let a session of the department's people serve an item of its plan. Safe to repeat."""
    item = _locked(item_id)
    permissions.check_can_manage_programme_of(by, item.plan.department)
    if link := item.session_links.filter(session=session_id).first():
        return link
    rules.check_is_under_way(item)
    session = Session.objects.get(pk=session_id)
    offered = queries.sessions_to_serve(item).filter(pk=session_id)
    rules.check_can_serve(session, offered.exists())

    link = item.session_links.create(session=session)

    audit.record(by, "ethics_officers.session_linked", item, at=now, session=session.pk)
    return link


@transaction.atomic
def unlink_session(*, item_id: int, session_id: int, by: User, now: dt.datetime) -> None:
    """Let a session no longer serve an item, unless a request made it for the item."""
    item = _locked(item_id)
    permissions.check_can_manage_programme_of(by, item.plan.department)
    link = item.session_links.filter(session=session_id).first()
    if link is None:
        return
    rules.check_is_under_way(item)
    rules.check_is_not_from_a_request(item.talk_requests.filter(session=session_id).first())

    link.delete()

    audit.record(by, "ethics_officers.session_unlinked", item, at=now, session=session_id)


def _locked(item_id: int) -> PlanItem:
    items = PlanItem.objects.select_for_update(of=("self",))
    return items.select_related("plan__department").get(pk=item_id)
