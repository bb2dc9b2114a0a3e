"""What sessions serve, told on their pages for staff by the apps that build on this one.

Imports run one way, so an app that makes sessions for a purpose of its own registers in its
`purposes.py`, which is imported when Django starts, what it has to say of one:

    @tells_purpose
    def plan_items(session: Session, user: User) -> Iterable[Purpose]: ...

and to what purpose a user could yet put one:

    @offers_purpose
    def thematic(session: Session, user: User) -> Iterable[Offer]: ...
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from people.models import User
from training.models import Session


@dataclass(frozen=True)
class Purpose:
    """Something a session serves: what it is called, what is said of it, where it leads."""

    title: str
    note: str
    url: str


@dataclass(frozen=True)
class Offer:
    """Something a session could yet serve: the words of a button, and where it leads."""

    label: str
    url: str


Teller = Callable[[Session, User], Iterable[Purpose]]
Offerer = Callable[[Session, User], Iterable[Offer]]

_TELLERS: list[Teller] = []
_OFFERERS: list[Offerer] = []


def tells_purpose(teller: Teller) -> Teller:
    """Let a function tell what a session serves, as far as a user may know it."""
    _TELLERS.append(teller)
    return teller


def purposes_of(session: Session, user: User) -> list[Purpose]:
    """Give all that a session serves and this user may know."""
    return [purpose for teller in _TELLERS for purpose in teller(session, user)]


def offers_purpose(offerer: Offerer) -> Offerer:
    """Let a function offer what a user may yet let a session serve."""
    _OFFERERS.append(offerer)
    return offerer


def offers_for(session: Session, user: User) -> list[Offer]:
    """Give all that this user may yet let a session serve."""
    return [offer for offerer in _OFFERERS for offer in offerer(session, user)]
