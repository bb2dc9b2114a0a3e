import logging
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime

import pytest
from django.test import override_settings

from notifications.emails import (
    KINDS,
    Mail,
    TooLate,
    Uncomposable,
    Unwanted,
    as_email,
    compose,
    composes,
)
from tests.clock import NOW
from tests.factories import UserFactory
from tests.mail import CALENDAR, MessageFactory

pytestmark = pytest.mark.django_db


def composed_for(*messages):
    return [composed for _, composed in compose(messages, NOW)]


def test_compose_writes_in_the_language_of_each_reader():
    english = MessageFactory(recipient=UserFactory(language="en"))
    chinese = MessageFactory(recipient=UserFactory(language="zh-hant"))

    mails = composed_for(english, chinese)

    assert [mail.text for mail in mails] == ["Read in en.\n", "Read in zh-hant.\n"]


def test_compose_tells_what_is_no_longer_wanted_and_what_comes_too_late():
    withdrawn = MessageFactory(context={"is_unwanted": True})
    late = MessageFactory(context={"is_late": True})

    assert composed_for(withdrawn, late) == [
        Unwanted("The note was withdrawn."),
        TooLate("The note came too late."),
    ]


def test_compose_gives_up_recipients_who_left_or_have_no_address():
    left = MessageFactory(recipient=UserFactory(is_active=False))
    without_address = MessageFactory(recipient=UserFactory(email=""))

    assert composed_for(left, without_address) == [
        Unwanted("The recipient's account is closed."),
        Unwanted("The recipient has no e-mail address."),
    ]


def test_compose_gives_up_a_kind_that_nothing_composes_and_goes_on():
    unknown = MessageFactory(kind="tests.of-an-older-release")
    known = MessageFactory(about_id=1)

    composed = dict(compose([unknown, known], NOW))

    assert composed[unknown] == Uncomposable("This release does not know this kind of message.")
    assert composed[known].subject == "Note 1"


@pytest.mark.parametrize("fault", ["breaks", "breaks_batch"])
def test_compose_loses_no_other_message_to_one_that_raises(fault, caplog):
    first = MessageFactory(about_id=1)
    faulty = MessageFactory(context={fault: True})
    last = MessageFactory(about_id=2)

    with caplog.at_level(logging.ERROR):
        composed = dict(compose([first, faulty, last], NOW))

    assert composed[faulty] == Uncomposable(
        "A fault in the program kept this message from being written."
    )
    assert (composed[first].subject, composed[last].subject) == ("Note 1", "Note 2")
    assert [record.getMessage() for record in caplog.records] == [
        f"Message {faulty.pk} of the kind tests.note can't be composed"
    ]


def test_compose_reads_what_a_batch_needs_at_once(django_assert_num_queries):
    messages = [MessageFactory() for _ in range(3)]

    with django_assert_num_queries(0):  # the test's composer needs nothing
        composed_for(*messages)


def test_composes_refuses_a_second_composer_of_a_kind():
    with pytest.raises(ValueError, match=r"kind tests\.note already have a composer"):
        composes("tests.note", label="Other note")(KINDS["tests.note"].composer)


def test_mail_from_templates_fills_text_and_html_in_the_shared_layout(settings, tmp_path):
    (tmp_path / "hello.txt").write_text(
        '{% extends "emails/layout.txt" %}{% block content %}Dear {{ name }},  \n\n\n\n'
        "Come in.{% endblock %}"
    )
    (tmp_path / "hello.html").write_text(
        '{% extends "emails/layout.html" %}{% block content %}<p>Dear {{ name }}</p>{% endblock %}'
    )
    templates = [{**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}]

    with override_settings(TEMPLATES=templates):
        mail = Mail.from_templates(
            "hello", subject="Good\nmorning", context={"name": "O'Neil & Co"}
        )

    assert mail.subject == "Good morning"
    assert mail.text == (
        "Dear O'Neil & Co,\n\nCome in.\n\n--\nIntegrity Training\nhttp://127.0.0.1\n"
        "This message was sent by the system; answers to it are not read.\n"
    )
    assert "<p>Dear O&#x27;Neil &amp; Co</p>" in mail.html
    assert '<html lang="en">' in mail.html


def test_as_email_is_one_letter_in_three_forms_with_a_stable_id():
    message = MessageFactory(recipient=UserFactory(email="reader@gov.example"))
    mail = Mail("主題", "文字\n", "<p>文字</p>\n", calendar=CALENDAR)

    email = message_from_bytes(
        as_email(message, mail, NOW).message().as_bytes(), policy=policy.default
    )

    assert email["To"] == "reader@gov.example"
    assert email["From"] == "Integrity Training <no-reply@integrity.example>"
    assert email["Subject"] == "主題"
    assert email["Message-ID"] == f"<{message.pk}@127.0.0.1>"
    assert email["Auto-Submitted"] == "auto-generated"
    assert parsedate_to_datetime(email["Date"]) == NOW
    assert email.get_content_type() == "multipart/alternative"
    text, html, calendar = email.iter_parts()
    assert (text.get_content_type(), text.get_content()) == ("text/plain", "文字\n")
    assert (html.get_content_type(), html.get_content()) == ("text/html", "<p>文字</p>\n")
    assert calendar.get_content_type() == "text/calendar"
    assert dict(calendar["Content-Type"].params) == {"method": "REQUEST", "charset": "utf-8"}
    assert calendar.get_payload(decode=True).splitlines() == CALENDAR.splitlines()


def test_as_email_has_no_calendar_where_there_is_none():
    mail = as_email(MessageFactory(), Mail("Hello", "text\n", "<p>html</p>"), NOW)

    email = message_from_bytes(mail.message().as_bytes())

    assert [part.get_content_type() for part in email.get_payload()] == ["text/plain", "text/html"]


def test_as_email_keeps_to_what_every_mail_server_passes_on():
    message = MessageFactory(recipient=UserFactory(email="reader@gov.example"))
    mail = Mail("利益衝突：督導人員須知 " * 9, "文字\n" * 500, f"<p>{'字' * 5000}</p>", CALENDAR)

    raw = as_email(message, mail, NOW).message().as_bytes()

    assert raw.isascii()
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 78
    assert message_from_bytes(raw, policy=policy.default)["Subject"] == mail.subject


@pytest.mark.parametrize("header", ["Subject", "To"])
def test_as_email_lets_nobody_add_a_header(header):
    message = MessageFactory(recipient=UserFactory(email="reader@gov.example"))
    email = as_email(message, Mail("Hello", "text\n", "<p>html</p>"), NOW)
    if header == "Subject":
        email.subject = "Hello\nBcc: all@gov.example"
    else:
        email.to = ["reader@gov.example\r\nBcc: all@gov.example"]

    with pytest.raises(ValueError, match="newlines"):
        email.message()
