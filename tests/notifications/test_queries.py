import datetime as dt

import pytest

from core import audit
from notifications import queries
from notifications.models import Heartbeat
from notifications.queries import Failure, Pulse
from tests.clock import NOW
from tests.mail import MessageFactory

pytestmark = pytest.mark.django_db

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def tasks_on_time(settings):
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        Heartbeat.objects.create(task=entry["task"], at=NOW)


def test_health_counts_what_waits_and_what_became_of_the_others_lately():
    MessageFactory(due_at=NOW - MINUTE)
    MessageFactory(due_at=NOW)
    MessageFactory(due_at=NOW + MINUTE)
    MessageFactory(sending=True)
    MessageFactory.create_batch(2, sent=True)
    MessageFactory(sent=True, created_at=NOW - queries.LATELY - MINUTE)
    MessageFactory.create_batch(2, failed=True)
    MessageFactory(failed=True, reason="The mail server refuses this message for good.")
    MessageFactory(status="missed", reason="Too late.")
    MessageFactory(status="superseded", reason="Not wanted.")

    outbox = queries.health(NOW).outbox

    assert outbox == queries.Outbox(
        due=2,
        oldest_due_at=NOW - MINUTE,
        planned_for_later=1,
        sending=1,
        sent_lately=2,
        failed_lately=3,
        missed_lately=1,
        superseded_lately=1,
        failures=[
            Failure("The mail server is gone.", 2),
            Failure("The mail server refuses this message for good.", 1),
        ],
        is_late=False,
    )


def test_health_counts_a_failure_no_more_once_the_message_was_sent_again():
    again_sent, again_failed = MessageFactory.create_batch(2, failed=True)
    MessageFactory(key=again_sent.resend_key, sent=True)
    MessageFactory(key=again_failed.resend_key, failed=True, reason="The mailbox is full.")

    outbox = queries.health(NOW).outbox

    assert outbox.failed_lately == 1
    assert outbox.failures == [Failure("The mailbox is full.", 1)]


def test_health_calls_the_outbox_late_when_the_oldest_message_waits_too_long():
    message = MessageFactory(due_at=NOW - queries.MESSAGE_IS_LATE_AFTER)
    assert not queries.health(NOW).outbox.is_late

    message.due_at -= MINUTE
    message.save()

    assert queries.health(NOW).outbox.is_late


def test_health_calls_a_task_late_that_missed_its_ticks_or_never_ran(settings):
    settings.CELERY_BEAT_SCHEDULE = {
        "run now and then": {"task": "tests.a", "schedule": MINUTE},
        "run behind": {"task": "tests.b", "schedule": MINUTE},
        "never run": {"task": "tests.c", "schedule": MINUTE},
    }
    Heartbeat.objects.create(task="tests.a", at=NOW - 3 * MINUTE)
    Heartbeat.objects.create(task="tests.b", at=NOW - 4 * MINUTE)

    assert queries.health(NOW).pulses == [
        Pulse("run now and then", NOW - 3 * MINUTE, is_late=False),
        Pulse("run behind", NOW - 4 * MINUTE, is_late=True),
        Pulse("never run", None, is_late=True),
    ]


def test_health_tells_that_the_broker_does_not_answer(settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    assert queries.health(NOW).broker_answers is False


def test_health_tells_up_to_where_the_audit_log_is_sealed():
    assert queries.health(NOW).last_sealed is None
    audit.record(None, "tests.first", at=NOW)
    audit.record(None, "tests.second", at=NOW)
    audit.seal()
    audit.record(None, "tests.third", at=NOW)

    health = queries.health(NOW)

    assert (health.last_sealed.position, health.last_sealed.action) == (2, "tests.second")
    assert health.unsealed == 1


@pytest.mark.usefixtures("tasks_on_time")
def test_health_is_well_only_without_trouble(settings):
    assert queries.health(NOW).is_well

    failed = MessageFactory(failed=True)
    assert not queries.health(NOW).is_well
    failed.delete()

    late = MessageFactory(due_at=NOW - 2 * queries.MESSAGE_IS_LATE_AFTER)
    assert not queries.health(NOW).is_well
    late.delete()

    assert queries.health(NOW).is_well
    Heartbeat.objects.filter(task="core.tasks.seal_audit_log").delete()
    assert not queries.health(NOW).is_well
    Heartbeat.objects.create(task="core.tasks.seal_audit_log", at=NOW)

    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    assert not queries.health(NOW).is_well
