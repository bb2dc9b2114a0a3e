import datetime as dt

import pytest
from django.db import connection, transaction
from django.db.models import TextField, Value
from django.db.models.functions import Cast, Concat
from django.test.utils import CaptureQueriesContext

from notifications import actions
from notifications.models import Heartbeat, Message
from people.models import Person
from tests.clock import NOW
from tests.factories import PersonFactory, UserFactory
from tests.mail import MessageFactory

pytestmark = pytest.mark.django_db(transaction=True)

MINUTE = dt.timedelta(minutes=1)


def enqueue(recipient, **values):
    defaults = {"key": "tests.note:1", "kind": "tests.note", "about_id": 1, "now": NOW}
    actions.enqueue(recipient_id=recipient.pk, **{**defaults, **values})


def states():
    return list(Message.objects.order_by("key").values_list("key", "status", "reason"))


# Putting messages in the outbox


def test_enqueue_plans_a_message_that_is_due_now_unless_said_otherwise():
    reader = UserFactory()

    enqueue(reader, key="tests.note:now")
    enqueue(reader, key="tests.note:later", due_at=NOW + MINUTE, context={"invites": True})

    at_once = Message.objects.get(key="tests.note:now")
    assert (at_once.status, at_once.created_at, at_once.due_at) == ("planned", NOW, NOW)
    assert (at_once.recipient, at_once.about_id, at_once.context) == (reader, 1, {})
    later = Message.objects.get(key="tests.note:later")
    assert (later.created_at, later.due_at) == (NOW, NOW + MINUTE)
    assert later.context == {"invites": True}


def test_enqueue_again_does_nothing():
    reader = UserFactory()
    enqueue(reader)
    first = Message.objects.values().get()

    enqueue(reader, about_id=2, now=NOW + MINUTE)

    assert Message.objects.values().get() == first


def test_enqueue_is_one_statement_of_the_callers_transaction():
    reader = UserFactory()

    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        enqueue(reader)

    assert len([query for query in queries if "notifications_message" in query["sql"]]) == 1
    assert len(queries) == 1


def test_enqueue_leaves_nothing_when_the_transaction_is_rolled_back():
    reader = UserFactory()

    with transaction.atomic():
        enqueue(reader)
        transaction.set_rollback(True)

    assert Message.objects.count() == 0


def test_enqueue_all_writes_the_missing_ones_in_batches():
    reader = UserFactory()
    MessageFactory(key="tests.note:0007", recipient=reader, about_id=99)
    messages = [
        Message(
            key=f"tests.note:{number:04}",
            kind="tests.note",
            recipient=reader,
            about_id=number,
            created_at=NOW,
            due_at=NOW,
        )
        for number in range(1500)
    ]

    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        actions.enqueue_all(messages)

    assert len(queries) == 2
    assert Message.objects.count() == 1500
    assert Message.objects.get(key="tests.note:0007").about_id == 99


def test_enqueue_selected_writes_the_missing_ones_in_one_statement():
    told, has_one = PersonFactory(), PersonFactory()
    PersonFactory(user=None)
    MessageFactory(key=f"tests.note:{has_one.pk}", recipient=has_one.user, about_id=99)

    with CaptureQueriesContext(connection) as queries:
        new = actions.enqueue_selected(
            kind="tests.note",
            about=Person.objects.order_by("pk"),
            recipient="user",
            key=Concat(Value("tests.note:"), Cast("pk", TextField()), output_field=TextField()),
            now=NOW,
            due_at=NOW + MINUTE,
        )

    assert (new, len(queries), Message.objects.count()) == (1, 1, 2)
    message = Message.objects.get(recipient=told.user)
    assert (message.kind, message.about_id, message.status) == ("tests.note", told.pk, "planned")
    assert (message.created_at, message.due_at) == (NOW, NOW + MINUTE)
    assert (message.context, message.reason, message.attempts) == ({}, "", 0)
    assert Message.objects.get(key=f"tests.note:{has_one.pk}").about_id == 99


