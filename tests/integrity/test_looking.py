"""Who looks at people leaves an entry in the audit log, whatever the page."""

import pytest
from django.urls import reverse

from core.models import AuditEntry
from people.roles import Role
from tests.factories import (
    DepartmentFactory,
    MeetingFactory,
    PersonFactory,
    SessionFactory,
    person_with_role,
)

pytestmark = pytest.mark.django_db

PAGES = {
    "people:person-list": (None, "people.list_viewed"),
    "people:person-detail": (PersonFactory, "people.person_viewed"),
    "notifications:message-list": (None, "notifications.messages_viewed"),
    "training:session-manage": (SessionFactory, "training.registrations_viewed"),
    "training:session-messages": (SessionFactory, "training.session_messages_viewed"),
    "training:attendance-board": (MeetingFactory, "training.attendance_viewed"),
    "ethics_officers:designation-create": (DepartmentFactory, "ethics_officers.candidates_viewed"),
}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_with_people_on_it_records_who_opened_it_once(sign_in, page):
    make, action = PAGES[page]
    about = make() if make else None
    reader = person_with_role(Role.PROGRAMME_STAFF)
    client = sign_in(reader)
    address = reverse(page, args=[about.pk] if about else [])

    for _ in range(2):
        assert client.get(address).status_code == 200

    entry = AuditEntry.objects.get(action=action)
    assert (entry.actor, entry.object_id) == (reader.user, about.pk if about else None)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_is_refused_records_nothing(sign_in, page):
    make, _action = PAGES[page]
    about = make() if make else None

    response = sign_in(PersonFactory()).get(reverse(page, args=[about.pk] if about else []))

    assert response.status_code == 403
    assert not AuditEntry.objects.exists()
