"""Figures are frozen while somebody marks attendance: all are of one moment."""

import threading
import uuid

import pytest
from django.db import connection, transaction

from reporting.figures import FIGURES
from reporting.models import Freeze
from reporting.rules.freezes import FreezeRefused
from tests.concurrency.test_last_seats import at_once
from tests.reporting import freezes
from training.models import Attendance

pytestmark = pytest.mark.django_db(transaction=True)


class Meanwhile:
    """Lets somebody else save something once the first statement about marks has run."""

    def __init__(self, work):
        self.work, self.is_done = work, False

    def __call__(self, execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if "training_attendance" in sql and not self.is_done:
            self.is_done = True
            thread = threading.Thread(target=self.run)
            thread.start()
            thread.join(timeout=30)
        return result

    def run(self):
        try:
            self.work()
        finally:
            connection.close()


@pytest.fixture
def customs():
    made = freezes.customs()
    freezes.trained(made, 3)
    return made


def all_absent():
    Attendance.objects.update(status="absent")


def test_without_one_snapshot_the_figures_would_be_of_different_moments(customs):
    """Why there is one: figures counted one after the other, as a transaction does by itself."""
    span = freezes.YEAR
    with connection.execute_wrapper(Meanwhile(all_absent)), transaction.atomic():
        persons = FIGURES["persons_trained"].together([customs.pk], span)
        attendances = FIGURES["attendances"].together([customs.pk], span)

    assert (persons, attendances) == (3, 0)


def test_figures_are_frozen_as_of_one_moment_whatever_is_saved_meanwhile(customs):
    by = freezes.staff()

    with connection.execute_wrapper(Meanwhile(all_absent)):
        frozen = freezes.freeze("persons_trained", "attendances", by=by, department=customs)

    values = [int(figure.value) for figure in frozen.figures.order_by("position")]
    assert values == [3, 3]
    assert not Attendance.objects.filter(status="present").exists()


def test_freezing_refuses_to_be_a_part_of_something_that_has_begun_to_read(customs):
    with (
        pytest.raises(RuntimeError, match="durable"),
        transaction.atomic(),
    ):
        freezes.freeze("attendances", by=freezes.staff(), department=customs)


def test_pressed_by_one_person_in_two_tabs_at_once_it_freezes_once(customs):
    by, asking = freezes.staff(), uuid.uuid4()

    first, second = at_once(
        lambda _: freezes.freeze("attendances", by=by, department=customs, asking=asking),
        [1, 2],
    )

    assert first == second == Freeze.objects.get()


def test_of_two_who_replace_the_same_set_at_once_one_is_told_that_it_was_replaced(customs):
    first = freezes.freeze("attendances", by=freezes.staff(), department=customs)

    def replace(by):
        said = {"by": by, "replaces_id": first.pk, "reason": "Marks came late."}
        try:
            freezes.freeze("attendances", department=customs, **said)
        except FreezeRefused:
            return "refused"
        return "replaced"

    assert sorted(at_once(replace, [freezes.staff(), freezes.staff()])) == ["refused", "replaced"]
    assert Freeze.objects.filter(replaces=first).count() == 1
