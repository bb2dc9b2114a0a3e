"""A circulation to a whole civil service is planned: recipients and their messages, in batches.

Beside it, the database copies as many rows of both tables by a bare `INSERT … SELECT` each, into
the same tables with the same indexes. Planned in this process, as a worker does; nothing is sent.
"""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils import timezone

from benchmarks import data, machine
from benchmarks.figures import Figure
from benchmarks.scenarios import Bench
from benchmarks.scenarios.sign_ups import expect
from notifications.models import Message
from people.models import Department, User
from people.roles import Role
from publications.actions import circulations as actions
from publications.actions import rounds
from publications.models import Circulation, CirculationRound, Recipient
from publications.queries.reach import reach_of
from tests.factories import EditionFactory, person_with_role
from tests.publications.factories import RenditionFactory, RoundFactory

SCENARIO = "circulation"
DEPARTMENTS = 80
SOME_DEPARTMENTS = 8


@dataclass(frozen=True)
class Cost:
    """What a piece of work took: of the clock, of this process and its database session."""

    seconds: float
    cpu: float
    statements: int
    memory: float


def measure(bench: Bench) -> Iterator[Figure]:
    few, many = bench.size.circulated
    departments = data.make_service(many, departments=DEPARTMENTS)
    staff = person_with_role(Role.PROGRAMME_STAFF).user
    expect(few * DEPARTMENTS == many * SOME_DEPARTMENTS, "The sizes do not fit the departments")
    # What happens once in a process is not what is measured.
    _circulate(departments[:1], staff, many // DEPARTMENTS)
    small, of_few = _circulate(departments[:SOME_DEPARTMENTS], staff, few)
    _copy(of_few, few)
    large, of_many = _circulate(departments, staff, many)
    bare = _copy(of_many, many)
    data.analyse()
    reached = _cost(lambda: reach_of(of_many, staff, today=of_many.starts_at.date()))

    yield Figure(
        SCENARIO, f"time to plan it for {many:,} people", large.seconds, "s",
        "≤", 2, of_bound=True, bound=bare.seconds, bound_name="bare INSERT … SELECT",
    )  # fmt: skip
    yield Figure(
        SCENARIO, f"CPU to plan it for {many:,} people", large.cpu, "s",
        "≤", 2, of_bound=True, bound=bare.cpu, bound_name="bare INSERT … SELECT",
    )  # fmt: skip
    yield Figure(
        SCENARIO, f"CPU of {many:,} people beside that of {few:,}", large.cpu, "s",
        "≤", 1.2 * many / few, of_bound=True, bound=small.cpu, bound_name=f"for {few:,}",
    )  # fmt: skip
    yield Figure(SCENARIO, f"statements for {many:,} people", large.statements, "SQL")
    yield Figure(
        SCENARIO, "statements of a batch", large.statements / of_many.batches, "SQL", "≤", 15
    )
    yield Figure(SCENARIO, f"memory gained for {many:,} people", large.memory, "MB", "≤", 16)
    yield Figure(SCENARIO, f"time of the reach of {many:,} people", reached.seconds, "s", "≤", 1)
    yield Figure(
        SCENARIO, f"statements of the reach of {many:,}", reached.statements, "SQL", "≤", 2
    )
    # Anything but 0 has stopped the benchmark above.
    yield Figure(SCENARIO, "people missed or asked twice", 0, "people", "≤", 0)


def _circulate(
    departments: list[Department], staff: User, people: int
) -> tuple[Cost, CirculationRound]:
    """Circulate something new to all people of these departments."""
    edition = RenditionFactory(edition=EditionFactory()).edition
    now = timezone.now()
    plan = actions.CirculationPlan(
        edition=edition, scale=Circulation.Scale.CHOSEN, departments=departments
    )
    drafted = actions.draft_circulation(plan=plan, by=staff, now=now)
    actions.send_circulation(circulation_id=drafted.pk, starts_at=now, by=staff, now=now)

    def send() -> None:
        while rounds.send_batch(now=timezone.now()) is not None:
            pass

    cost = _cost(send)
    out = drafted.rounds.select_related("circulation").get()
    recipients = Recipient.objects.filter(round=out)
    asked = recipients.values("person").distinct().count()
    told = _messages_of(out).values("recipient").distinct().count()
    counts = (recipients.count(), asked, _messages_of(out).count(), told)
    expect(
        counts == (people,) * 4,
        f"Of {people} people, {counts} recipients, persons, messages and readers were made",
    )
    return cost, out


def _copy(out: CirculationRound, people: int) -> Cost:
    """Copy the recipients and messages of a round as those of another, by two statements."""
    other = RoundFactory()
    messages = _messages_of(out)
    since = messages.earliest("created_at").created_at

    def copy() -> None:
        made = data.copy(Recipient, "round_id = %s", [out.pk], round_id=str(other.pk))
        copied = data.copy(
            Message,
            "created_at >= %s AND about_id IN "
            "(SELECT id FROM publications_recipient WHERE round_id = %s)",
            [since, out.pk],
            id="gen_random_uuid()",
            key="'bare:' || key",
        )
        expect((made, copied) == (people, people), f"{made} and {copied} rows were copied")

    return _cost(copy)


def _messages_of(out: CirculationRound) -> Any:
    recipients = Recipient.objects.filter(round=out)
    return Message.objects.filter(
        kind="publications.circulation", about_id__in=recipients.values("pk")
    )


def _cost(work: Callable[[], object]) -> Cost:
    statements = 0

    def counted(execute: Callable[..., Any], *arguments: Any) -> Any:
        nonlocal statements
        statements += 1
        return execute(*arguments)

    connection.ensure_connection()
    # Not the server's other sessions, nor the web servers that wait meanwhile.
    ours = [os.getpid(), connection.connection.info.backend_pid]
    machine.forget_peak_memory()
    memory, cpu, began = machine.peak_memory(), machine.own_cpu_seconds(ours), time.monotonic()
    with connection.execute_wrapper(counted):
        work()
    seconds = time.monotonic() - began
    return Cost(
        seconds, machine.own_cpu_seconds(ours) - cpu, statements, machine.peak_memory() - memory
    )
