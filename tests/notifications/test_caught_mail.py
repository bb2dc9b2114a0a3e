import datetime as dt

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMultiAlternatives

from notifications import caught_mail
from notifications.emails import Mail, as_email
from tests.clock import NOW, at
from tests.factories import UserFactory
from tests.mail import CALENDAR, MessageFactory


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MAIL_CATCHER_DIR = tmp_path / "mail"
    return settings.MAIL_CATCHER_DIR


def caught(**fields) -> str:
    """Catch a mail; give its id."""
    before = set(caught_mail.newest_first())
    caught_mail.store(EmailMultiAlternatives(**fields).message().as_bytes())
    (mail_id,) = set(caught_mail.newest_first()) - before
    return mail_id


def test_newest_first_is_empty_before_anything_was_caught():
    assert caught_mail.newest_first() == []


def test_newest_first_lists_what_was_stored_whole(folder):
    first = caught(subject="First")
    second = caught(subject="Second")
    (folder / "00000000000000000001-00000000.part").write_bytes(b"half a mail")

    assert caught_mail.newest_first() == [second, first]


def test_to_recipient_finds_parts_of_addresses():
    first = caught(to=["Chan.Tai@gov.example"])
    caught(to=["lee@gov.example"])
    third = caught(to=["chan.siu@gov.example"])

    assert list(caught_mail.to_recipient("CHAN")) == [third, first]


@pytest.mark.django_db
def test_find_opens_a_mail_in_all_its_parts():
    message = MessageFactory(recipient=UserFactory(email="reader@gov.example"))
    mail = Mail("主題", "文字\n", "<p>文字</p>\n", calendar=CALENDAR)
    caught_mail.store(as_email(message, mail, NOW).message().as_bytes())
    (mail_id,) = caught_mail.newest_first()

    found = caught_mail.find(mail_id)

    assert found.summary.subject == "主題"
    assert found.summary.recipient == "reader@gov.example"
    assert found.summary.sender == "Integrity Training <no-reply@integrity.example>"
    assert dt.datetime.now(dt.UTC) - found.summary.caught_at < dt.timedelta(minutes=1)
    assert (found.text, found.html) == ("文字\n", "<p>文字</p>\n")
    assert found.calendar.splitlines() == CALENDAR.splitlines()
    assert found.invitation == caught_mail.Invitation(
        method="REQUEST",
        title="利益衝突 Conflict of interest",
        starts_at=at("2026-12-01", "09:30"),
        ends_at=at("2026-12-01", "12:30"),
        place="Conference Room 1",
        organiser="no-reply@integrity.example",
        sequence=2,
    )


def test_find_opens_a_mail_of_text_alone():
    found = caught_mail.find(caught(subject="Plain", body="Only words.\n"))

    assert (found.text, found.html, found.calendar) == ("Only words.\n", "", None)
    assert found.invitation is None


@pytest.mark.parametrize("content", ["nonsense", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"])
def test_find_opens_a_mail_whose_calendar_can_not_be_read(content):
    email = EmailMultiAlternatives(body="text")
    email.attach_alternative(content, "text/calendar")
    caught_mail.store(email.message().as_bytes())

    found = caught_mail.find(caught_mail.newest_first()[0])

    assert found.calendar is not None
    assert found.invitation is None


@pytest.mark.parametrize(
    "mail_id",
    [
        "../secret",
        "..",
        "",
        "00000000000000000001-0000000",
        "00000000000000000001-00000000\n",
        "٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠-00000000",
        "00000000000000000001-00000000",
    ],
)
def test_what_is_no_id_of_a_caught_mail_finds_no_file(folder, mail_id):
    folder.mkdir()
    (folder.parent / "secret.eml").write_bytes(b"Subject: not for you\n\n")
    (folder / ".eml").write_bytes(b"Subject: not for you\n\n")

    assert caught_mail.source(mail_id) is None
    assert caught_mail.find(mail_id) is None


def test_mail_is_never_kept_outside_the_sample(settings):
    settings.MAIL_CATCHER_DIR = None

    with pytest.raises(ImproperlyConfigured, match="in the sample only"):
        caught_mail.store(b"Subject: secret\n\n")
