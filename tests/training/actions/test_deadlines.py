"""Deadlines of a session come before it, whoever asks."""

import datetime as dt

import pytest

from people.roles import Role
from tests.clock import NOW, at
from tests.factories import SessionFactory, person_with_role
from tests.training.actions.plans import plan
from training import actions, rules
from training.models import DaysBefore

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (
            {"closes_at": at("2026-12-01", "10:00")},
            (
                "Registration would close on 1 December 2026, 10:00, after the session begins on "
                "1 December 2026, 09:30. Let it close earlier."
            ),
        ),
        (
            {"cancel_by": DaysBefore(0, dt.time(12, 0))},
            (
                "People could cancel without a reason until 1 December 2026, 12:00, after the "
                "session begins on 1 December 2026, 09:30. Choose an earlier moment."
            ),
        ),
    ],
)
def test_deadlines_after_the_start_are_refused_by_the_action_too(asked, sentence):
    staff = person_with_role(Role.PROGRAMME_STAFF).user
    published = SessionFactory()

    with pytest.raises(rules.SchedulingRefused) as drafting:
        actions.create_session(plan=plan(**asked), by=staff, now=NOW)
    with pytest.raises(rules.SchedulingRefused) as changing:
        actions.change_session(session_id=published.pk, plan=plan(**asked), by=staff, now=NOW)

    assert (str(drafting.value), str(changing.value)) == (sentence, sentence)
