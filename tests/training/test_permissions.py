"""Who runs which sessions."""

import pytest

from core.errors import PermissionRefused
from people.roles import Role
from tests.clock import NOW
from tests.factories import DepartmentFactory, SessionFactory, person_with_role
from training import actions, permissions

pytestmark = pytest.mark.django_db


@pytest.fixture
def icac():
    return DepartmentFactory(code="ICAC")


@pytest.fixture
def icac_staff(icac):
    return person_with_role(Role.ICAC_STAFF, icac).user


def test_programme_staff_run_the_sessions_of_every_organiser(icac):
    staff = person_with_role(Role.PROGRAMME_STAFF).user

    assert permissions.can_manage_session(staff, SessionFactory())
    assert permissions.can_manage_session(staff, SessionFactory(organiser=icac))


def test_icac_staff_run_the_sessions_of_icac_and_see_the_others(icac, icac_staff):
    own, other = SessionFactory(organiser=icac), SessionFactory()

    assert permissions.can_manage_session(icac_staff, own)
    assert not permissions.can_manage_session(icac_staff, other)
    assert {own, other} == set(type(own).objects.visible_to(icac_staff))


def test_icac_staff_call_off_their_own_session_and_no_other(icac, icac_staff):
    own, other = SessionFactory(organiser=icac), SessionFactory()

    actions.cancel_session(session_id=own.pk, reason="Typhoon", by=icac_staff, now=NOW)
    with pytest.raises(PermissionRefused):
        actions.cancel_session(session_id=other.pk, reason="Typhoon", by=icac_staff, now=NOW)

    other.refresh_from_db()
    assert other.status == "published"


def test_icac_staff_mark_attendance_of_their_own_sessions_and_no_other(icac, icac_staff):
    own, other = SessionFactory(organiser=icac), SessionFactory()

    assert permissions.can_mark_attendance(icac_staff, own.meetings.get())
    assert not permissions.can_mark_attendance(icac_staff, other.meetings.get())


def test_speakers_run_nothing(icac):
    speaker = person_with_role(Role.SPEAKER, icac).user

    assert not permissions.can_manage_session(speaker, SessionFactory(organiser=icac))
