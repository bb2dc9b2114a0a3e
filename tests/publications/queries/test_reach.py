"""How far a round reached, by department, and what those outside a department are told."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.roles import Role
from publications.models import Recipient
from publications.queries.reach import DepartmentReach, Part, Sum, percent, reach_of
from tests.clock import NOW, TODAY
from tests.factories import DepartmentFactory, PersonFactory, PostingFactory, person_with_role
from tests.publications.factories import AcknowledgementFactory, RecipientFactory, RoundFactory

pytestmark = pytest.mark.django_db

YESTERDAY = TODAY - dt.timedelta(days=1)


def ask(out, department, *, many=1, level="senior", **fields):
    return [
        RecipientFactory(
            round=out,
            person=PersonFactory(posting__department=department, posting__level=level),
            **fields,
        )
        for _ in range(many)
    ]


def staff():
    return person_with_role(Role.PROGRAMME_STAFF).user


def seen(reach):
    return {each.department: each.numbers for each in reach.departments}


def test_a_round_is_counted_by_department_as_far_as_each_came():
    out = RoundFactory()
    customs, works = DepartmentFactory(), DepartmentFactory()
    ask(out, customs, opened_at=NOW)
    ask(out, customs, due_on=YESTERDAY)
    ask(out, customs, due_on=YESTERDAY, left_on=TODAY)
    AcknowledgementFactory(
        recipient__round=out,
        recipient__due_on=YESTERDAY,
        recipient__person=PersonFactory(posting__department=works),
    )
    ask(RoundFactory(), customs)

    reach = reach_of(out, staff(), today=TODAY)

    assert seen(reach) == {customs: Sum(3, 1, 0, 1), works: Sum(1, 1, 1, 0)}
    assert reach.total == Sum(4, 2, 1, 1)
    assert reach.others is None


def test_who_only_had_to_open_it_is_not_late_once_it_is_open():
    out = RoundFactory(circulation__must_acknowledge=False)
    department = DepartmentFactory()
    ask(out, department, due_on=YESTERDAY, opened_at=NOW)
    ask(out, department, due_on=YESTERDAY)

    assert reach_of(out, staff(), today=TODAY).total == Sum(2, 1, 0, 1)


def test_a_recipient_counts_for_the_department_and_level_of_the_day_of_asking():
    out = RoundFactory()
    before, after = DepartmentFactory(), DepartmentFactory()
    [recipient] = ask(out, before, level="middle")
    recipient.person.postings.update(ends_on=TODAY + dt.timedelta(days=1))
    PostingFactory(
        person=recipient.person,
        department=after,
        level="senior",
        starts_on=TODAY + dt.timedelta(days=1),
    )

    later = TODAY + dt.timedelta(days=30)
    assert seen(reach_of(out, staff(), today=later)) == {before: Sum(1, 0, 0, 1)}
    assert seen(reach_of(out, staff(), today=TODAY, level="middle")) == {before: Sum(1)}
    assert reach_of(out, staff(), today=TODAY, level="senior").departments == []


def test_a_department_sees_its_own_numbers_however_small_and_of_others_the_sum():
    out = RoundFactory()
    own = DepartmentFactory()
    ask(out, own, opened_at=NOW)
    for _ in range(2):
        elsewhere = DepartmentFactory()
        ask(out, elsewhere, many=3, opened_at=NOW)
        ask(out, elsewhere, many=3, due_on=YESTERDAY)
    reader = person_with_role(Role.HEAD_OF_DEPARTMENT, own).user

    reach = reach_of(out, reader, today=TODAY)

    assert seen(reach) == {own: Sum(1, 1)}
    assert reach.total == Sum(1, 1)
    assert reach.others == Sum(12, 6, None, 6)


def test_of_one_level_others_are_not_told():
    out = RoundFactory()
    own = DepartmentFactory()
    ask(out, DepartmentFactory(), many=12)
    reader = person_with_role(Role.TRAINING_COORDINATOR, own).user

    assert reach_of(out, reader, today=TODAY).others == Sum(12, None, None, None)
    assert reach_of(out, reader, today=TODAY, level="senior").others is None


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        (Sum(4, 4, 4, 4), Sum(None, None, None, None)),
        (Sum(5, 0, 5, 2), Sum(5, None, None, None)),
        (Sum(10, 5, 4, 6), Sum(10, 5, None, None)),
        (Sum(100, 95, 96, 5), Sum(100, 95, None, 5)),
    ],
)
def test_outside_no_number_tells_of_fewer_than_five(numbers, told):
    assert numbers.outside() == told


def test_a_part_has_its_share_of_those_asked_and_of_the_strength():
    department = DepartmentFactory.build(strength=40)
    reached = DepartmentReach(department, Sum(30, 29, 10, 0))

    assert reached.asked == Part(30, 100, 75)
    assert reached.opened == Part(29, 96, 72)
    assert reached.acknowledged == Part(10, 33, 25)
    assert reached.late == Part(0, 0, 0)
    assert DepartmentReach(DepartmentFactory.build(), Sum(3, 3)).opened == Part(3, 100, None)
    assert not hasattr(reached, "watched")


def test_a_share_of_nothing_is_not_known():
    assert (percent(3, 0), percent(3, None), percent(None, 3)) == (None, None, None)


def test_the_reach_takes_two_statements_however_many_departments_there_are():
    out = RoundFactory()
    user = staff()
    user.grants  # noqa: B018 (asked once a request)

    def statements():
        with CaptureQueriesContext(
            connection,
        ) as found:
            reach_of(out, user, today=TODAY, level="senior")
        return len(found)

    ask(out, DepartmentFactory())
    of_one = statements()
    for _ in range(2):
        ask(out, DepartmentFactory())

    assert (of_one, statements()) == (2, 2)
    assert Recipient.objects.count() == 3
