"""What those asked to read are written, and when it is no longer wanted."""

import datetime as dt

import pytest

from notifications import emails as outbox
from notifications.models import Message
from publications.emails import circulations as emails
from publications.models import Circulation, CirculationRound, Recipient
from tests.clock import NOW, TODAY
from tests.factories import PersonFactory, UserFactory
from tests.publications.factories import CirculationFactory, RecipientFactory

pytestmark = pytest.mark.django_db


def mails(now=NOW):
    messages = list(Message.objects.select_related("recipient").order_by("about_id"))
    return [composed for _, composed in outbox.compose(messages, now)]


@pytest.fixture
def recipient():
    circulation = CirculationFactory(
        edition__publication__title_en="Gifts before the festival",
        edition__publication__title_zh_hant="節日前的禮物",
        message_zh_hant="請於節日前閱讀。",
    )
    return RecipientFactory(
        round__circulation=circulation, person__name_en="CHAN <Siu-ming>", person__name_zh="陳小明"
    )


def ask():
    emails.askings(Recipient.objects.all(), now=NOW, due_at=NOW)


def test_who_is_asked_reads_what_by_when_and_where(recipient):
    ask()

    [mail] = mails()
    assert mail.subject == "Please read and acknowledge: Gifts before the festival"
    assert "Dear CHAN <Siu-ming>,\n" in mail.text
    assert "You are asked to read this publication by 2 December 2026." in mail.text
    assert "Please read it before the festival.\n" in mail.text
    address = f"/publications/{recipient.round.edition.publication_id}/"
    assert address in mail.text
    assert address in mail.html
    assert "CHAN &lt;Siu-ming&gt;" in mail.html


def test_it_is_written_once_for_each_language_and_to_each_by_name(recipient):
    chinese = PersonFactory(user=UserFactory(language="zh-hant"), name_zh="林慧儀")
    RecipientFactory(round=recipient.round, person=chinese)
    ask()

    first, second = mails()

    assert "節日前的禮物" in second.subject
    assert "林慧儀" in second.text
    assert "請於節日前閱讀。" in second.text
    assert "CHAN" not in second.text
    assert "CHAN" in first.text


def test_a_reminder_says_so_and_that_it_is_late(recipient):
    emails.reminders(Recipient.objects.all(), 4, now=NOW)
    overdue = NOW + dt.timedelta(days=17)

    [early], [late] = mails(), mails(overdue)

    assert early.subject == ("Reminder, please read and acknowledge: Gifts before the festival")
    assert "You are asked to read" in early.text
    assert "You were asked to read" in late.text


def test_where_reading_is_enough_nothing_is_to_be_acknowledged(recipient):
    Circulation.objects.update(must_acknowledge=False)
    ask()

    [mail] = mails()
    assert mail.subject == "Please read: Gifts before the festival"
    assert "confirm" not in mail.text


def _read(recipient):
    Recipient.objects.update(opened_at=NOW, acknowledged_at=NOW)


def _left(recipient):
    Recipient.objects.update(left_on=TODAY)


def _ended(recipient):
    Circulation.objects.update(status="ended", ended_at=NOW, ended_by=UserFactory())


def _closed(recipient):
    CirculationRound.objects.update(closed_at=NOW)


def _withdrawn(recipient):
    edition = recipient.round.edition
    edition.withdrawn_at, edition.withdrawn_by = NOW, UserFactory()
    edition.withdrawal_reason = "Wrong."
    edition.save()


@pytest.mark.parametrize(
    ("happens", "reason"),
    [
        (_read, "The recipient has read it."),
        (_left, "The recipient is in the audience no more."),
        (_ended, "The circulation is over."),
        (_closed, "It was circulated anew meanwhile."),
        (_withdrawn, "The publication can't be read at present."),
    ],
)
def test_nobody_is_asked_for_what_is_no_longer_wanted(recipient, happens, reason):
    ask()
    happens(recipient)

    [refused] = mails()

    assert isinstance(refused, outbox.Unwanted)
    assert refused.reason == reason


def test_the_same_recipients_are_asked_once(recipient):
    ask()
    ask()

    assert Message.objects.count() == 1


def test_mails_to_many_take_no_more_queries(recipient, django_assert_num_queries):
    for _ in range(2):
        RecipientFactory(round=recipient.round)
    ask()
    messages = list(Message.objects.select_related("recipient"))

    with django_assert_num_queries(2):
        list(outbox.compose(messages, NOW))
