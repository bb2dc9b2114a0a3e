"""Correcting how to reach who is designated, and what it was before."""

import datetime as dt

import pytest

from core.errors import PermissionRefused
from core.models import AuditEntry
from ethics_officers import actions, queries
from ethics_officers.rules import DesignationRefused
from people.roles import Role
from tests.clock import NOW, TODAY
from tests.ethics_officers.factories import DesignationFactory
from tests.factories import person_with_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return person_with_role(Role.PROGRAMME_STAFF).user


@pytest.fixture
def held():
    return DesignationFactory(post_title="Assistant Commissioner", phone="2810 2000")


def correct(held, by, **changes):
    contact = {"post_title": "Assistant Commissioner", "phone": "2810 2000", "email": ""}
    return actions.correct_contact(designation_id=held.pk, by=by, now=NOW, **contact | changes)


def test_staff_and_the_officer_correct_the_contact_and_nothing_else(staff, held):
    before = (held.person_id, held.capacity, held.starts_on, held.ends_on)

    correct(held, staff, phone="2810 3000")
    corrected = correct(held, held.person.user, phone="2810 3000", email="eo@example.gov.hk")

    held.refresh_from_db()
    assert corrected == held
    assert (held.post_title, held.phone, held.email) == (
        "Assistant Commissioner",
        "2810 3000",
        "eo@example.gov.hk",
    )
    assert (held.person_id, held.capacity, held.starts_on, held.ends_on) == before
    assert list(AuditEntry.objects.order_by("pk").values_list("action", "actor")) == [
        ("ethics_officers.contact_corrected", staff.pk),
        ("ethics_officers.contact_corrected", held.person.user_id),
    ]


def test_colleague_corrects_nobody_elses_contact(held):
    colleague = DesignationFactory(department=held.department, capacity="assistant").person

    with pytest.raises(PermissionRefused):
        correct(held, colleague.user, phone="1")


def test_contact_of_a_designation_that_has_ended_stays(staff):
    ended = DesignationFactory(ends_on=TODAY)

    with pytest.raises(DesignationRefused) as refusal:
        correct(ended, staff)

    assert str(refusal.value) == (
        "This designation ended on 22 November 2026, so its contact stays as it was."
    )


def test_contact_of_a_designation_to_come_is_corrected(staff):
    to_come = DesignationFactory(starts_on=TODAY + dt.timedelta(days=9))

    assert correct(to_come, staff, phone="2810 3000").phone == "2810 3000"


def test_same_contact_again_is_no_correction(staff, held):
    correct(held, staff)

    assert AuditEntry.objects.count() == 0
    assert queries.earlier_contacts(held) == []


def test_history_tells_each_contact_before_the_latest_first_and_no_other_change(staff, held):
    correct(held, staff, phone="2810 3000")
    actions.end_designation(
        designation_id=held.pk, ends_on=TODAY + dt.timedelta(days=9), by=staff, now=NOW
    )
    correct(held, staff, phone="2810 3000", post_title="Deputy Commissioner")

    earlier = queries.earlier_contacts(held)

    assert [(each.post_title, each.phone) for each in earlier] == [
        ("Assistant Commissioner", "2810 3000"),
        ("Assistant Commissioner", "2810 2000"),
    ]
