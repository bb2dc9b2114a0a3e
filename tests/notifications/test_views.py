import datetime as dt
import importlib

import pytest
from django.conf import settings as django_settings
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, clear_url_caches, reverse

from notifications import caught_mail
from notifications import urls as notifications_urls
from notifications.emails import Mail, as_email
from notifications.models import Heartbeat
from people.roles import Role
from tests.clock import NOW
from tests.factories import PersonFactory, UserFactory
from tests.mail import CALENDAR, MessageFactory
from tests.pages import rows, words

pytestmark = pytest.mark.django_db

MESSAGES = "/system/messages/"
HEALTH = "/system/health/"
CAUGHT_MAIL = "/system/caught-mail/"


# Messages


def test_message_list_shows_what_became_of_each_message_and_why(as_role):
    person = PersonFactory(name_en="LEE Siu-yuk", name_zh="李小玉", user__email="sy@gov.example")
    minute = dt.timedelta(minutes=1)
    MessageFactory(recipient=person.user, sent=True)
    MessageFactory(
        recipient=UserFactory(email="robot@gov.example"),
        failed=True,
        reason="It broke.",
        answer="550 No such user",
        created_at=NOW - minute,
    )
    MessageFactory(
        recipient=person.user,
        kind="training.reminder",
        due_at=NOW + dt.timedelta(days=1),
        created_at=NOW - 2 * minute,
    )
    MessageFactory(recipient=person.user, kind="tests.old", created_at=NOW - 3 * minute)

    response = as_role(Role.PROGRAMME_STAFF).get(MESSAGES)

    assert response.status_code == 200
    person_cell = "LEE Siu-yuk 李小玉 sy@gov.example"
    assert rows(response) == [
        ["22 Nov 2026, 12:00", "Note", person_cell, "Sent 22 Nov 2026, 12:00", "—"],
        [
            "22 Nov 2026, 11:59",
            "Note",
            "robot@gov.example",
            "Failed",
            "It broke. The mail server said: 550 No such user",
        ],
        [
            "22 Nov 2026, 11:58",
            "Reminder of a session",
            person_cell,
            "Planned for 23 Nov 2026, 12:00",
            "—",
        ],
        [
            "22 Nov 2026, 11:57",
            "tests.old",
            person_cell,
            "Planned for 22 Nov 2026, 12:00",
            "—",
        ],
    ]


def test_message_list_filters_by_the_address_of_the_page(as_role):
    MessageFactory(sent=True)
    MessageFactory(failed=True, reason="It broke.")

    response = as_role(Role.AUDITOR).get(MESSAGES, {"status": "failed"})

    assert [row[-1] for row in rows(response)] == ["It broke."]


def test_message_list_gives_htmx_the_results_alone(as_role):
    MessageFactory()

    response = as_role(Role.AUDITOR).get(MESSAGES, headers={"HX-Request": "true"})

    assert response.content.decode().lstrip().startswith('<div id="results">')
    assert len(rows(response)) == 1


def test_message_list_shows_fifty_on_a_page(as_role):
    MessageFactory.create_batch(51, recipient=UserFactory())
    client = as_role(Role.AUDITOR)

    assert len(rows(client.get(MESSAGES))) == 50
    assert len(rows(client.get(MESSAGES, {"page": 2}))) == 1


def test_message_list_says_so_when_nothing_matches(as_role):
    assert "No message matches." in words(as_role(Role.AUDITOR).get(MESSAGES))


def test_message_list_makes_as_many_queries_for_three_rows_as_for_one(as_role):
    client = as_role(Role.PROGRAMME_STAFF)
    MessageFactory(recipient=PersonFactory().user)
    client.get(MESSAGES)

    with CaptureQueriesContext(connection) as for_one:
        assert len(rows(client.get(MESSAGES))) == 1
    MessageFactory(recipient=PersonFactory().user)
    MessageFactory(recipient=UserFactory())
    with CaptureQueriesContext(connection) as for_three:
        assert len(rows(client.get(MESSAGES))) == 3

    assert len(for_three) == len(for_one)


# Health


def test_health_says_that_all_is_well(as_role):
    for entry in django_settings.CELERY_BEAT_SCHEDULE.values():
        Heartbeat.objects.create(task=entry["task"], at=dt.datetime.now(dt.UTC))

    response = as_role(Role.ADMINISTRATOR).get(HEALTH)

    assert response.status_code == 200
    assert "All is well." in words(response)
    assert "Redis answers" in words(response)
    assert words(response).count("on time") == len(django_settings.CELERY_BEAT_SCHEDULE)


