"""The sample's circulations: one half read, one that is planned, and one that has ended."""

import datetime as dt

from django.db import transaction
from django.db.models import F

from core.days import HONG_KONG
from integrity.sample.data.cast import CAST
from people.models import Department, Level, User
from people.roles import Role
from publications.actions import acknowledging, rounds
from publications.actions import circulations as actions
from publications.actions.circulations import CirculationPlan
from publications.models import Circulation, Edition, Recipient, Rendition
from publications.rules.circulations import fingerprint

_TEXTS = {
    "en": (
        "<h2>In short (sample text)</h2><p>An officer who is offered an advantage declines it, "
        "reports it to the supervisor on the same day, and keeps a note of both.</p>"
    ),
    "zh-hant": (
        "<h2>摘要（示範文字）</h2><p>人員如獲提供利益，應予拒絕，並於當日向上司報告，兩者均須記錄在案。</p>"
    ),
}
_OFFICE_OPENS = dt.time(9, 0)

# Whose departments read: the officer's own, and those of the two bodies.
_LOOKED_AT = (Role.CIVIL_SERVANT, Role.PROGRAMME_STAFF, Role.ICAC_STAFF)

# Each reads by an action of their own; more would make one wait for the sample.
_MOST_WHO_READ = 40


@transaction.atomic
def load(*, now: dt.datetime) -> None:
    """Circulate three publications, unless any was circulated before."""
    if Circulation.objects.exists():
        return
    cast = {part.role: User.objects.get(email=part.email) for part in CAST}
    by = cast[Role.PROGRAMME_STAFF]
    codes = [part.department for part in CAST if part.role in _LOOKED_AT]
    departments = [Department.objects.get(code=code) for code in codes]
    half_read, ended, planned = _editions(by, now)

    begun = _days_before(now, 12)
    circulation = _send(
        CirculationPlan(
            edition=half_read,
            scale=Circulation.Scale.CHOSEN,
            departments=departments[:1],
            message_en="Please read it again before the festive season.",
            message_zh_hant="節日將至，請重溫內容。",
            recurrence=Circulation.Recurrence.FESTIVALS,
            festivals=["lunar_new_year", "mid_autumn"],
            days_before=10,
        ),
        by,
        begun,
    )
    _read(circulation, begun + dt.timedelta(days=2), every=3, besides=cast[Role.CIVIL_SERVANT])

    begun = _days_before(now, 60)
    over = _send(
        CirculationPlan(
            edition=ended,
            scale=Circulation.Scale.CHOSEN,
            levels=[Level.SENIOR],
            departments=departments,
            takes_joiners=False,
        ),
        by,
        begun,
    )
    _read(over, begun + dt.timedelta(days=5), every=2, besides=None)
    actions.end_circulation(circulation_id=over.pk, by=by, now=begun + dt.timedelta(days=30))

    draft = actions.draft_circulation(
        plan=CirculationPlan(
            edition=planned,
            scale=Circulation.Scale.HEADS,
            message_en="For your information, and for your management meeting.",
            message_zh_hant="請閱，並於管理層會議討論。",
            must_acknowledge=False,
        ),
        by=by,
        now=now,
    )
    starts_at = _days_before(now, -7)
    actions.send_circulation(circulation_id=draft.pk, starts_at=starts_at, by=by, now=now)


def _days_before(now: dt.datetime, days: int) -> dt.datetime:
    day = now.astimezone(HONG_KONG).date() - dt.timedelta(days=days)
    return dt.datetime.combine(day, _OFFICE_OPENS, tzinfo=HONG_KONG)


def _editions(by: User, now: dt.datetime) -> list[Edition]:
    """Three published editions, each with something to read."""
    published = Edition.objects.published(_days_before(now, 60)).order_by(
        F("publication__year").desc(nulls_last=True), "pk"
    )
    chosen = list(published.select_related("publication")[:3])
    for edition in chosen:
        if not edition.renditions.exists():
            Rendition.objects.bulk_create(
                Rendition(
                    edition=edition,
                    language=language,
                    format=Rendition.Format.HTML,
                    text=text,
                    added_at=now,
                    added_by=by,
                )
                for language, text in _TEXTS.items()
            )
    return chosen


def _send(plan: CirculationPlan, by: User, at: dt.datetime) -> Circulation:
    """Send a circulation that begins then, and let it go out."""
    draft = actions.draft_circulation(plan=plan, by=by, now=at)
    circulation = actions.send_circulation(circulation_id=draft.pk, starts_at=at, by=by, now=at)
    while rounds.send_batch(now=at) is not None:
        pass
    return circulation


def _read(circulation: Circulation, at: dt.datetime, *, every: int, besides: User | None) -> None:
    """Let some of those asked open it, and most of these acknowledge it."""
    recipients = list(
        Recipient.objects.filter(round__circulation=circulation, person__user__isnull=False)
        .exclude(person__user=besides)
        .select_related("person__user")
        .order_by("person__name_en", "pk")
    )
    rendition = circulation.edition.renditions.select_related("stored").order_by("pk")[0]
    for number, recipient in enumerate(recipients[:_MOST_WHO_READ]):
        if number % every == 0:
            continue
        acknowledging.note_opened([recipient], now=at)
        if number % 5 and recipient.person.user:
            acknowledging.acknowledge(
                publication_id=circulation.edition.publication_id,
                rendition_id=rendition.pk,
                sha256=fingerprint(rendition),
                by=recipient.person.user,
                now=at + dt.timedelta(minutes=7 * number),
            )
