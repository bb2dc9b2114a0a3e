"""Making the words of messages when they are sent, and beforehand for a preview."""

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.db.models import Prefetch
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language

from notifications.emails import BLANK, Composed, Mail, Writer, composes
from notifications.models import Message
from training.calendar import Entry
from training.emails.facts import facts, old_time_and_place
from training.emails.kinds import KINDS, Kind
from training.emails.rows import message_about
from training.emails.wanted import unless_the_rule_is_gone
from training.models import Meeting, Registration, ReminderRule, Session


def _compose(kind: Kind, messages: Sequence[Message], now: dt.datetime) -> Writer:
    registrations = (
        Registration.objects.filter(pk__in=[message.about_id for message in messages])
        .select_related("session", "person__user")
        .prefetch_related(Prefetch("session__meetings", Meeting.objects.select_related("venue")))
        .in_bulk()
    )
    rule_ids = {message.context["rule"] for message in messages if "rule" in message.context}
    rules = ReminderRule.objects.in_bulk(rule_ids) if rule_ids else {}
    # What goes to many says the same to all of them but for the name.
    written: dict[tuple[Any, ...], Mail] = {}
    entries: dict[tuple[int, str | None], Entry] = {}

    def entry_of(registration: Registration, message: Message) -> bytes | None:
        if kind.calendar is None or not _has_event(kind, registration, message):
            return None
        same = (registration.session_id, get_language())
        if same not in entries:
            entries[same] = kind.calendar(registration.session, now=now)
        return entries[same].of(registration)

    def write(message: Message) -> Composed:
        registration = registrations[message.about_id]
        refusal = kind.unless(registration, message, now)
        if refusal := refusal or unless_the_rule_is_gone(rules, message):
            return refusal
        name, file = str(registration.person.name), entry_of(registration, message)
        if not kind.goes_to_many:
            return _mail(kind, registration, message, name=name, file=file)
        same = (registration.session_id, registration.status, get_language())
        if same not in written:
            written[same] = _mail(kind, registration, message, name=BLANK, file=None)
        return written[same].to(name, calendar=file)

    return write


def _has_event(kind: Kind, registration: Registration, message: Message) -> bool:
    """Who only waits is not invited, and has nothing in the calendar to take out."""
    if kind.method == "CANCEL":
        return bool(message.context.get("had_place", True))
    return registration.is_confirmed


def _may_join(registration: Registration) -> bool:
    is_off = registration.session.status == Session.Status.CANCELLED
    return registration.is_confirmed and not is_off


def _mail(
    kind: Kind, registration: Registration, message: Message, *, name: str, file: bytes | None
) -> Mail:
    session = registration.session
    return Mail.from_templates(
        f"training/emails/{kind.name}",
        subject=kind.subject
        % {
            "title": session.title,
            "day": date_format(localtime(session.starts_at), "DAY_FORMAT"),
        },
        context={
            "registration": registration,
            "name": name,
            "session": session,
            "facts": list(facts(session, with_link=_may_join(registration))),
            "was": [old_time_and_place(meeting) for meeting in message.context.get("was", [])],
        },
        calendar=file,
        calendar_method=kind.method,
    )


def preview(what: str, session: Session, *, now: dt.datetime, **context: Any) -> Mail | None:
    """Give a message about a session as the first to get it would read it, if anybody would."""
    registration = (
        session.registrations.live()
        .select_related("person__user")
        .order_by("status", "registered_at", "pk")
        .first()
    )
    if registration is None:
        return None
    registration.session = session
    kind = next(kind for kind in KINDS if kind.name == what)
    message = message_about(registration, 0, what, "preview", now=now, **context)
    name = str(registration.person.name)
    return _mail(kind, registration, message, name=name, file=None)


for _kind in KINDS:
    composes(f"training.{_kind.name}", label=_kind.label)(partial(_compose, _kind))