# Claiming, and giving back


def test_claim_due_takes_the_longest_due_and_leaves_the_rest():
    later = MessageFactory(due_at=NOW + MINUTE)
    young = MessageFactory(due_at=NOW)
    old = MessageFactory(due_at=NOW - MINUTE)

    claimed = actions.claim_due(now=NOW, limit=1)

    assert claimed == [old]
    old.refresh_from_db()
    assert (old.status, old.claim, old.claimed_at) == ("sending", claimed[0].claim, NOW)
    assert actions.claim_due(now=NOW) == [young]
    assert actions.claim_due(now=NOW) == []
    later.refresh_from_db()
    assert later.status == "planned"


def test_claim_due_refuses_to_be_part_of_a_transaction():
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        actions.claim_due(now=NOW)


def test_release_stale_claims_puts_back_what_nobody_finished():
    stale = MessageFactory(sending=True, claimed_at=NOW - actions.STALE_AFTER - MINUTE)
    fresh = MessageFactory(sending=True, claimed_at=NOW - MINUTE)

    assert actions.release_stale_claims(now=NOW) == 1

    stale.refresh_from_db()
    fresh.refresh_from_db()
    assert (stale.status, stale.claim, stale.claimed_at) == ("planned", None, None)
    assert (stale.attempts, stale.reason) == (
        1,
        "A worker stopped while it was sending this; it is tried again.",
    )
    assert fresh.status == "sending"


def test_release_stale_claims_gives_up_a_message_that_stops_every_worker():
    MessageFactory(
        key="deadly",
        sending=True,
        claimed_at=NOW - actions.STALE_AFTER - MINUTE,
        attempts=actions.MAX_ATTEMPTS - 1,
    )

    assert actions.release_stale_claims(now=NOW) == 1

    assert states() == [
        ("deadly", "failed", "Workers stopped again and again while they were sending this.")
    ]


# Sending


def test_send_due_sends_each_once_over_one_connection(sink):
    messages = [MessageFactory() for _ in range(3)]

    batch = actions.send_due(now=NOW)
    again = actions.send_due(now=NOW)

    assert batch == actions.Batch(claimed=3, sent=3, is_interrupted=False)
    assert again == actions.Batch(claimed=0, sent=0, is_interrupted=False)
    assert sink.connections == 1
    assert sorted(sink.message_ids()) == sorted(f"<{message.pk}@127.0.0.1>" for message in messages)
    assert set(Message.objects.values_list("status", "sent_at", "claim", "attempts")) == {
        ("sent", NOW, None, 1)
    }


def test_send_due_opens_no_connection_when_there_is_nothing_to_send(sink):
    MessageFactory(key="withdrawn", context={"is_unwanted": True})
    MessageFactory(key="late", context={"is_late": True})
    MessageFactory(key="faulty", context={"breaks": True})
    MessageFactory(key="unknown", kind="tests.of-an-older-release")

    batch = actions.send_due(now=NOW)

    assert batch == actions.Batch(claimed=4, sent=0, is_interrupted=False)
    assert sink.connections == 0
    assert states() == [
        ("faulty", "failed", "A fault in the program kept this message from being written."),
        ("late", "missed", "The note came too late."),
        ("unknown", "failed", "This release does not know this kind of message."),
        ("withdrawn", "superseded", "The note was withdrawn."),
    ]


def test_send_due_keeps_reasons_in_english_whatever_the_reader_reads(sink):
    reader = UserFactory(language="zh-hant", is_active=False)
    MessageFactory(key="closed", recipient=reader)

    actions.send_due(now=NOW)

    assert states() == [("closed", "superseded", "The recipient's account is closed.")]


