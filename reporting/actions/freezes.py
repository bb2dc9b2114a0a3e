"""Freezing figures. What is frozen is never changed; a newer set may replace it."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError

from core import audit
from core.canonical import sha256_of
from core.days import day_of
from core.snapshots import one_snapshot
from people.models import User
from reporting import permissions
from reporting.models import Freeze, FrozenFigure
from reporting.queries import freezes as queries
from reporting.queries.freezes import AskedFigure
from reporting.rules import freezes as rules


def freeze(
    *,
    title: str,
    asked: Sequence[AskedFigure],
    by: User,
    now: dt.datetime,
    note: str = "",
    replaces_id: int | None = None,
    reason: str = "",
    asking: UUID | None = None,
) -> Freeze:
    """Count figures, all as they stand at one moment, and keep them for good with their hash.

    Safe to repeat with the same `asking`: the set that was made for it is given back. Raises
    FreezeRefused if somebody else has replaced the same set, be it at this moment. It is its own
    transaction, or part of one that is `core.snapshots.one_snapshot`.
    """
    permissions.check_can_manage_reports(by)
    try:
        with one_snapshot():
            if asking and (made := Freeze.objects.filter(asking=asking, made_by=by).first()):
                return made
            return _freeze(title, asked, by, now, note, replaces_id, reason, asking)
    except IntegrityError:
        # Somebody else's transaction, which could not be seen from here, has done it meanwhile.
        if asking and (made := Freeze.objects.filter(asking=asking, made_by=by).first()):
            return made
        if replaces_id:
            rules.check_can_be_replaced(Freeze.objects.get(pk=replaces_id), reason)
        raise


def _freeze(
    title: str,
    asked: Sequence[AskedFigure],
    by: User,
    now: dt.datetime,
    note: str,
    replaces_id: int | None,
    reason: str,
    asking: UUID | None,
) -> Freeze:
    today, once = day_of(now), list(dict.fromkeys(asked))
    rules.check_has_figures(len(once))
    rules.check_has_begun([each.span for each in once], today)
    replaced = Freeze.objects.get(pk=replaces_id) if replaces_id else None
    if replaced:
        rules.check_can_be_replaced(replaced, reason)

    figures = queries.frozen(once, today)
    freeze = Freeze(
        title=title,
        note=note,
        made_at=now,
        made_by=by,
        made_by_name=str(getattr(by, "person", by)),
        replaces=replaced,
        reason=reason if replaced else "",
        number_of_figures=len(figures),
        asking=asking,
        marks=queries.marks(),
    )
    freeze.text = queries.text_of(freeze, figures)
    freeze.sha256 = sha256_of(freeze.text)
    freeze.save(force_insert=True)
    for figure in figures:
        figure.freeze = freeze
    FrozenFigure.objects.bulk_create(figures, batch_size=50)

    audit.record(by, "reporting.frozen", freeze, at=now, sha256=freeze.sha256, figures=len(figures))
    return freeze
