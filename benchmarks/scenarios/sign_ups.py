"""Many people on their way to a seat at once, on either site; and whether it went right."""

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from benchmarks.clients import Client, SignUp, Visitor, run, sign_up
from benchmarks.figures import mean, percentile
from benchmarks.scenarios import Place, Stopwatch, WrongOutcomeError
from notifications.models import Message
from training.models import Registration, Session


@dataclass(frozen=True)
class Rush:
    """How it went."""

    ways: Sequence[SignUp]
    seconds: float
    cpu_ms_each: float

    @property
    def rate(self) -> float:
        return len(self.ways) / self.seconds

    @property
    def p99_of_deciding(self) -> float:
        return percentile([way.deciding.seconds for way in self.ways], 0.99)

    @property
    def statements_each(self) -> float:
        return mean([way.statements for way in self.ways])


def rush(place: Place, sessions: Sequence[int], *, people: int, clients: int) -> Rush:
    """Let people sign up, each for one of the sessions in turn."""
    tasks = [
        (visitor, sessions[number % len(sessions)])
        for number, visitor in enumerate(place.take_people(people))
    ]
    watch = Stopwatch(*place.site.processes)
    began = time.monotonic()
    ways = run(place.site, tasks, _one, clients=clients)
    seconds = time.monotonic() - began
    return Rush(ways, seconds, watch.milliseconds_each(len(ways)))


def warm_up(place: Place, people: int) -> None:
    """Let each thread of the server connect to the database and read its templates."""
    rush(place, place.take_sessions(1), people=people, clients=16)


def check(ways: Sequence[SignUp], sessions: Collection[int]) -> None:
    """See that nobody was lost, nothing oversold, and all served in the order they came."""
    for pk in sessions:
        session = Session.objects.get(pk=pk)
        outcome = Registration.objects.filter(session=session)
        confirmed = list(outcome.confirmed().order_by("pk").values_list("person_id", flat=True))
        waiting = list(outcome.waiting().values_list("person_id", "waiting_number"))
        here = {way.visitor.person: way for way in ways if way.session == pk}
        expect(
            len(confirmed) == session.places_taken == min(session.capacity, len(here)),
            f"{len(confirmed)} have one of {session.capacity} places, for {len(here)} people",
        )
        expect(
            [number for _, number in waiting] == list(range(1, len(here) - len(confirmed) + 1)),
            "The waiting numbers do not follow one another",
        )
        in_order = [*confirmed, *(person for person, _ in waiting)]
        expect(set(in_order) == set(here), "Somebody was lost")
        expect(
            came_in_this_order([here[person] for person in in_order]),
            "Somebody who had the answer was overtaken by one who pressed later",
        )
    told = Message.objects.filter(
        kind__in=["training.confirmed", "training.waiting"],
        about_id__in=Registration.objects.filter(session__in=sessions),
    )
    expect(told.count() == len(ways), "Not everybody gets exactly one message")


def came_in_this_order(ways: Sequence[SignUp]) -> bool:
    """Say whether nobody comes after one who pressed only when they had been answered."""
    earliest_answer_behind = float("inf")
    for way in reversed(ways):
        if earliest_answer_behind < way.deciding.sent_at:
            return False
        earliest_answer_behind = min(earliest_answer_behind, way.deciding.answered_at)
    return True


def expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise WrongOutcomeError(f"{otherwise}.")


def _one(client: Client, task: tuple[Visitor, int]) -> SignUp:
    return sign_up(client, *task)
