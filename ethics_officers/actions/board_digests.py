"""Subscribing to news of the board, and putting the digests in the outbox."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from core import audit
from core.days import day_of
from ethics_officers import emails, permissions, queries, rules
from ethics_officers.models import BoardSubscription
from people.models import User
from publications.models import Topic


@transaction.atomic
def subscribe_to_board(
    *, rhythm: str, topics: Collection[Topic], by: User, now: dt.datetime
) -> BoardSubscription:
    """Keep how often somebody wants news of the board, and of what; of all if no topic is named.

    Who had none before gets what is written from now on. Safe to repeat.
    """
    permissions.check_can_use_network(by)
    subscription, is_new = BoardSubscription.objects.select_for_update().get_or_create(
        user=by, defaults={"rhythm": rhythm, "digested_until": now}
    )
    had_none = subscription.rhythm == BoardSubscription.Rhythm.NEVER
    if not is_new and had_none and rhythm != BoardSubscription.Rhythm.NEVER:
        subscription.digested_until = now
    subscription.rhythm = rhythm
    subscription.save(update_fields=["rhythm", "digested_until"])
    subscription.topics.set(topics)

    audit.record(by, "ethics_officers.board_subscribed", subscription, at=now, rhythm=rhythm)
    return subscription


def plan_board_digests(*, now: dt.datetime) -> int:
    """Put the digests that have fallen due in the outbox; give how many subscriptions were due.

    Safe to repeat, and to miss: the next run covers all since the last digest.
    """
    due = queries.subscriptions_due(now)
    for subscription_id in due:
        _plan_digest(subscription_id, now)
    return len(due)


@transaction.atomic
def _plan_digest(subscription_id: int, now: dt.datetime) -> None:
    waiting = BoardSubscription.objects.select_for_update(of=("self",), skip_locked=True)
    subscription = waiting.filter(pk=subscription_id).first()
    if subscription is None or subscription.rhythm == BoardSubscription.Rhythm.NEVER:
        return
    since, until = subscription.digested_until, rules.digest_due_at(subscription.rhythm, now)
    if since >= until:
        return

    subscription.digested_until = until
    subscription.save(update_fields=["digested_until"])

    topics = set(subscription.topics.values_list("pk", flat=True))
    news = queries.news(since, until)
    is_inside = queries.in_network([subscription.user_id], day_of(now))
    if is_inside and news.of_interest(subscription.user_id, topics, since, until):
        emails.digest(subscription, since=since, until=until, now=now)
