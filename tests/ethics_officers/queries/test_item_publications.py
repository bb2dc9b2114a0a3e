"""What publications that serve plan items reached, and when such an item is to be closed."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ethics_officers.models import PlanItem
from ethics_officers.queries import (
    Reading,
    items_to_close,
    plan_figures,
    plan_reach,
    plan_rows,
    publications_to_serve,
    results,
)
from tests.clock import NOW, TODAY, at
from tests.ethics_officers.factories import (
    ActivityReachFactory,
    PlanItemFactory,
    PlanItemPublicationFactory,
    PlanItemSessionFactory,
    TalkRequestFactory,
)
from tests.factories import DepartmentFactory, PersonFactory
from tests.publications.factories import (
    CirculationFactory,
    RecipientFactory,
    RoundFactory,
    publication_for,
)

pytestmark = pytest.mark.django_db

LATER = NOW + dt.timedelta(hours=1)
READ = {"opened_at": LATER, "acknowledged_at": LATER}
OVER = TODAY - dt.timedelta(days=1)


@pytest.fixture
def item():
    return PlanItemFactory(plan__endorsed=True, target=None, kind="circulation")


@pytest.fixture
def round_(item):
    """A round of a publication that serves the item."""
    made = RoundFactory()
    serve(item, made)
    return made


def serve(item, made):
    publication = made.circulation.edition.publication
    return PlanItemPublicationFactory(item=item, publication=publication)


def ask(round_, item, number=1, **fields):
    fields.setdefault("department", item.plan.department)
    return [RecipientFactory(round=round_, **fields) for _ in range(number)]


def result(item):
    return results([item])[item.pk]


def to_close(item):
    return list(items_to_close(PlanItem.objects.filter(pk=item.pk), TODAY)) == [item]


def test_an_item_reached_those_of_the_department_who_have_read(item, round_):
    ask(round_, item, 3, **READ)
    ask(round_, item, 2)
    ask(round_, item, 4, department=DepartmentFactory(), **READ)

    found = result(item)

    assert (found.reached, found.is_counted, found.is_read_only) == (3, True, True)
    assert found.reading == Reading(
        publications=1, circulated=1, asked=5, read=3, due_on=TODAY + dt.timedelta(days=10)
    )


def test_opening_is_reading_where_no_more_is_asked(item):
    made = RoundFactory(circulation__must_acknowledge=False)
    serve(item, made)
    ask(made, item, opened_at=LATER)
    ask(made, item)

    assert result(item).reading.read == 1


def test_who_reads_two_publications_of_an_item_counts_once(item, round_):
    [first] = ask(round_, item, **READ)
    other = RoundFactory()
    serve(item, other)
    ask(other, item, person=first.person, **READ)

    assert (result(item).reading.asked, result(item).reached) == (1, 1)


@pytest.mark.parametrize(
    ("begun_at", "asked"),
    [
        (at("2026-03-31", "23:59"), 0),
        (at("2026-04-01", "00:00"), 1),
        (at("2027-03-31", "23:59"), 1),
        (at("2027-04-01", "00:00"), 0),
    ],
)
def test_a_round_counts_for_the_year_it_began_in(item, begun_at, asked):
    made = RoundFactory(begun_at=begun_at, finished_at=begun_at)
    serve(item, made)
    ask(made, item)

    assert result(item).reading.asked == asked


def test_a_publication_that_did_not_go_out_yet_counts_nothing(item):
    PlanItemPublicationFactory(item=item)

    assert (result(item).reached, result(item).is_counted) == (None, True)
    assert result(item).reading == Reading(publications=1)


def test_readers_add_to_activities(item, round_):
    ask(round_, item, 2, **READ)
    ActivityReachFactory(activity__item=item, attendances=40)

    assert (result(item).reached, result(item).is_read_only) == (42, False)


def test_it_takes_as_many_statements_for_three_items_as_for_one():
    items = [PlanItemFactory() for _ in range(3)]
    for each in items:
        made = RoundFactory()
        serve(each, made)
        ask(made, each)

    def statements(of):
        with CaptureQueriesContext(connection) as captured:
            results(of)
        return len(captured)

    assert statements(items) == statements(items[:1]) == 5


def test_a_plan_counts_readers_apart_from_attendances(item, round_):
    """By hand: of three asked by one item two have read; one of them is asked by another, too."""
    item.plan.items.update(target=200)
    ask(round_, item, **READ)
    [again] = ask(round_, item, **READ)
    ask(round_, item)
    other = PlanItemFactory(plan=item.plan, target=60)
    made = RoundFactory()
    serve(other, made)
    ask(made, other, person=again.person, **READ)
    ActivityReachFactory(activity__item=other, attendances=40, persons=30)

    rows = plan_rows(item.plan.items.select_related("plan"), TODAY)
    found = plan_reach(rows, item.plan.department)

    assert (found.attendances, found.asked, found.read) == (40, 3, 2)
    assert plan_figures(rows).target == 60


# To be closed ------------------------------------------------------------------------------------


def test_an_item_is_to_be_closed_once_nobody_has_time_left(item, round_):
    ask(round_, item, due_on=OVER)

    assert to_close(item)


def test_an_item_is_to_be_closed_once_all_have_read(item, round_):
    ask(round_, item, 2, **READ)

    assert to_close(item)


def test_an_item_stays_open_while_somebody_has_time_left(item, round_):
    ask(round_, item, **READ)
    ask(round_, item, due_on=TODAY)

    assert not to_close(item)


@pytest.mark.parametrize("fields", [{"is_joiner": True}, {"left_on": TODAY}])
def test_who_joined_later_or_left_does_not_hold_up_an_item(item, round_, fields):
    ask(round_, item, **READ)
    ask(round_, item, **fields)

    assert to_close(item)


def test_nobody_is_waited_for_once_a_circulation_is_ended(item):
    made = RoundFactory(
        circulation=CirculationFactory(status="ended", ended_at=NOW, ended_by=PersonFactory().user)
    )
    serve(item, made)
    ask(made, item)

    assert to_close(item)


@pytest.mark.parametrize("what", ["another publication", "a session", "a talk"])
def test_an_item_with_something_to_come_is_not_to_be_closed(item, round_, what):
    ask(round_, item, **READ)
    if what == "another publication":
        PlanItemPublicationFactory(item=item)
    if what == "a session":
        PlanItemSessionFactory(item=item)
    if what == "a talk":
        TalkRequestFactory(item=item)

    assert not to_close(item)


# What may serve ----------------------------------------------------------------------------------


def offered(item):
    user = PersonFactory(posting__department=item.plan.department).user
    return [each.pk for each in publications_to_serve(item, user)]


def test_what_reached_the_department_in_the_year_of_the_plan_is_offered(item):
    fields = {"status": "ended", "ended_at": NOW, "ended_by": PersonFactory().user}
    in_year, elsewhere, before = (RoundFactory(circulation__status="sent") for _ in range(3))
    ask(in_year, item)
    ask(elsewhere, item, department=DepartmentFactory())
    ask(before, item)
    long_ago = at("2026-03-31")
    type(before).objects.filter(pk=before.pk).update(begun_at=long_ago, finished_at=long_ago)
    type(before.circulation).objects.update(**fields)

    assert offered(item) == [in_year.edition.publication_id]


def test_what_is_in_circulation_is_offered_to_whoever_sees_it(item):
    CirculationFactory(draft=True)
    shown = CirculationFactory()
    CirculationFactory(edition=publication_for(DepartmentFactory()).editions.get())

    assert offered(item) == [shown.edition.publication_id]
