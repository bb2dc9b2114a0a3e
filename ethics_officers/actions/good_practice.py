"""Sharing an activity with the network as good practice, and what others say of it."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from core import audit
from ethics_officers import emails, permissions, rules
from ethics_officers.models import Activity, GoodPracticeComment
from people.models import User


@transaction.atomic
def share_activity(
    *, activity_id: int, evidence_ids: Collection[int], by: User, now: dt.datetime
) -> Activity:
    """Share an activity with the network, with those of its files that were chosen.

    Safe to repeat; sharing again with other files changes which are seen.
    """
    activity = Activity.objects.select_for_update().get(pk=activity_id)
    permissions.check_can_manage_programme_of(by, activity.department)
    rules.check_stands(activity)

    if activity.shared_at is None:
        activity.shared_at, activity.shared_by = now, by
        activity.save(update_fields=["shared_at", "shared_by"])
    standing = activity.evidence.standing()
    standing.filter(pk__in=evidence_ids, shared=False).update(shared=True)
    standing.exclude(pk__in=evidence_ids).filter(shared=True).update(shared=False)

    audit.record(
        by, "ethics_officers.activity_shared", activity, at=now, files=sorted(evidence_ids)
    )
    return activity


@transaction.atomic
def unshare_activity(*, activity_id: int, by: User, now: dt.datetime) -> Activity:
    """Take an activity back from the network; its comments stay with it. Safe to repeat."""
    activity = Activity.objects.select_for_update().get(pk=activity_id)
    permissions.check_can_manage_programme_of(by, activity.department)
    if activity.shared_at is None:
        return activity

    activity.shared_at = activity.shared_by = None
    activity.save(update_fields=["shared_at", "shared_by"])
    activity.evidence.filter(shared=True).update(shared=False)

    audit.record(by, "ethics_officers.activity_unshared", activity, at=now)
    return activity


@transaction.atomic
def comment_on_good_practice(
    *, activity_id: int, text: str, by: User, now: dt.datetime
) -> GoodPracticeComment:
    """Say something of an activity that is shared; its author is told by mail.

    Safe to repeat: the same words of the same person again are the same comment.
    """
    permissions.check_can_use_network(by)
    activity = Activity.objects.select_for_update().get(pk=activity_id)
    rules.check_is_shared(activity)
    if said := activity.comments.filter(written_by=by, text=text).first():
        return said

    comment = activity.comments.create(text=text, written_at=now, written_by=by)

    audit.record(by, "ethics_officers.good_practice_commented", comment, at=now)
    emails.good_practice_commented(comment, now=now)
    return comment
