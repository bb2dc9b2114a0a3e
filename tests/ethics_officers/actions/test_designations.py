"""Designating officers, and ending that."""

import datetime as dt

import pytest

from core.errors import PermissionRefused
from core.models import AuditEntry
from ethics_officers import actions
from ethics_officers.models import Designation
from ethics_officers.rules import DesignationRefused
from people.models import Level, RoleAssignment
from people.roles import Role
from tests.clock import NOW, TODAY
from tests.ethics_officers.factories import DesignationFactory
from tests.factories import (
    DepartmentFactory,
    PersonFactory,
    PostingFactory,
    person_with_role,
)

pytestmark = pytest.mark.django_db

TOMORROW = TODAY + dt.timedelta(days=1)
YESTERDAY = TODAY - dt.timedelta(days=1)


@pytest.fixture
def staff():
    return person_with_role(Role.PROGRAMME_STAFF).user


@pytest.fixture
def department():
    return DepartmentFactory(name_en="Customs and Excise Department")


@pytest.fixture
def officer(department):
    return PersonFactory(
        name_en="LAM Wai-yee",
        posting__department=department,
        posting__level=Level.SENIOR,
        posting__rank="Assistant Commissioner",
    )


def designate(by, person, department, capacity="officer", **values):
    values = {"starts_on": TODAY, **values}
    return actions.designate(
        department_id=department.pk,
        person_id=person.pk,
        capacity=capacity,
        by=by,
        now=NOW,
        **values,
    )


def end(by, designation, ends_on):
    return actions.end_designation(designation_id=designation.pk, ends_on=ends_on, by=by, now=NOW)


@pytest.mark.parametrize(
    ("capacity", "role"),
    [("officer", Role.ETHICS_OFFICER), ("assistant", Role.ASSISTANT_ETHICS_OFFICER)],
)
def test_designate_gives_the_role_for_the_same_days_and_records_it(
    staff, department, officer, capacity, role
):
    designation = designate(staff, officer, department, capacity, ends_on=TOMORROW)

    assignment = designation.role_assignment
    assert (designation.person, designation.capacity) == (officer, capacity)
    assert (designation.starts_on, designation.ends_on) == (TODAY, TOMORROW)
    assert (assignment.user, assignment.role) == (officer.user, role)
    assert assignment.department == department
    assert (assignment.starts_on, assignment.ends_on) == (TODAY, TOMORROW)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor, entry.at) == ("ethics_officers.designated", staff, NOW)
    assert entry.object_id == designation.pk
    assert entry.details == {"capacity": capacity}


@pytest.mark.parametrize("role", [role for role in Role if role != Role.PROGRAMME_STAFF])
def test_officers_are_designated_by_programme_staff_alone(department, officer, role):
    by = person_with_role(role).user

    with pytest.raises(PermissionRefused):
        designate(by, officer, department)


def test_second_officer_is_refused_with_the_name_of_the_first(staff, department, officer):
    designate(staff, officer, department)
    other = PersonFactory(posting__department=department, posting__level=Level.SENIOR)

    with pytest.raises(DesignationRefused) as refusal:
        designate(staff, other, department, starts_on=TOMORROW)

    assert str(refusal.value) == (
        "LAM Wai-yee is Ethics Officer of Customs and Excise Department from "
        "22 November 2026 on. End that designation first."
    )
    assert Designation.objects.count() == 1
    assert RoleAssignment.objects.filter(user=other.user).count() == 0


def test_second_officer_is_refused_for_days_before_the_first_goes(staff, department, officer):
    designate(staff, officer, department, ends_on=TOMORROW)
    other = PersonFactory(posting__department=department, posting__level=Level.SENIOR)

    with pytest.raises(DesignationRefused) as refusal:
        designate(staff, other, department)

    assert str(refusal.value) == (
        "LAM Wai-yee is Ethics Officer of Customs and Excise Department from "
        "22 November 2026 until 23 November 2026. Choose days that do not overlap."
    )


def test_officer_may_follow_from_the_day_the_other_goes(staff, department, officer):
    designate(staff, officer, department, ends_on=TOMORROW)
    other = PersonFactory(posting__department=department, posting__level=Level.SENIOR)

    designation = designate(staff, other, department, starts_on=TOMORROW)

    assert list(Designation.objects.current(TOMORROW)) == [designation]


def test_several_assistants_are_designated_beside_the_officer(staff, department, officer):
    designate(staff, officer, department)
    for person in PersonFactory.create_batch(2, posting__department=department):
        designate(staff, person, department, "assistant")

    assert Designation.objects.current(TODAY).count() == 3


def test_nobody_is_designated_twice_in_one_department(staff, department, officer):
    designate(staff, officer, department)

    with pytest.raises(DesignationRefused) as refusal:
        designate(staff, officer, department, "assistant")

    assert str(refusal.value) == (
        "LAM Wai-yee is designated here already, as Ethics Officer from 22 November 2026 on."
    )


def test_ethics_officer_is_a_senior_officer(staff, department):
    middle = PersonFactory(posting__department=department, posting__rank="Senior Inspector")

    with pytest.raises(DesignationRefused) as refusal:
        designate(staff, middle, department)

    assert str(refusal.value) == (
        "A posting as Senior Inspector does not qualify for Ethics Officer. "
        "Who does: Senior officers."
    )


