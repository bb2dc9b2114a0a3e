import pytest
from django.utils import translation

from notifications.filters import MessageFilter
from notifications.models import Message
from tests.factories import PersonFactory, UserFactory
from tests.mail import MessageFactory

pytestmark = pytest.mark.django_db


def found(**data):
    return set(MessageFilter(data, Message.objects.all()).qs)


def test_message_filter_finds_recipients_by_either_name_or_address():
    person = PersonFactory(name_en="LEE Siu-yuk", name_zh="李小玉", user__email="sy@gov.example")
    message = MessageFactory(recipient=person.user)
    MessageFactory(recipient=PersonFactory().user)

    assert found(q="lee siu") == {message}
    assert found(q="小玉") == {message}
    assert found(q="sy@gov") == {message}
    assert found(q="nobody") == set()


def test_message_filter_finds_a_recipient_who_is_no_person_by_the_whole_address():
    message = MessageFactory(recipient=UserFactory(email="robot@gov.example"))
    MessageFactory()

    assert found(q=" Robot@gov.example ") == {message}


def test_message_filter_finds_a_kind_and_a_status():
    sent, planned = MessageFactory(sent=True), MessageFactory()
    other = MessageFactory(kind="tests.other")

    assert found(status="sent") == {sent}
    assert found(kind="tests.note") == {sent, planned}
    assert found(kind="tests.note", status="planned") == {planned}
    assert found() == {sent, planned, other}


def test_message_filter_offers_each_kind_in_the_readers_language():
    with translation.override("zh-hant"):
        kinds = dict(MessageFilter({}, Message.objects.all()).form["kind"].field.choices)

    assert "training.reminder" in kinds
    assert kinds["tests.note"] == "Note"


def test_message_filter_leaves_out_what_was_sent_again():
    failed, stands = MessageFactory.create_batch(2, failed=True)
    again = MessageFactory(key=failed.resend_key, sent=True)

    assert found(unresent="on") == {stands, again}
    assert found(unresent="on", status="failed") == {stands}
