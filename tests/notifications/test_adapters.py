"""The link for a new password goes through the outbox."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from notifications import emails
from notifications.models import Message
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def ask(client, email):
    return client.post(reverse("account_reset_password"), {"email": email})


def composed():
    messages = list(Message.objects.select_related("recipient"))
    return [mail for _, mail in emails.compose(messages, messages[0].created_at)]


def test_asking_for_a_new_password_writes_a_message_that_leads_to_it(client):
    user = UserFactory()

    response = ask(client, user.email)

    assert response.status_code == 302
    [mail] = composed()
    path = re.search(r"http://127\.0\.0\.1(/accounts/\S+)", mail.text).group(1)
    assert client.get(path, follow=True).context["form"].fields.keys() == {
        "password1",
        "password2",
    }


def test_the_key_to_the_account_is_kept_nowhere(client):
    user = UserFactory()
    ask(client, user.email)
    [mail] = composed()

    message = Message.objects.get()

    key = re.search(r"-([^/-]+-[^/]+)/$", re.search(r"\S+/accounts/\S+", mail.text).group(0))
    assert key.group(1) not in f"{message.key} {message.context}"


def test_asking_for_an_address_nobody_has_answers_the_same_and_writes_nothing(client):
    known, unknown = ask(client, UserFactory().email), ask(client, "nobody@gov.example")

    assert (unknown.status_code, unknown.url) == (known.status_code, known.url)
    assert Message.objects.count() == 1


def test_a_link_that_would_come_half_a_day_late_is_no_longer_sent(client):
    ask(client, UserFactory().email)
    message = Message.objects.select_related("recipient").get()

    [(_, result)] = emails.compose([message], message.created_at + dt.timedelta(hours=13))

    assert result == emails.Unwanted("It was asked for too long ago.")