def test_send_due_holds_no_transaction_while_it_sends(sink):
    statuses = []

    def look(number):
        # Another connection: it can only see what is committed, and a held lock would stop it.
        statuses.append(sorted(Message.objects.values_list("key", "status")))
        connection.close()

    sink.on_mail = look
    MessageFactory(key="1", due_at=NOW - MINUTE)
    MessageFactory(key="2")

    actions.send_due(now=NOW)

    assert statuses == [
        [("1", "sending"), ("2", "sending")],
        [("1", "sent"), ("2", "sending")],
    ]


def test_send_due_fails_one_recipient_whom_the_server_refuses_and_goes_on(sink):
    sink.refuses["gone@gov.example"] = "550 5.1.1 No such user"
    gone = MessageFactory(recipient=UserFactory(email="gone@gov.example"), due_at=NOW - MINUTE)
    other = MessageFactory()

    batch = actions.send_due(now=NOW)

    assert batch == actions.Batch(claimed=2, sent=1, is_interrupted=False)
    assert sink.message_ids() == [f"<{other.pk}@127.0.0.1>"]
    gone.refresh_from_db()
    assert (gone.status, gone.attempts, gone.claim) == ("failed", 1, None)
    assert gone.reason == "The mail server refuses this message for good."
    assert gone.answer == "550 5.1.1 No such user"


@pytest.mark.parametrize("address", ["reader@", "reader@gov.example\nbcc: all@gov.example"])
def test_send_due_fails_an_address_that_can_not_stand_in_a_mail(sink, address):
    MessageFactory(key="bad", recipient=UserFactory(email=address), due_at=NOW - MINUTE)
    MessageFactory(key="good")

    actions.send_due(now=NOW)

    assert [state[:2] for state in states()] == [("bad", "failed"), ("good", "sent")]


def test_send_due_fails_a_mail_whose_content_the_server_refuses(sink):
    sink.on_mail = lambda number: "554 5.7.1 Looks like spam" if number == 1 else None
    MessageFactory(key="1", due_at=NOW - MINUTE)
    MessageFactory(key="2")

    actions.send_due(now=NOW)

    assert states() == [
        ("1", "failed", "The mail server refuses this message for good."),
        ("2", "sent", ""),
    ]


def test_send_due_waits_longer_after_each_temporary_refusal_and_then_gives_up(sink):
    sink.refuses["full@gov.example"] = "452 4.2.2 Mailbox full"
    message = MessageFactory(recipient=UserFactory(email="full@gov.example"))
    waits = []

    now = NOW
    while message.status != "failed":
        actions.send_due(now=now)
        message.refresh_from_db()
        waits.append(message.due_at - now)
        assert actions.send_due(now=message.due_at - MINUTE / 2).claimed == 0
        now = message.due_at

    assert waits == [*actions.RETRY_AFTER, dt.timedelta(0)]
    assert message.attempts == actions.MAX_ATTEMPTS
    assert message.reason == "The mail server took this message in none of the attempts."
    assert message.answer == "452 4.2.2 Mailbox full"


def test_send_due_forgets_earlier_trouble_once_a_message_is_sent(sink):
    sink.on_mail = lambda number: "451 4.3.0 Try again" if number == 1 else None
    message = MessageFactory()

    actions.send_due(now=NOW)
    message.refresh_from_db()
    assert (message.status, message.reason, message.answer) == (
        "planned",
        "The mail server asks to try again later.",
        "451 4.3.0 Try again",
    )
    actions.send_due(now=message.due_at)

    message.refresh_from_db()
    assert (message.status, message.reason, message.answer) == ("sent", "", "")
    assert message.attempts == 2


def test_send_due_tries_again_where_the_server_does_not_know_the_sender(sink):
    sink.refuses_sender = "530 5.7.0 Authentication required"
    message = MessageFactory()

    actions.send_due(now=NOW)

    message.refresh_from_db()
    assert (message.status, message.answer) == ("planned", "530 5.7.0 Authentication required")


