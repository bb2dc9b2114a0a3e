"""What pages do not read from the database."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from notifications.models import Message
from people.models import RoleAssignment
from people.roles import Role
from tests.clock import NOW
from tests.factories import (
    MeetingFactory,
    PersonFactory,
    RoleAssignmentFactory,
    SessionFactory,
    SpeakerFactory,
    person_with_role,
)
from training.actions import register

pytestmark = pytest.mark.django_db


@pytest.fixture
def addresses():
    """Pages that show people with their accounts, each with somebody on it."""
    person, session = PersonFactory(), SessionFactory()
    meeting = session.meetings.first() or MeetingFactory(session=session)
    register(session_id=session.pk, person=person, by=person.user, now=NOW)
    RoleAssignmentFactory(user=person.user, role=Role.AUDITOR)
    message = Message.objects.first()
    return {
        Role.PROGRAMME_STAFF: [
            reverse("notifications:message-list"),
            reverse("notifications:message-detail", args=[message.pk]),
            reverse("training:session-messages", args=[session.pk]),
            reverse("training:session-manage", args=[session.pk]),
            reverse("training:speaker-edit", args=[SpeakerFactory(person=person).pk]),
            reverse("training:attendance-template", args=[meeting.pk]),
            reverse("people:person-list"),
        ],
        Role.ADMINISTRATOR: [
            reverse("people:audit-log"),
            reverse("people:person-detail", args=[person.pk]),
            reverse("people:role-give", args=[person.pk]),
            reverse("people:role-end", args=[RoleAssignment.objects.get(user=person.user).pk]),
        ],
    }


@pytest.mark.parametrize("role", [Role.PROGRAMME_STAFF, Role.ADMINISTRATOR])
def test_pages_read_the_hash_of_nobodys_password_but_of_who_asks(sign_in, addresses, role):
    client = sign_in(person_with_role(role))

    def hashes_read(address):
        with time_machine.travel(NOW, tick=False), CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return sum('"password"' in query["sql"] for query in captured)

    read = {address: hashes_read(address) for address in addresses[role]}

    assert read == dict.fromkeys(addresses[role], 1)
