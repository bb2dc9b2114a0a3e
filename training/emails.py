"""What the training system writes to people, and when it is no longer wanted."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Prefetch, Q, QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from notifications.actions import enqueue, enqueue_all, untranslated
from notifications.emails import (
    BLANK,
    Composed,
    Mail,
    Message,
    TooLate,
    Unwanted,
    Writer,
    composes,
)
from training.calendar import Entry
from training.models import Meeting, Registration, ReminderRule, Session, Venue

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as LazyText


def registration_received(registration: Registration, *, now: dt.datetime) -> None:
    kind = "confirmed" if registration.is_confirmed else "waiting"
    _tell(registration, kind, str(registration.pk), now=now)


def registration_promoted(
    registration: Registration, *, number: int | None, now: dt.datetime
) -> None:
    """Tell of a place; the number waited with makes it another message on a second promotion."""
    _tell(registration, "promoted", f"{registration.pk}:{number}", now=now)


def moved_to_waiting_list(registrations: Iterable[Registration], *, now: dt.datetime) -> None:
    """Tell those who had a place that they wait for one again."""
    for registration in registrations:
        key = f"{registration.pk}:{registration.waiting_number}"
        _tell(registration, "moved_to_waiting_list", key, now=now)


def registration_cancelled(
    registration: Registration, *, had_place: bool, now: dt.datetime
) -> None:
    _tell(registration, "cancelled", str(registration.pk), now=now, had_place=had_place)


def session_cancelled(session: Session, *, now: dt.datetime) -> None:
    """Tell everyone confirmed or waiting, once, that a session is called off."""
    enqueue_all(
        _message(
            registration,
            recipient_id,
            "session_cancelled",
            str(registration.pk),
            now=now,
            had_place=registration.is_confirmed,
        )
        for registration, recipient_id in _reachable(session.registrations.live())
    )


def session_moved(session: Session, *, was: Collection[Meeting], now: dt.datetime) -> None:
    """Tell everyone confirmed or waiting, once for each move, where a session has gone."""
    old = snapshot(was)
    enqueue_all(
        _message(
            registration,
            recipient_id,
            "session_moved",
            f"{registration.pk}:{session.calendar_sequence}",
            now=now,
            sequence=session.calendar_sequence,
            was=old,
        )
        for registration, recipient_id in _reachable(session.registrations.live())
    )


def snapshot(meetings: Collection[Meeting]) -> list[dict[str, Any]]:
    """Write down when and where meetings are, for a message that tells it when they have moved."""
    return [
        {
            "starts_at": meeting.starts_at.isoformat(),
            "ends_at": meeting.ends_at.isoformat(),
            "venue": {
                f"name_{script}": getattr(meeting.venue, f"name_{script}")
                for script in ("en", "zh_hant", "zh_hans")
            }
            if meeting.venue
            else None,
        }
        for meeting in meetings
    ]


def reminder(rule: ReminderRule, *, now: dt.datetime) -> None:
    """Remind those who were in when the reminder began to count; missed, if it has begun."""
    session = rule.session
    by_then = Q(status=Registration.Status.CONFIRMED, confirmed_at__lte=rule.counts_from)
    if rule.readers == ReminderRule.Readers.LIVE:
        by_then |= Q(status=Registration.Status.WAITING, registered_at__lte=rule.counts_from)
    # A session moved away and back again, and a rule taken up again, remind once more.
    arming = f":{rule.armed_at.timestamp():.0f}" if rule.armed_at else ""
    messages = [
        _message(
            registration,
            recipient_id,
            "reminder",
            f"{registration.pk}:{rule.pk}:{session.starts_at.timestamp():.0f}{arming}",
            now=now,
            starts_at=session.starts_at.isoformat(),
            rule=rule.pk,
            readers=rule.readers,
        )
        for registration, recipient_id in _reachable(session.registrations.filter(by_then))
    ]
    if session.starts_at <= now:
        for message in messages:
            message.status, message.reason = Message.Status.MISSED, untranslated(_BEGUN)
    enqueue_all(messages)


def _tell(
    registration: Registration, what: str, key: str, *, now: dt.datetime, **context: bool
) -> None:
    recipient_id = registration.person.user_id
    if recipient_id is None:
        return  # Somebody without an account has no address to write to.
    enqueue(
        key=f"training.{what}:{key}",
        kind=f"training.{what}",
        recipient_id=recipient_id,
        about_id=registration.pk,
        now=now,
        context=context,
    )


def _reachable(registrations: QuerySet[Registration]) -> Iterator[tuple[Registration, int]]:
    """Those of people with an account, and so an address to write to, with its id."""
    for registration in registrations.select_related("person"):
        if recipient_id := registration.person.user_id:
            yield registration, recipient_id


def _message(
    registration: Registration,
    recipient_id: int,
    what: str,
    key: str,
    *,
    now: dt.datetime,
    **context: Any,
) -> Message:
    return Message(
        key=f"training.{what}:{key}",
        kind=f"training.{what}",
        recipient_id=recipient_id,
        about_id=registration.pk,
        created_at=now,
        due_at=now,
        context=context,
    )


# What the messages say ---------------------------------------------------------------------------

_BEGUN = gettext_lazy("The session had begun before this could be sent.")

Wanted = Callable[[Registration, Message, dt.datetime], Unwanted | TooLate | None]


class _Kind(NamedTuple):
    """A kind of message: what staff call it, its subject, when it is wanted, its calendar part.

    The templates of one that goes to many may say nothing of the one reader but the name: they
    are written once for all who are in the same state.
    """

    name: str
    label: "LazyText"
    subject: "LazyText"
    unless: Wanted
    calendar: Callable[..., Entry] | None = None
    method: str = "REQUEST"
    goes_to_many: bool = False


def _unless_confirmed(
    registration: Registration, message: Message, now: dt.datetime
) -> Unwanted | TooLate | None:
    if registration.session.status == Session.Status.CANCELLED:
        return Unwanted(gettext_lazy("The session was cancelled."))
    if not registration.is_confirmed:
        return Unwanted(gettext_lazy("The registration was cancelled."))
    return None


def _unless_waiting(
    registration: Registration, message: Message, now: dt.datetime
) -> Unwanted | TooLate | None:
    if registration.session.status == Session.Status.CANCELLED:
        return Unwanted(gettext_lazy("The session was cancelled."))
    if not registration.is_waiting:
        return Unwanted(gettext_lazy("The person is no longer waiting."))
    return None


def _unless_moved_again_or_over(
    registration: Registration, message: Message, now: dt.datetime
) -> Unwanted | TooLate | None:
    session = registration.session
    if session.status == Session.Status.CANCELLED:
        return Unwanted(gettext_lazy("The session was cancelled."))
    if registration.status == Registration.Status.CANCELLED:
        return Unwanted(gettext_lazy("The registration was cancelled."))
    if message.context["sequence"] != session.calendar_sequence:
        return Unwanted(gettext_lazy("The session was moved again, and a later message says so."))
    if session.ends_at <= now:
        return TooLate(gettext_lazy("The session was over before this could be sent."))
    return None


def _always(
    registration: Registration, message: Message, now: dt.datetime
) -> Unwanted | TooLate | None:
    return None


def _unless_moved_or_begun(
    registration: Registration, message: Message, now: dt.datetime
) -> Unwanted | TooLate | None:
    session = registration.session
    goes_to_waiting = message.context.get("readers") == ReminderRule.Readers.LIVE
    refuses = _unless_waiting if goes_to_waiting and registration.is_waiting else _unless_confirmed
    if refusal := refuses(registration, message, now):
        return refusal
    if dt.datetime.fromisoformat(message.context["starts_at"]) != session.starts_at:
        return Unwanted(gettext_lazy("The session was moved to another time."))
    if session.starts_at <= now:
        return TooLate(_BEGUN)
    return None


_KINDS = (
    _Kind(
        "confirmed",
        gettext_lazy("Confirmation of a place"),
        gettext_lazy("You have a place: %(title)s, %(day)s"),
        _unless_confirmed,
        Entry.invitation,
    ),
    _Kind(
        "waiting",
        gettext_lazy("Confirmation of a place in the waiting list"),
        gettext_lazy("You are in the waiting list: %(title)s, %(day)s"),
        _unless_waiting,
    ),
    _Kind(
        "promoted",
        gettext_lazy("Promotion from the waiting list"),
        gettext_lazy("A place has become free for you: %(title)s, %(day)s"),
        _unless_confirmed,
        Entry.invitation,
    ),
    _Kind(
        "moved_to_waiting_list",
        gettext_lazy("Move to the waiting list"),
        gettext_lazy("You are waiting for a place again: %(title)s, %(day)s"),
        _unless_waiting,
        Entry.suspension,
        "CANCEL",
    ),
    _Kind(
        "cancelled",
        gettext_lazy("Confirmation of a cancelled registration"),
        gettext_lazy("Your registration is cancelled: %(title)s, %(day)s"),
        _always,
        Entry.withdrawal,
        "CANCEL",
    ),
    _Kind(
        "session_cancelled",
        gettext_lazy("Cancellation of a session"),
        gettext_lazy("Called off: %(title)s, %(day)s"),
        _always,
        Entry.withdrawal,
        "CANCEL",
        goes_to_many=True,
    ),
    _Kind(
        "session_moved",
        gettext_lazy("Change of date or place of a session"),
        gettext_lazy("Changed: %(title)s, now on %(day)s"),
        _unless_moved_again_or_over,
        Entry.invitation,
        goes_to_many=True,
    ),
    _Kind(
        "reminder",
        gettext_lazy("Reminder of a session"),
        gettext_lazy("Reminder: %(title)s, %(day)s"),
        _unless_moved_or_begun,
        Entry.invitation,
        goes_to_many=True,
    ),
)


def _compose(kind: _Kind, messages: Sequence[Message], now: dt.datetime) -> Writer:
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
        if refusal := refusal or _unless_the_rule_is_gone(rules, message):
            return refusal
        name, file = str(registration.person.name), entry_of(registration, message)
        if not kind.goes_to_many:
            return _mail(kind, registration, message, name=name, file=file)
        same = (registration.session_id, registration.status, get_language())
        if same not in written:
            written[same] = _mail(kind, registration, message, name=BLANK, file=None)
        return written[same].to(name, calendar=file)

    return write


def _has_event(kind: _Kind, registration: Registration, message: Message) -> bool:
    """Who only waits is not invited, and has nothing in the calendar to take out."""
    if kind.method == "CANCEL":
        return bool(message.context.get("had_place", True))
    return registration.is_confirmed


def _unless_the_rule_is_gone(
    rules: Mapping[int, ReminderRule], message: Message
) -> Unwanted | None:
    rule = rules.get(message.context.get("rule", 0))
    if rule and rule.ended_at:
        return Unwanted(gettext_lazy("The reminder was removed before this could be sent."))
    if rule and rule.armed_at and message.created_at < rule.armed_at:
        return Unwanted(gettext_lazy("The reminder was planned anew meanwhile."))
    return None


def _mail(
    kind: _Kind, registration: Registration, message: Message, *, name: str, file: bytes | None
) -> Mail:
    session = registration.session
    return Mail.from_templates(
        f"training/emails/{kind.name}",
        subject=kind.subject
        % {
            "title": session.title,
            "day": date_format(localtime(session.starts_at), "DATE_FORMAT"),
        },
        context={
            "registration": registration,
            "name": name,
            "session": session,
            "facts": list(_facts(session, with_link=registration.is_confirmed)),
            "was": [_old_time_and_place(meeting) for meeting in message.context.get("was", [])],
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
    kind = next(kind for kind in _KINDS if kind.name == what)
    message = _message(registration, 0, what, "preview", now=now, **context)
    name = str(registration.person.name)
    return _mail(kind, registration, message, name=name, file=None)


def _old_time_and_place(meeting: dict[str, Any]) -> str:
    """One line on when and where a meeting was to be, from its snapshot."""
    day = _span(
        localtime(dt.datetime.fromisoformat(meeting["starts_at"])),
        localtime(dt.datetime.fromisoformat(meeting["ends_at"])),
    )
    venue = Venue(**meeting["venue"]).name if meeting["venue"] else ""
    return ", ".join(str(part) for part in (day, venue) if part)


def _span(start: dt.datetime, end: dt.datetime) -> str:
    return _("%(day)s, %(start)s to %(end)s (Hong Kong time)") % {
        "day": date_format(start, "DATE_FORMAT"),
        "start": date_format(start, "TIME_FORMAT"),
        "end": date_format(end, "TIME_FORMAT"),
    }


def _facts(session: Session, *, with_link: bool) -> Iterator[tuple[str, str]]:
    for meeting in session.meetings.all():
        yield _("When"), _span(localtime(meeting.starts_at), localtime(meeting.ends_at))
        if meeting.venue:
            yield (
                _("Where"),
                ", ".join(
                    str(part) for part in (meeting.venue.name, meeting.venue.address) if part
                ),
            )
        if meeting.link and with_link:
            yield _("Link for joining online"), meeting.link
    yield _("Spoken language"), session.get_language_display()


for _kind in _KINDS:
    composes(f"training.{_kind.name}", label=_kind.label)(partial(_compose, _kind))