def test_send_due_fails_a_mail_that_is_too_large_for_the_server(sink):
    sink.refuses_sender = "552 5.3.4 Message size exceeds fixed limit"
    message = MessageFactory()

    actions.send_due(now=NOW)

    message.refresh_from_db()
    assert (message.status, message.answer) == (
        "failed",
        "552 5.3.4 Message size exceeds fixed limit",
    )


@pytest.mark.parametrize("way", ["without a word", "with 421"])
def test_send_due_hands_the_rest_back_when_the_connection_breaks_off(sink, way):
    if way == "without a word":
        sink.breaks_off_at = 2
    else:
        sink.on_mail = lambda number: "421 4.3.2 Shutting down" if number == 2 else None
    for number in range(4):
        MessageFactory(key=str(number), due_at=NOW - MINUTE * (4 - number))

    batch = actions.send_due(now=NOW)

    assert batch == actions.Batch(claimed=4, sent=1, is_interrupted=True)
    assert list(
        Message.objects.order_by("key").values_list("key", "status", "claim", "attempts", "due_at")
    ) == [
        ("0", "sent", None, 1, NOW - MINUTE * 4),
        ("1", "planned", None, 1, NOW + MINUTE),
        ("2", "planned", None, 0, NOW - MINUTE * 2),
        ("3", "planned", None, 0, NOW - MINUTE),
    ]
    assert [state[2] for state in states()] == [
        "",
        "The connection to the mail server broke off.",
        "The mail server could not be reached.",
        "The mail server could not be reached.",
    ]


def test_send_due_keeps_messages_for_as_long_as_the_mail_server_is_down(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    message = MessageFactory()

    batches = [actions.send_due(now=NOW + MINUTE * number) for number in range(10)]

    assert batches == [actions.Batch(claimed=1, sent=0, is_interrupted=True)] * 10
    message.refresh_from_db()
    assert (message.status, message.attempts, message.due_at) == ("planned", 0, NOW)
    assert message.reason == "The mail server could not be reached."
    assert message.answer == "[Errno 111] Connection refused"


def test_send_due_begins_no_mail_once_the_time_of_the_batch_is_up(sink):
    MessageFactory(key="in time or not")

    batch = actions.send_due(now=NOW, within=dt.timedelta(0))

    assert batch == actions.Batch(claimed=1, sent=0, is_interrupted=False)
    assert states() == [
        ("in time or not", "planned", "There was no time for this message in its batch.")
    ]


def test_send_due_does_not_mark_what_was_taken_over_meanwhile(sink, caplog):
    taken_over_at = NOW + actions.STALE_AFTER + MINUTE
    message = MessageFactory()
    claims = []

    def take_over(number):
        actions.release_stale_claims(now=taken_over_at)
        claims.extend(actions.claim_due(now=taken_over_at))
        connection.close()

    sink.on_mail = take_over

    actions.send_due(now=NOW)

    message.refresh_from_db()
    assert (message.status, message.claim) == ("sending", claims[0].claim)
    assert [record.getMessage() for record in caplog.records if record.levelname == "WARNING"] == [
        f"The claim of message {message.pk} was taken over while it was sent"
    ]


def test_send_due_sends_the_invitation_that_calendars_understand(sink):
    MessageFactory(context={"invites": True})

    actions.send_due(now=NOW)

    _, _, calendar = sink.mails()[0].iter_parts()
    assert dict(calendar["Content-Type"].params) == {"method": "REQUEST", "charset": "utf-8"}
    assert "SUMMARY:利益衝突 Conflict of interest" in calendar.get_content()


def test_record_heartbeat_keeps_the_last_of_each_task():
    actions.record_heartbeat(task="tests.one", now=NOW)
    actions.record_heartbeat(task="tests.one", now=NOW + MINUTE)
    actions.record_heartbeat(task="tests.two", now=NOW)

    assert list(Heartbeat.objects.values_list("task", "at")) == [
        ("tests.one", NOW + MINUTE),
        ("tests.two", NOW),
    ]
