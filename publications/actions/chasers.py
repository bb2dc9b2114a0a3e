"""Reminding by hand those who have not done what a circulation asks."""

import datetime as dt

from django.db import transaction

from core import audit
from core.chinese import simplify
from core.days import day_of
from people.models import User
from publications.emails import circulations as emails
from publications.models import Chaser, CirculationRound
from publications.permissions import chasers as permissions
from publications.queries.chasers import Group, to_chase
from publications.rules import chasers as rules


@transaction.atomic
def chase(
    *,
    round_id: int,
    group: Group,
    words_en: str = "",
    words_zh_hant: str = "",
    by: User,
    now: dt.datetime,
) -> Chaser:
    """Remind those of a group who have not read, with one's own words.

    Pressed twice, or by two people, it goes to each recipient once a day. Raises ChaserRefused if
    nobody is left to whom it would go.
    """
    permissions.check_can_chase(by, group.department)
    rounds = CirculationRound.objects.select_related("circulation")
    round_ = rounds.select_for_update(of=("self",)).get(pk=round_id)
    rules.check_can_be_chased(round_)

    chaser = Chaser.objects.create(
        round=round_,
        department=group.department,
        level=group.level,
        step=group.step,
        words_en=words_en,
        words_zh_hant=words_zh_hant,
        words_zh_hans=simplify(words_zh_hant),
        sent_at=now,
        sent_by=by,
    )
    recipients = to_chase(round_, by, group, today=day_of(now))
    chaser.told = emails.chasers(recipients, chaser, now=now)
    rules.check_reaches_somebody(chaser.told)
    chaser.save(update_fields=["told"])

    audit.record(
        by, "publications.chased", round_.circulation, at=now, chaser=chaser.pk, told=chaser.told
    )
    return chaser
