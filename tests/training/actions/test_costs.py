"""Entering what a session cost."""

from decimal import Decimal

import pytest

from core.errors import PermissionRefused
from core.models import AuditEntry
from people.roles import Role
from tests.clock import NOW
from tests.factories import SessionFactory, person_with_role
from tests.refusals import refused_by
from training import actions
from training.models import Session
from training.rules import CostRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return person_with_role(Role.PROGRAMME_STAFF).user


def enter(session, cost, by):
    return actions.enter_cost(session_id=session.pk, cost=cost, by=by, now=NOW)


def test_cost_is_kept_and_written_down(staff):
    session = SessionFactory(status="held")

    enter(session, Decimal("1200.50"), staff)

    session.refresh_from_db()
    assert session.cost == Decimal("1200.50")
    assert AuditEntry.objects.get(action="training.cost_entered").details == {"cost": "1200.50"}


def test_cost_entered_again_changes_nothing(staff):
    session = SessionFactory(status="held")
    enter(session, Decimal("1200.50"), staff)

    enter(session, Decimal("1200.50"), staff)

    assert AuditEntry.objects.filter(action="training.cost_entered").count() == 1


def test_cost_can_be_taken_away_again(staff):
    session = SessionFactory(status="held")
    enter(session, Decimal(8), staff)

    assert enter(session, None, staff).cost is None


def test_cost_of_a_session_that_was_not_held_is_refused(staff):
    with pytest.raises(CostRefused, match="Mark the session as held first"):
        enter(SessionFactory(), Decimal(8), staff)


def test_cost_below_nothing_is_refused(staff):
    with pytest.raises(CostRefused, match="0 or more"):
        enter(SessionFactory(status="held"), Decimal(-1), staff)


def test_cost_is_entered_by_those_who_run_the_session_alone():
    stranger = person_with_role(Role.AUDITOR).user

    with pytest.raises(PermissionRefused):
        enter(SessionFactory(status="held"), Decimal(8), stranger)


@pytest.mark.parametrize(("status", "cost"), [("published", 8), ("held", -1)])
def test_database_keeps_costs_to_what_was_held_and_no_less_than_nothing(status, cost):
    session = SessionFactory(status=status)

    with refused_by("training_session_cost_of_what_was_held"):
        Session.objects.filter(pk=session.pk).update(cost=cost)