def test_assistant_is_at_least_a_middle_manager(staff, department):
    junior = PersonFactory(
        posting__department=department,
        posting__level=Level.JUNIOR,
        posting__rank="Clerical Officer",
    )

    with pytest.raises(DesignationRefused) as refusal:
        designate(staff, junior, department, "assistant")

    assert str(refusal.value) == (
        "A posting as Clerical Officer does not qualify for Assistant Ethics Officer. "
        "Who does: Middle managers, Senior officers."
    )


def test_levels_that_qualify_are_those_of_the_configuration(
    staff, department, officer, standing_asked
):
    standing_asked("officer", levels=["middle"])
    middle = PersonFactory(posting__department=department, posting__level=Level.MIDDLE)

    with pytest.raises(DesignationRefused) as refusal:
        designate(staff, officer, department)

    assert str(refusal.value) == (
        "A posting as Assistant Commissioner does not qualify for Ethics Officer. "
        "Who does: Middle managers."
    )
    assert designate(staff, middle, department).person == middle


def test_pay_points_that_qualify_are_those_of_the_configuration(
    staff, department, officer, standing_asked
):
    standing_asked("officer", pay_points=["D2", "D3"])
    directorate = PersonFactory(
        posting__department=department, posting__level=Level.SENIOR, posting__pay_point="D2"
    )

    with pytest.raises(DesignationRefused) as refusal:
        designate(staff, officer, department)

    assert str(refusal.value) == (
        "A posting as Assistant Commissioner does not qualify for Ethics Officer. "
        "Who does: Senior officers, on one of the pay points D2, D3."
    )
    assert designate(staff, directorate, department).person == directorate


def test_officer_serves_in_the_department(staff, officer):
    elsewhere = DepartmentFactory(name_en="Audit Commission")

    with pytest.raises(DesignationRefused) as refusal:
        designate(staff, officer, elsewhere)

    assert str(refusal.value) == (
        "LAM Wai-yee does not serve in Audit Commission on 22 November 2026. "
        "Choose somebody who does."
    )


def test_officer_serves_in_the_department_on_the_first_day(staff, department):
    officer = PersonFactory(posting=None, name_en="LAM Wai-yee")
    PostingFactory(person=officer, department=department, level=Level.SENIOR, starts_on=TOMORROW)

    with pytest.raises(DesignationRefused):
        designate(staff, officer, department)

    assert designate(staff, officer, department, starts_on=TOMORROW).starts_on == TOMORROW


def test_officer_has_an_account(staff, department):
    nobody = PersonFactory(
        user=None,
        name_en="LAM Wai-yee",
        posting__department=department,
        posting__level=Level.SENIOR,
    )

    with pytest.raises(DesignationRefused) as refusal:
        designate(staff, nobody, department)

    assert str(refusal.value) == (
        "LAM Wai-yee has no account, so the role could not be given. Ask an administrator."
    )


def test_designation_is_for_a_day_at_least(staff, department, officer):
    with pytest.raises(DesignationRefused) as refusal:
        designate(staff, officer, department, ends_on=TODAY)

    assert str(refusal.value) == (
        "The first day without the designation must come after 22 November 2026, when it begins."
    )


def test_end_designation_takes_the_role_away_from_the_same_day_and_records_it(staff):
    designation = DesignationFactory()

    ended = end(staff, designation, TODAY)

    designation.role_assignment.refresh_from_db()
    assert ended.ends_on == TODAY
    assert designation.role_assignment.ends_on == TODAY
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.object_id) == (
        "ethics_officers.designation_ended",
        designation.pk,
    )


def test_end_of_a_designation_may_be_recorded_late(staff):
    assert end(staff, DesignationFactory(), YESTERDAY).ends_on == YESTERDAY


def test_designations_are_ended_by_programme_staff_alone():
    designation = DesignationFactory()

    with pytest.raises(PermissionRefused):
        end(designation.person.user, designation, TOMORROW)


def test_designation_that_has_ended_is_not_ended_again(staff):
    designation = DesignationFactory(ends_on=TODAY)

    with pytest.raises(DesignationRefused) as refusal:
        end(staff, designation, TOMORROW)

    assert str(refusal.value) == (
        "This designation ended on 22 November 2026 already. Reload the page to see how it stands."
    )


def test_designation_is_not_prolonged_by_ending_it_later(staff):
    designation = DesignationFactory(ends_on=TOMORROW)

    with pytest.raises(DesignationRefused) as refusal:
        end(staff, designation, TOMORROW + dt.timedelta(days=1))

    assert str(refusal.value) == (
        "This designation ends on 23 November 2026 already. "
        "It can't be prolonged; record a new one."
    )


def test_designation_does_not_end_before_it_begins(staff):
    with pytest.raises(DesignationRefused) as refusal:
        end(staff, DesignationFactory(starts_on=TODAY), YESTERDAY)

    assert str(refusal.value) == (
        "The first day without the designation must come after 22 November 2026, when it begins."
    )
