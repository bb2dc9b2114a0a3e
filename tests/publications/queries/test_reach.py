"""How far a round reached, by department, and what those outside a department are told."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.roles import Role
from publications.models import Recipient, Viewing
from publications.queries.reach import DepartmentReach, Part, Sum, percent, reach_of
from tests.clock import NOW, TODAY
from tests.factories import (
    DepartmentFactory,
    EditionFactory,
    PersonFactory,
    PostingFactory,
    person_with_role,
)
from tests.mail import MessageFactory
from tests.publications.factories import (
    AcknowledgementFactory,
    RecipientFactory,
    RoundFactory,
    video,
)

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
    assert reach.others == Sum(12, 6, None, 6, *[None] * 3)


def test_of_one_level_others_are_not_told():
    out = RoundFactory()
    own = DepartmentFactory()
    ask(out, DepartmentFactory(), many=12)
    reader = person_with_role(Role.TRAINING_COORDINATOR, own).user

    assert reach_of(out, reader, today=TODAY).others == Sum(12, *[None] * 6)
    assert reach_of(out, reader, today=TODAY, level="senior").others is None


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        (Sum(4, 4, 4, 4), Sum(*[None] * 7)),
        (Sum(5, 0, 5, 2), Sum(5, *[None] * 6)),
        (Sum(10, 5, 4, 6, 5, 640, 5), Sum(10, 5, None, None, 5, 640, 5)),
        (Sum(100, 95, 96, 5, 4, 400, 99), Sum(100, 95, None, 5, *[None] * 3)),
    ],
)
def test_outside_no_number_tells_of_fewer_than_five(numbers, told):
    assert numbers.outside() == told


def test_sent_are_those_whose_mail_a_server_took_the_first_time_or_again():
    out = RoundFactory()
    department = DepartmentFactory()
    first, again, failed, _unasked = ask(out, department, many=4)

    def mail(about, number, status, kind="publications.circulation"):
        sent_at = NOW if status == "sent" else None
        MessageFactory(
            key=f"{about.pk}:{number}",
            kind=kind,
            about_id=about.pk,
            status=status,
            sent_at=sent_at,
            reason="It failed." if status == "failed" else "",
        )

    mail(first, 1, "sent")
    mail(again, 1, "failed")
    mail(again, 2, "sent")
    mail(again, 3, "sent")
    mail(failed, 1, "failed")
    mail(failed, 2, "sent", kind="publications.circulation_reminder")

    reach = reach_of(out, staff(), today=TODAY)

    assert seen(reach) == {department: Sum(4, sent=2)}
    assert reach.total.sent == 2


def round_in_the_making():
    """A round of an edition that can still get renditions."""
    return RoundFactory(circulation__edition=EditionFactory(in_the_making=True))


def film(out, **fields):
    return video(edition=out.edition, **fields)


def watch(recipient, rendition, seconds):
    Viewing.objects.create(
        person=recipient.person,
        rendition=rendition,
        watched=((1 << seconds) - 1).to_bytes(-(-seconds // 8), "little"),
        heard_at=NOW,
    )


def test_what_was_watched_is_averaged_over_all_who_were_asked():
    out = round_in_the_making()
    english = film(out, seconds=100)
    customs, works = DepartmentFactory(), DepartmentFactory()
    enough, nearly, _nothing = ask(out, customs, many=3)
    watch(enough, english, 90)
    watch(nearly, english, 89)
    [all_of_it] = ask(out, works)
    watch(all_of_it, english, 120)
    watch(nearly, film(round_in_the_making(), seconds=100), 100)

    reach = reach_of(out, staff(), today=TODAY)

    assert reach.has_watched
    assert seen(reach) == {
        customs: Sum(3, watched=1, percents=179),
        works: Sum(1, watched=1, percents=100),
    }
    assert [each.average for each in reach.departments] == [59, 100]
    assert (reach.total.watched, reach.total.average) == (2, 69)

    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT asked.department_id, sum(coalesce(best, 0)), count(*) FILTER (WHERE best >= 90)
            FROM publications_recipient asked
            LEFT JOIN (
                SELECT person_id, max(least(100, bit_count(watched) * 100 / 100)) AS best
                FROM publications_viewing WHERE rendition_id = %s GROUP BY person_id
            ) seen USING (person_id)
            WHERE asked.round_id = %s GROUP BY asked.department_id
            """,
            [english.pk, out.pk],
        )
        by_hand = {pk: (int(percents), watched) for pk, percents, watched in cursor.fetchall()}
    assert by_hand == {customs.pk: (179, 1), works.pk: (100, 1)}


def test_of_two_recordings_that_counts_of_which_one_has_watched_most():
    out = round_in_the_making()
    long = film(out, seconds=100)
    short = film(out, seconds=10, language="zh-hant")
    [recipient] = ask(out, DepartmentFactory())
    watch(recipient, long, 50)
    watch(recipient, short, 7)

    assert reach_of(out, staff(), today=TODAY).total == Sum(1, watched=0, percents=70)


def test_where_nothing_can_be_watched_nothing_is_told_of_it():
    out = RoundFactory()
    ask(out, DepartmentFactory())

    assert not reach_of(out, staff(), today=TODAY).has_watched


def test_a_part_has_its_share_of_those_asked_and_of_the_strength():
    department = DepartmentFactory.build(strength=40)
    reached = DepartmentReach(department, Sum(30, 29, 10, 0))

    assert reached.asked == Part(30, 100, 75)
    assert reached.opened == Part(29, 96, 72)
    assert reached.acknowledged == Part(10, 33, 25)
    assert reached.late == Part(0, 0, 0)
    assert DepartmentReach(DepartmentFactory.build(), Sum(3, 3)).opened == Part(3, 100, None)
    assert not hasattr(reached, "heard")


def test_a_share_of_nothing_is_not_known():
    assert (percent(3, 0), percent(3, None), percent(None, 3)) == (None, None, None)


def test_the_reach_takes_three_statements_however_many_departments_there_are():
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

    assert (of_one, statements()) == (3, 3)
    assert Recipient.objects.count() == 3
