"""What workers do about the making of publications."""

import datetime as dt

import pytest
import time_machine

from notifications.models import Message
from people.roles import Role
from publications import tasks
from publications.models import Edition, Publication
from tests.clock import NOW, TODAY
from tests.factories import person_with_role
from tests.publications.factories import ReviewFactory, approved

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOW, tick=False):
        yield


def test_late_reviews_are_reminded_of():
    reviewer = person_with_role(Role.ICAC_STAFF).user
    ReviewFactory(due_on=TODAY - dt.timedelta(days=1))

    tasks.plan_library_reminders()

    assert [message.recipient for message in Message.objects.all()] == [reviewer]


def test_library_says_the_languages_of_what_the_clock_has_published():
    edition = approved()
    Edition.objects.filter(pk=edition.pk).update(publish_at=NOW - dt.timedelta(minutes=1))

    tasks.bring_up_to_date()

    assert Publication.objects.get().languages == ["en"]
