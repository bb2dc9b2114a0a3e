"""What workers do about circulations."""

import datetime as dt

import pytest
import time_machine

from notifications.models import Message
from publications import tasks
from publications.models import Recipient
from tests.clock import NOW, TODAY
from tests.factories import DepartmentFactory, EditionFactory, PersonFactory
from tests.publications.factories import (
    CirculationFactory,
    RecipientFactory,
    RenditionFactory,
    RoundFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOW, tick=False):
        yield


def test_what_is_due_goes_out_until_nothing_is():
    PersonFactory()
    for _ in range(2):
        circulation = CirculationFactory(status="planned")
        RenditionFactory(edition=circulation.edition)
        RoundFactory(circulation=circulation, begun_at=None, finished_at=None)

    tasks.send_circulations()

    assert (Recipient.objects.count(), Message.objects.count()) == (2, 2)


def test_audiences_are_followed():
    recipient = RecipientFactory()
    joiner = PersonFactory()

    tasks.follow_audiences()

    persons = Recipient.objects.filter(round=recipient.round).order_by("pk")
    assert [each.person for each in persons] == [recipient.person, joiner]


def test_circulations_are_repeated_for_a_new_edition():
    out = RoundFactory()
    EditionFactory(
        publication=out.edition.publication, number=2, change="material", what_changed_en="More."
    )

    tasks.repeat_circulations()

    assert [each.number for each in out.circulation.rounds.all()] == [2, 1]


def test_reminders_are_planned():
    RecipientFactory(due_on=TODAY, asked_at=NOW - dt.timedelta(days=9))

    tasks.plan_reading_reminders()

    assert Message.objects.get().kind == "publications.circulation_reminder"


def test_what_is_planned_for_later_waits():
    RoundFactory(
        circulation__status="planned",
        circulation__starts_at=NOW + dt.timedelta(days=1),
        begun_at=None,
        finished_at=None,
        starts_at=NOW + dt.timedelta(days=1),
    )
    PersonFactory(posting__department=DepartmentFactory())

    tasks.send_circulations()
    tasks.follow_audiences()
    tasks.repeat_circulations()

    assert Recipient.objects.count() == 0