def test_health_says_what_is_wrong_and_works_without_the_broker(as_role, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    now = dt.datetime.now(dt.UTC)
    MessageFactory(due_at=now - dt.timedelta(hours=2))
    MessageFactory(failed=True, reason="It broke.", created_at=now)

    page = words(as_role(Role.ADMINISTRATOR).get(HEALTH)).replace("\xa0", " ")

    assert "All is well." not in page
    assert "Redis does not answer. Pages work and messages are kept" in page
    assert "Ask whoever runs the servers to start it again." in page
    assert "Recurring tasks are late" in page
    assert "Messages are late: the oldest has been due for 2 hours." in page
    assert (
        "1 message of the last seven days could not be sent. See why, mend it, and send it" in page
    )
    assert "In the last seven days Sent 0 Failed 1 1 × It broke. Missed 0" in page
    assert "Send due messages has never run late" in page


@pytest.mark.parametrize("address", [MESSAGES, HEALTH])
class TestStaffPages:
    def test_anonymous_readers_are_sent_to_sign_in(self, client, address):
        response = client.get(address)

        assert (response.status_code, response["Location"]) == (
            302,
            f"/accounts/login/?next={address}",
        )

    @pytest.mark.parametrize(
        "role",
        [
            Role.CIVIL_SERVANT,
            Role.TRAINING_COORDINATOR,
            Role.ASSISTANT_ETHICS_OFFICER,
            Role.SPEAKER,
        ],
    )
    def test_others_than_staff_are_refused(self, as_role, address, role):
        assert as_role(role).get(address).status_code == 403

    @pytest.mark.parametrize(
        "role", [Role.PROGRAMME_STAFF, Role.ICAC_STAFF, Role.AUDITOR, Role.ADMINISTRATOR]
    )
    def test_staff_may_read(self, as_role, address, role):
        assert as_role(role).get(address).status_code == 200

    def test_nothing_is_written_there(self, as_role, address):
        assert as_role(Role.ADMINISTRATOR).post(address).status_code == 405


# Whether this process can answer


def test_healthz_says_ok_to_anybody(client):
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok")
    assert "no-store" in response["Cache-Control"]


def test_healthz_is_not_written_to(client):
    assert client.post("/healthz").status_code == 405


def test_healthz_says_when_the_database_does_not_answer(client):
    with connection.execute_wrapper(_database_is_away):
        response = client.get("/healthz")

    assert (response.status_code, response.content) == (503, b"the database does not answer")


def _database_is_away(execute, sql, params, many, context):
    from django.db import OperationalError

    raise OperationalError("server closed the connection unexpectedly")


# Caught mail, in the sample


@pytest.fixture
def mail_id(settings, tmp_path):
    """A caught mail with an invitation."""
    settings.MAIL_CATCHER_DIR = tmp_path
    message = MessageFactory(recipient=UserFactory(email="reader@gov.example"))
    mail = Mail(
        "Reminder & more",
        "Look: http://127.0.0.1/sessions/1/\n<script>alert(1)</script>\n",
        "<html><head></head><body><script>alert(1)</script></body></html>\n",
        calendar=CALENDAR,
    )
    caught_mail.store(as_email(message, mail, NOW).message().as_bytes())
    return caught_mail.newest_first()[0]


@pytest.fixture
def plain_mail_id(settings, tmp_path):
    """A caught mail of text alone."""
    settings.MAIL_CATCHER_DIR = tmp_path
    caught_mail.store(EmailMultiAlternatives("Plain", "text", to=["x@y"]).message().as_bytes())
    return caught_mail.newest_first()[0]


def test_caught_mail_list_shows_the_newest_first_to_anybody(client, mail_id):
    caught_mail.store(EmailMultiAlternatives("Newer", to=["b@gov.example"]).message().as_bytes())

    page = words(client.get(CAUGHT_MAIL))

    assert page.index("Newer to b@gov.example") < page.index(
        "Reminder &amp; more to reader@gov.example"
    )


def test_caught_mail_list_searches_by_recipient(client, mail_id):
    caught_mail.store(EmailMultiAlternatives("Newer", to=["b@gov.example"]).message().as_bytes())

    page = words(client.get(CAUGHT_MAIL, {"q": "READER"}))

    assert "Reminder &amp; more" in page
    assert "Newer" not in page
    assert "No mail was caught for such an address." in words(
        client.get(CAUGHT_MAIL, {"q": "nobody"})
    )


def test_caught_mail_list_shows_twenty_five_on_a_page(client, mail_id):
    for number in range(25):
        caught_mail.store(EmailMultiAlternatives(f"Mail {number}").message().as_bytes())

    assert "Reminder &amp; more" not in words(client.get(CAUGHT_MAIL))
    assert "Reminder &amp; more" in words(client.get(CAUGHT_MAIL, {"page": 2}))


def test_caught_mail_list_says_how_to_get_some(client, settings, tmp_path):
    settings.MAIL_CATCHER_DIR = tmp_path

    assert "No mail was caught yet." in words(client.get(CAUGHT_MAIL))


def test_caught_mail_detail_shows_the_text_and_the_invitation_in_words(client, mail_id):
    response = client.get(f"{CAUGHT_MAIL}{mail_id}/")

    page = words(response)
    assert "To reader@gov.example" in page
    assert "It is an invitation (version 2)" in page
    assert "Starts 1 December 2026, 09:30" in page
    assert "Place Conference Room 1" in page
    content = response.content.decode()
    assert '<a href="http://127.0.0.1/sessions/1/"' in content
    assert "<script>alert(1)</script>" not in content
    assert 'sandbox="allow-top-navigation-by-user-activation"' in content


def test_caught_mail_detail_shows_a_mail_of_text_alone(client, plain_mail_id):
    content = client.get(f"{CAUGHT_MAIL}{plain_mail_id}/").content.decode()

    assert "<iframe" not in content
    assert "Calendar entry" not in content


def test_caught_mail_html_is_shut_in_a_sandbox(client, mail_id):
    response = client.get(f"{CAUGHT_MAIL}{mail_id}/html/")

    assert response.status_code == 200
    assert '<base target="_top" />' in response.content.decode()
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert sorted(response["Content-Security-Policy"].split("; ")) == [
        "base-uri 'none'",
        "default-src 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
        "img-src data:",
        "sandbox allow-top-navigation-by-user-activation",
        "style-src 'unsafe-inline'",
    ]


def test_caught_mail_can_be_downloaded_as_it_was_sent(client, mail_id):
    response = client.get(f"{CAUGHT_MAIL}{mail_id}/source/")

    assert response["Content-Type"] == "message/rfc822"
    assert response["Content-Disposition"] == f'attachment; filename="{mail_id}.eml"'
    assert response.content == caught_mail.source(mail_id)


def test_caught_calendar_entry_can_be_downloaded(client, mail_id):
    response = client.get(f"{CAUGHT_MAIL}{mail_id}/calendar/")

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="{mail_id}.ics"'
    assert response.content.splitlines() == CALENDAR.splitlines()


@pytest.mark.parametrize("part", ["html/", "calendar/"])
def test_a_part_that_a_caught_mail_does_not_have_is_not_found(client, plain_mail_id, part):
    assert client.get(f"{CAUGHT_MAIL}{plain_mail_id}/{part}").status_code == 404


@pytest.mark.parametrize("part", ["", "html/", "source/", "calendar/"])
@pytest.mark.parametrize("stale_id", ["00000000000000000001-00000000", "manage", "..%2fsettings"])
@pytest.mark.usefixtures("mail_id")
def test_a_mail_that_was_not_caught_is_not_found(client, part, stale_id):
    assert client.get(f"{CAUGHT_MAIL}{stale_id}/{part}").status_code == 404


@pytest.mark.parametrize("part", ["", "{id}/", "{id}/html/", "{id}/source/", "{id}/calendar/"])
def test_caught_mail_is_not_written_to(client, mail_id, part):
    assert client.post(CAUGHT_MAIL + part.format(id=mail_id)).status_code == 405


def test_caught_mail_has_no_address_outside_the_sample(client, settings):
    try:
        settings.SAMPLE = False
        _reload_addresses()

        with pytest.raises(NoReverseMatch):
            reverse("notifications:caught-mail-list")
        assert reverse("notifications:message-list") == MESSAGES
    finally:
        settings.SAMPLE = True
        _reload_addresses()

    assert reverse("notifications:caught-mail-list") == CAUGHT_MAIL


def _reload_addresses():
    importlib.reload(notifications_urls)
    importlib.reload(importlib.import_module(django_settings.ROOT_URLCONF))
    clear_url_caches()
