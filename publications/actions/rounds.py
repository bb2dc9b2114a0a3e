"""Asking the audience, batch by batch; those who join it; and asking all again."""

import datetime as dt

from django.db import transaction
from django.db.models import BigIntegerField, Exists, F, OuterRef, QuerySet

from core import audit
from core.bulk import given, insert_selected
from core.days import HONG_KONG, day_of, instant_of
from core.models import GeneralHoliday
from people.models import Posting
from publications import queries
from publications.emails import circulations as emails
from publications.models import Acknowledgement, Circulation, CirculationRound, Recipient
from publications.queries import circulations as reads
from publications.rules import circulations as rules

PERSONS_AT_ONCE = 2000

# The mails of a batch fall due so long after those of the one before, so that what others are
# waiting for, such as the confirmation of a place, never queues behind a whole civil service.
PACE = dt.timedelta(seconds=30)


@transaction.atomic
def send_batch(*, now: dt.datetime, limit: int = PERSONS_AT_ONCE) -> int | None:
    """Ask the next so many persons of a circulation; None if none is due to go out.

    A batch is whole or not there: its recipients, their messages and the cursor are written in one
    transaction that holds the circulation. So a worker killed in the middle leaves nobody out, and
    no two ask the same. Who joins or leaves the audience meanwhile is found by `follow_audience`.
    """
    circulation = (
        reads.due_to_go_out(now)
        .select_related("edition__publication", "audience")
        .prefetch_related("audience__departments")
        .select_for_update(of=("self",), skip_locked=True)
        .first()
    )
    if circulation is None:
        return None
    out = reads.open_round(circulation)
    # What one statement found due, another worker may have finished before it was locked.
    if out is None or out.finished_at is not None:
        return 0
    if out.begun_at is None:
        _begin(circulation, out, now)

    ahead = _audience(circulation, out, now).filter(person__gt=out.cursor)
    last, found = reads.last_of(ahead, "person_id", limit)
    asked = 0
    if last is not None:
        asked = _ask(circulation, out, ahead, up_to=last, now=now)
        out.cursor, out.asked = last, out.asked + asked
    out.batches += 1
    if found < limit:
        out.finished_at = now
        circulation.status = Circulation.Status.SENT
        circulation.save(update_fields=["status"])
    out.save()
    return asked


@transaction.atomic
def follow_audience(*, circulation_id: int, now: dt.datetime, limit: int = PERSONS_AT_ONCE) -> int:
    """Ask those who joined the audience of a circulation, and let go of those who left it.

    Gives how many were asked; as many as the limit means that there may be more.
    """
    circulation = (
        Circulation.objects.filter(pk=circulation_id, status=Circulation.Status.SENT)
        .select_related("edition__publication", "audience")
        .prefetch_related("audience__departments")
        .select_for_update(of=("self",), skip_locked=True)
        .first()
    )
    out = reads.open_round(circulation) if circulation else None
    if circulation is None or out is None or out.finished_at is None:
        return 0
    today = day_of(now)
    _mark_who_left(circulation, out, today)
    if not rules.takes_joiners(circulation, today):
        return 0
    asked_before = Recipient.objects.filter(round=out, person=OuterRef("person"))
    joined = _audience(circulation, out, now).filter(~Exists(asked_before))
    last, _ = reads.last_of(joined, "person_id", limit)
    if last is None:
        return 0
    asked = _ask(circulation, out, joined, up_to=last, is_joiner=True, now=now)
    CirculationRound.objects.filter(pk=out.pk).update(asked=F("asked") + asked)
    return asked


@transaction.atomic
def begin_round(*, circulation_id: int, now: dt.datetime) -> CirculationRound | None:
    """Let a circulation go out once more, if a year, a festival or a new edition is the cause.

    Safe to repeat: an occasion causes one round. The round before is closed with its proofs.
    """
    circulation = (
        Circulation.objects.filter(pk=circulation_id)
        .filter(status__in=[Circulation.Status.SENDING, Circulation.Status.SENT])
        .select_related("edition__publication")
        .select_for_update(of=("self",), skip_locked=True)
        .first()
    )
    last = reads.open_round(circulation) if circulation else None
    if circulation is None or last is None or last.begun_at is None:
        return None
    found = reads.cause_of_a_round(circulation, last, now)
    edition = queries.newest_published(circulation.edition.publication, now)
    if found is None or edition is None:
        return None
    cause, occasion = found

    last.closed_at = now
    last.save(update_fields=["closed_at"])
    fresh = circulation.rounds.create(
        number=last.number + 1, edition=edition, cause=cause, occasion=occasion, starts_at=now
    )
    circulation.status = Circulation.Status.SENDING
    circulation.save(update_fields=["status"])
    audit.record(None, "publications.circulation_repeated", circulation, at=now, occasion=occasion)
    return fresh


