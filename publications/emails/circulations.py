"""What is written to those who are asked to read, and when it is no longer wanted."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.days import day_of, day_text
from notifications.actions import enqueue_selected
from notifications.emails import BLANK, Composed, Mail, Unwanted, Writer, composes
from notifications.models import Message
from publications.models import Chaser, Circulation, Publication, Recipient
from publications.queries import chasers as chasing
from publications.queries import circulations

ASKING = circulations.ASKING
REMINDER = "publications.circulation_reminder"
CHASER = chasing.CHASER

_SUBJECTS = {
    (ASKING, True): _("Please read and acknowledge: %(title)s"),
    (ASKING, False): _("Please read: %(title)s"),
    (REMINDER, True): _("Reminder, please read and acknowledge: %(title)s"),
    (REMINDER, False): _("Reminder, please read: %(title)s"),
}


def askings(recipients: QuerySet[Recipient], *, now: dt.datetime, due_at: dt.datetime) -> None:
    """Ask those to read of whom a query tells, in one statement."""
    _enqueue(
        ASKING,
        recipients,
        Concat(Value(f"{ASKING}:"), _pk(), output_field=TextField()),
        now,
        due_at,
    )


def reminders(recipients: QuerySet[Recipient], step: int, *, now: dt.datetime) -> None:
    """Remind them, with the step that it is of the reminders."""
    key = Concat(Value(f"{REMINDER}:"), _pk(), Value(f":{step}"), output_field=TextField())
    _enqueue(REMINDER, recipients, key, now, now)


def chasers(recipients: QuerySet[Recipient], chaser: Chaser, *, now: dt.datetime) -> int:
    """Remind them by hand, each once a day; give how many were not yet reminded so."""
    return enqueue_selected(
        kind=CHASER,
        about=recipients.order_by("pk"),
        recipient="person__user",
        key=chasing.key_of(day_of(now)),
        now=now,
        context={"chaser": chaser.pk},
    )


def _enqueue(
    kind: str, recipients: QuerySet[Recipient], key: Any, now: dt.datetime, due_at: dt.datetime
) -> None:
    enqueue_selected(
        kind=kind,
        about=recipients.order_by("pk"),
        recipient="person__user",
        key=key,
        now=now,
        due_at=due_at,
    )


def _pk() -> Any:
    return Cast("pk", TextField())


@composes(ASKING, label=_("Request to read a publication"))
def _compose_askings(messages: Sequence[Message], now: dt.datetime) -> Writer:
    return _compose(ASKING, messages, now)


@composes(REMINDER, label=_("Reminder to read a publication"))
def _compose_reminders(messages: Sequence[Message], now: dt.datetime) -> Writer:
    return _compose(REMINDER, messages, now)


@composes(CHASER, label=_("Reminder to read a publication, sent by hand"))
def _compose_chasers(messages: Sequence[Message], now: dt.datetime) -> Writer:
    return _compose(REMINDER, messages, now)


def _compose(kind: str, messages: Sequence[Message], now: dt.datetime) -> Writer:
    recipients = Recipient.objects.select_related(
        "person", "round__circulation__edition__publication"
    ).in_bulk([message.about_id for message in messages])
    publications = {each.round.circulation.edition.publication_id for each in recipients.values()}
    readable = set(
        Publication.objects.readable(now).filter(pk__in=publications).values_list("pk", flat=True)
    )
    sent_by_hand = Chaser.objects.select_related("sent_by__person").in_bulk(
        {message.context["chaser"] for message in messages if "chaser" in message.context}
    )
    # One mail serves all who read it in a language and have the same day, but for the name.
    written: dict[tuple[Any, ...], Mail] = {}

    def write(message: Message) -> Composed:
        recipient = recipients[message.about_id]
        if refusal := _unless_wanted(recipient, readable):
            return refusal
        is_late = recipient.is_late(day_of(now))
        chaser = sent_by_hand.get(message.context.get("chaser"))
        same = (recipient.round_id, recipient.due_on, is_late, chaser, get_language())
        if same not in written:
            written[same] = _mail(kind, recipient, is_late, chaser)
        return written[same].to(str(recipient.person.name), calendar=None)

    return write


def _unless_wanted(recipient: Recipient, readable: set[int]) -> Unwanted | None:
    circulation = recipient.round.circulation
    if recipient.is_done(circulation.must_acknowledge):
        return Unwanted(_("The recipient has read it."))
    if not circulation.is_open:
        return Unwanted(_("The circulation is over."))
    if recipient.round.closed_at is not None:
        return Unwanted(_("It was circulated anew meanwhile."))
    if recipient.left_on is not None:
        return Unwanted(_("The recipient is in the audience no more."))
    if circulation.edition.publication_id not in readable:
        return Unwanted(_("The publication can't be read at present."))
    return None


def _mail(kind: str, recipient: Recipient, is_late: bool, chaser: Chaser | None) -> Mail:
    circulation: Circulation = recipient.round.circulation
    publication = circulation.edition.publication
    return Mail.from_templates(
        "publications/emails/circulation",
        subject=_SUBJECTS[kind, circulation.must_acknowledge] % {"title": publication.title},
        context={
            "name": BLANK,
            "publication": publication,
            "message": circulation.message,
            "must_acknowledge": circulation.must_acknowledge,
            "is_reminder": kind == REMINDER,
            "is_late": is_late,
            "chaser": chaser if chaser and chaser.words else None,
            "due_on": day_text(recipient.due_on),
        },
    )
