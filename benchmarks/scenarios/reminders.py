"""Reminders of many sessions fall due at once; a worker sends them to a mail server."""

import time
from collections import Counter
from collections.abc import Iterator

from celery import Celery

from benchmarks import bounds, data
from benchmarks.figures import Figure
from benchmarks.scenarios import Bench, Stopwatch
from benchmarks.scenarios.sign_ups import expect
from benchmarks.servers import child, wait_for
from integrity.celery import app
from notifications.models import Message
from scripts.machine import port_is_taken
from scripts.processes import Command
from scripts.project import PYTHON, VAR

SCENARIO = "reminders"
# A queue of our own, so that no other worker on the same broker takes the tasks.
QUEUE = "bench"
CONCURRENCY = 2
# As often as beat asks.
ASK_EVERY = 5.0


def measure(bench: Bench) -> Iterator[Figure]:
    count = bench.size.reminders
    # What the sign-ups of other scenarios have caused is not what is measured.
    Message.objects.filter(status=Message.Status.PLANNED).update(
        status=Message.Status.SUPERSEDED, reason="Not what is measured."
    )
    data.make_reminders(count, sessions=bench.size.reminder_sessions)
    taken = VAR / "bench-mail.txt"
    sink: Command = [PYTHON, "-m", "benchmarks.sink", str(bench.mail_port), taken]
    worker: Command = [
        PYTHON, "-m", "celery", "--app", "integrity", "worker", "--queues", QUEUE,
        "--concurrency", str(CONCURRENCY), "--loglevel", "warning",
    ]  # fmt: skip
    with (
        child("Mail server", sink, bench.env) as mail_server,
        child("Worker", worker, bench.env) as started,
    ):
        wait_for(
            lambda: port_is_taken(bench.mail_port), mail_server, seconds=30, what="No mail server"
        )
        wait_for(lambda: _is_up(app), started, seconds=60, what="The worker did not come up")
        watch = Stopwatch(started.process.pid, bench.database.process)
        began = time.monotonic()
        app.send_task("training.tasks.plan_reminders", queue=QUEUE)
        _send(count, began + 600)
        seconds = time.monotonic() - began
        cpu = watch.milliseconds_each(count)
        mails = [line.split() for line in taken.read_text().splitlines()]
        _check(mails, count)
        size = sum(int(length) for _, _, length in mails) // count
        bare = bounds.bare_mail(bench.mail_port, count=count, size=size)
    yield Figure(
        SCENARIO, "reminders planned and sent", count / seconds, "per second",
        "≥", 0.25, of_bound=True, bound=bare, bound_name="bare SMTP client",
    )  # fmt: skip
    yield Figure(SCENARIO, "CPU of a reminder", cpu, "ms")
    # Anything but 0 has stopped the benchmark above.
    yield Figure(SCENARIO, "reminders lost or sent twice", 0, "mails", "≤", 0)


def _send(count: int, until: float) -> None:
    """Ask for due messages to be sent, as beat does, until all reminders are."""
    asked = 0.0
    reminders = Message.objects.filter(kind="training.reminder")
    while reminders.filter(status=Message.Status.SENT).count() < count:
        if reminders.exists() and time.monotonic() - asked > ASK_EVERY:
            asked = time.monotonic()
            for _ in range(CONCURRENCY):
                app.send_task("notifications.tasks.send_due_messages", queue=QUEUE)
        expect(time.monotonic() < until, "The reminders were not sent within ten minutes")
        time.sleep(0.02)


def _check(mails: list[list[str]], count: int) -> None:
    recipients = Counter(recipient for recipient, _, _ in mails)
    ids = Counter(message_id for _, message_id, _ in mails)
    expect(
        len(mails) == count and set(recipients.values()) == set(ids.values()) == {1},
        f"{len(mails)} mails with {len(ids)} ids went to {len(recipients)} of {count} people",
    )


def _is_up(celery: Celery) -> bool:
    return bool(celery.control.ping(timeout=0.5))