@transaction.atomic
def plan_reminders(*, now: dt.datetime, limit: int = PERSONS_AT_ONCE) -> int:
    """Put reminders that are due in the outbox, for those who have not done what is asked.

    Gives how many recipients were dealt with; as many as the limit means that there may be more.
    After an outage each gets the last that was missed. Running twice, or twice at once, plans
    each once: a recipient counts the steps dealt with, and a message has its key.
    """
    if now.astimezone(HONG_KONG).time() < rules.REMINDERS_FROM:
        return 0
    today = day_of(now)
    for step, due_from, due_until in rules.reminder_windows(today):
        late = (
            Recipient.objects.asked_now()
            .outstanding()
            .filter(due_on__range=(due_from, due_until), reminders__lt=step)
            .filter(asked_at__lt=instant_of(today, dt.time.min))
        )
        chosen = list(
            late.select_for_update(of=("self",), skip_locked=True)
            .order_by("pk")
            .values_list("pk", flat=True)[:limit]
        )
        if chosen:
            recipients = Recipient.objects.filter(pk__in=chosen)
            emails.reminders(recipients, step, now=now)
            recipients.update(reminders=step)
            return len(chosen)
    return 0


def _begin(circulation: Circulation, out: CirculationRound, now: dt.datetime) -> None:
    """Let a round begin, with the edition that readers have by now."""
    newest = queries.newest_published(circulation.edition.publication, now)
    out.edition = newest or out.edition
    out.begun_at, out.expected = now, _audience(circulation, out, now).count()
    circulation.status = Circulation.Status.SENDING
    circulation.save(update_fields=["status"])


def _audience(
    circulation: Circulation, out: CirculationRound, now: dt.datetime
) -> QuerySet[Posting]:
    """Give the posts of those in the audience today, but of those who need not be asked.

    Who read a new edition before its round began isn't asked for it again.
    """
    audience = circulation.audience.postings(day_of(now))
    if out.cause != CirculationRound.Cause.EDITION:
        return audience
    read = Acknowledgement.objects.filter(
        person=OuterRef("person"),
        recipient__round__circulation=circulation,
        edition__number__gte=out.edition.number,
    )
    return audience.filter(~Exists(read))


def _ask(
    circulation: Circulation,
    out: CirculationRound,
    postings: QuerySet[Posting],
    *,
    up_to: int,
    is_joiner: bool = False,
    now: dt.datetime,
) -> int:
    """Make recipients of those with posts, up to the id of a person, and messages for them."""
    due_on = out.due_on
    if due_on is None or is_joiner:
        holidays = GeneralHoliday.objects.days()
        due_on = rules.due_day(circulation, day_of(now), due_on, holidays)
    field = Recipient._meta.get_field
    rows = postings.filter(person__lte=up_to).annotate(
        in_round=given(out.pk, BigIntegerField()),
        joined=given(is_joiner, field("is_joiner")),
        asked_at=given(now, field("asked_at")),
        due=given(due_on, field("due_on")),
        reminded=given(0, field("reminders")),
    )
    asked = insert_selected(
        Recipient,
        rows.order_by("person_id"),
        round="in_round",
        person="person_id",
        department="department_id",
        is_joiner="joined",
        asked_at="asked_at",
        due_on="due",
        reminders="reminded",
    )
    fresh = Recipient.objects.filter(
        round=out,
        is_joiner=is_joiner,
        asked_at=now,
        person__gt=0 if is_joiner else out.cursor,
        person__lte=up_to,
    )
    emails.askings(fresh, now=now, due_at=now if is_joiner else now + out.batches * PACE)
    return asked


def _mark_who_left(circulation: Circulation, out: CirculationRound, today: dt.date) -> None:
    """Note who is in the audience no more, and who came back to it."""
    inside = circulation.audience.postings(today).filter(person=OuterRef("person"))
    open_ = Recipient.objects.filter(round=out, acknowledged_at=None)
    open_.filter(~Exists(inside), left_on=None).update(left_on=today)
    open_.filter(Exists(inside), left_on__isnull=False).update(left_on=None)
