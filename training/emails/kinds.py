"""The kinds of messages: what each is called, says in its subject, and does to a calendar."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy

from notifications.emails import TooLate, Unwanted
from notifications.models import Message
from training.calendar import Entry
from training.emails.wanted import (
    always,
    unless_confirmed,
    unless_corrected_again_or_over,
    unless_moved_again_or_over,
    unless_moved_or_begun,
    unless_waiting,
)
from training.models import Registration

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as LazyText

Wanted = Callable[[Registration, Message, dt.datetime], Unwanted | TooLate | None]


class Kind(NamedTuple):
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


KINDS = (
    Kind(
        "confirmed",
        gettext_lazy("Confirmation of a place"),
        gettext_lazy("You have a place: %(title)s, %(day)s"),
        unless_confirmed,
        Entry.invitation,
    ),
    Kind(
        "waiting",
        gettext_lazy("Confirmation of a place in the waiting list"),
        gettext_lazy("You are in the waiting list: %(title)s, %(day)s"),
        unless_waiting,
    ),
    Kind(
        "promoted",
        gettext_lazy("Promotion from the waiting list"),
        gettext_lazy("A place has become free for you: %(title)s, %(day)s"),
        unless_confirmed,
        Entry.invitation,
    ),
    Kind(
        "moved_to_waiting_list",
        gettext_lazy("Move to the waiting list"),
        gettext_lazy("You are waiting for a place again: %(title)s, %(day)s"),
        unless_waiting,
        Entry.suspension,
        "CANCEL",
    ),
    Kind(
        "cancelled",
        gettext_lazy("Confirmation of a cancelled registration"),
        gettext_lazy("Your registration is cancelled: %(title)s, %(day)s"),
        always,
        Entry.withdrawal,
        "CANCEL",
    ),
    Kind(
        "session_cancelled",
        gettext_lazy("Cancellation of a session"),
        gettext_lazy("Called off: %(title)s, %(day)s"),
        always,
        Entry.withdrawal,
        "CANCEL",
        goes_to_many=True,
    ),
    Kind(
        "session_moved",
        gettext_lazy("Change of date or place of a session"),
        gettext_lazy("Changed: %(title)s, now on %(day)s"),
        unless_moved_again_or_over,
        Entry.invitation,
        goes_to_many=True,
    ),
    Kind(
        "link_corrected",
        gettext_lazy("Corrected link for joining a session online"),
        gettext_lazy("New link for joining: %(title)s, %(day)s"),
        unless_corrected_again_or_over,
        Entry.invitation,
        goes_to_many=True,
    ),
    Kind(
        "reminder",
        gettext_lazy("Reminder of a session"),
        gettext_lazy("Reminder: %(title)s, %(day)s"),
        unless_moved_or_begun,
        Entry.invitation,
        goes_to_many=True,
    ),
)
