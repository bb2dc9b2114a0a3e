"""Persons and postings: what the database keeps, who sees whom, and how they are found."""

import datetime as dt

import pytest

from people.models import Person, Posting
from people.roles import Role
from tests.clock import TODAY
from tests.factories import (
    LONG_AGO,
    DepartmentFactory,
    PersonFactory,
    PostingFactory,
    person_with_role,
)
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db

YESTERDAY = TODAY - dt.timedelta(days=1)


def test_posting_ends_after_it_starts():
    with refused_by("people_posting_ends_after_it_starts"):
        PostingFactory(ends_on=LONG_AGO)


def test_person_has_one_posting_at_any_instant():
    person = PersonFactory()

    with refused_by("people_posting_one_at_any_instant"):
        PostingFactory(person=person, starts_on=TODAY)


def test_person_may_be_posted_anew_on_the_day_the_old_posting_ends():
    person = PersonFactory(posting__ends_on=TODAY)

    anew = PostingFactory(person=person, starts_on=TODAY)

    assert list(person.postings.current(TODAY)) == [anew]
    assert person.postings.current(YESTERDAY).get().ends_on == TODAY


def test_postings_of_a_person_in_post_come_with_the_person():
    PersonFactory(posting__rank="Inspector")
    PersonFactory(posting__rank="Clerical Officer", posting__ends_on=TODAY)

    found = {
        person.pk: getattr(person, "posting_then", None)
        for person in Person.objects.with_posting_on(TODAY)
    }

    assert sorted(posting.rank for posting in found.values() if posting) == ["Inspector"]
    assert len(found) == 2


@pytest.mark.parametrize(
    "words", ["wai-yee", "LAM wai", "林慧儀", "林慧仪", "lam@customs"], ids=str
)
def test_person_is_found_by_name_in_each_script_and_by_address(words):
    lam = PersonFactory(
        name_en="LAM Wai-yee", name_zh="林慧儀", user__email="wai-yee.lam@customs.example"
    )
    PersonFactory(name_en="CHAN Siu-ming", name_zh="陳小明", user__email="c@customs.example")

    assert list(Person.objects.search(words)) == [lam]


@pytest.mark.parametrize(
    "role", [Role.PROGRAMME_STAFF, Role.ICAC_STAFF, Role.AUDITOR, Role.ADMINISTRATOR]
)
def test_staff_see_everybody(role):
    staff, other = person_with_role(role), PersonFactory()

    assert set(Person.objects.visible_to(staff.user)) == {staff, other}


@pytest.mark.parametrize(
    "role", [Role.TRAINING_COORDINATOR, Role.ETHICS_OFFICER, Role.ASSISTANT_ETHICS_OFFICER]
)
def test_those_who_work_for_a_department_see_who_serves_there_now(role):
    department = DepartmentFactory()
    one = person_with_role(role, department)
    colleague = PersonFactory(posting__department=department)
    PersonFactory(posting__department=department, posting__ends_on=YESTERDAY)
    PersonFactory()

    assert set(Person.objects.visible_to(one.user)) == {one, colleague}
    assert set(Posting.objects.visible_to(one.user)) == {
        *one.postings.all(),
        *colleague.postings.all(),
    }


@pytest.mark.parametrize("role", [Role.CIVIL_SERVANT, Role.SPEAKER])
def test_others_see_themselves_only(role):
    one = person_with_role(role)
    PersonFactory(posting__department=one.postings.get().department)

    assert list(Person.objects.visible_to(one.user)) == [one]


def test_person_reads_as_both_names():
    assert str(Person(name_en="LAM Wai-yee", name_zh="林慧儀")) == "LAM Wai-yee 林慧儀"
    assert str(Person(name_en="SMITH John")) == "SMITH John"
