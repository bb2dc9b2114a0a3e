"""The items of a work plan: added, changed, dropped, explained away, closed."""

import datetime as dt

import pytest

from core.errors import PermissionRefused
from core.versions import Stale
from ethics_officers import actions
from ethics_officers.actions import Every
from ethics_officers.models import PlanChange, PlanItemSession
from ethics_officers.rules import PlanRefused
from tests.clock import NOW
from tests.ethics_officers.actions.plans import (
    head_of,
    item_values,
    officer_of,
    refusal_of,
    staff,
)
from tests.ethics_officers.factories import (
    ActivityReachFactory,
    CentralPriorityFactory,
    PlanItemFactory,
    WorkPlanFactory,
)
from tests.factories import DepartmentFactory, SessionFactory, TopicFactory

pytestmark = pytest.mark.django_db

NEEDS_A_REASON = "The plan is endorsed: say in the field “Reason” why it is changed now."


@pytest.fixture
def plan():
    return WorkPlanFactory()


@pytest.fixture
def endorsed():
    return WorkPlanFactory(endorsed=True)


@pytest.fixture
def answering(plan):
    """An item that answers a central priority."""
    return PlanItemFactory(plan=plan, priority=CentralPriorityFactory())


def add(plan, by=None, **arguments):
    values = arguments.pop("values", item_values())
    by = by or officer_of(plan.department)
    return actions.add_item(plan_id=plan.pk, values=values, by=by, now=NOW, **arguments)


def change(item, by=None, **arguments):
    arguments = {"version": item.version, "values": item_values(), **arguments}
    by = by or officer_of(item.plan.department)
    return actions.change_item(item_id=item.pk, by=by, now=NOW, **arguments)


def on(item, deed, **arguments):
    by = arguments.pop("by", None) or officer_of(item.plan.department)
    return deed(item_id=item.pk, by=by, now=NOW, **arguments)


# Adding ----------------------------------------------------------------------------------------


def test_adding_plans_one_item_at_the_end(plan):
    PlanItemFactory(plan=plan, position=7)
    topic = TopicFactory()

    [item] = add(plan, values=item_values(levels=("middle",), topic=topic))

    item.refresh_from_db()
    assert (item.position, item.recurrence, item.levels) == (8, None, ["middle"])
    assert (item.topic, item.target, item.status) == (topic, 90, "planned")
    plan.refresh_from_db()
    assert plan.revision == 1


@pytest.mark.parametrize(
    ("every", "firsts"),
    [
        (Every.MONTH, [(2026, 9), (2026, 10), (2026, 11), (2026, 12), (2027, 1)]),
        (Every.QUARTER, [(2026, 9), (2026, 12)]),
    ],
)
def test_what_comes_back_is_one_item_for_each_period_sharing_the_recurrence(plan, every, firsts):
    span = {"starts_on": dt.date(2026, 9, 1), "ends_on": dt.date(2027, 2, 1)}

    items = add(plan, values=item_values(**span), every=every)

    assert [(item.starts_on.year, item.starts_on.month) for item in items] == firsts
    assert [item.ends_on for item in items[:-1]] == [item.starts_on for item in items[1:]]
    assert items[-1].ends_on == dt.date(2027, 2, 1)
    assert len({item.recurrence for item in items} - {None}) == 1


@pytest.mark.parametrize(
    "months",
    [
        {"starts_on": dt.date(2026, 3, 1)},
        {"ends_on": dt.date(2027, 5, 1)},
    ],
)
def test_months_outside_the_year_are_refused(plan, months):
    assert refusal_of(PlanRefused, add, plan=plan, values=item_values(**months)) == (
        "The plan is for 1 April 2026 to 31 March 2027. Choose months within it."
    )


def test_months_turned_around_are_refused(plan):
    turned = item_values(ends_on=dt.date(2026, 10, 1))

    assert refusal_of(PlanRefused, add, plan=plan, values=turned) == (
        "The last month comes before the first. Choose a later one."
    )


def test_while_the_head_has_the_plan_nothing_of_it_changes():
    plan = WorkPlanFactory(submitted=True)

    assert refusal_of(PlanRefused, add, plan=plan).startswith("The plan is with the head")


def test_only_officers_of_the_department_write_items(plan):
    item = PlanItemFactory(plan=plan)

    for stranger in (officer_of(DepartmentFactory()), head_of(plan.department), staff()):
        with pytest.raises(PermissionRefused):
            add(plan, by=stranger)
        with pytest.raises(PermissionRefused):
            change(item, by=stranger)
        for deed, more in (
            (actions.drop_item, {}),
            (actions.explain_item, {"explanation": "x"}),
            (actions.close_item, {"comment": ""}),
            (actions.reopen_item, {}),
        ):
            with pytest.raises(PermissionRefused):
                on(item, deed, by=stranger, **more)


# Changing --------------------------------------------------------------------------------------


def test_changing_a_draft_leaves_no_change_to_tell_but_who_did_so_and_when(plan):
    item = PlanItemFactory(plan=plan)
    officer = officer_of(plan.department)

    changed = change(item, by=officer, values=item_values(title="Workshop"))

    changed.refresh_from_db()
    assert (changed.title, changed.version) == ("Workshop", 2)
    assert (changed.changed_by, changed.changed_at) == (officer, NOW)
    assert not PlanChange.objects.exists()


def test_changing_an_endorsed_plan_needs_a_reason_and_shows_before_and_after(endorsed):
    topic = TopicFactory()
    [item] = add(endorsed, reason="New.", values=item_values(title="Talk", levels=("junior",)))
    values = item_values(title="Talks", levels=(), topic=topic, ends_on=dt.date(2026, 12, 1))

    assert refusal_of(PlanRefused, change, item=item, values=values, reason=" ") == NEEDS_A_REASON
    change(item, values=values, reason="Asked for by the branches.")

    told = PlanChange.objects.get(kind="changed")
    assert (told.item, told.reason) == (item, "Asked for by the branches.")
    assert told.fields == {
        "title": ["Talk", "Talks"],
        "ends_on": ["2027-01-01", "2026-12-01"],
        "levels": [["junior"], []],
        "topic": [None, topic.pk],
    }


def test_adding_to_and_dropping_from_an_endorsed_plan_shows_too(endorsed):
    assert refusal_of(PlanRefused, add, plan=endorsed) == NEEDS_A_REASON
    [item] = add(endorsed, reason="New recruits.")
    assert refusal_of(PlanRefused, on, item=item, deed=actions.drop_item) == NEEDS_A_REASON
    on(item, actions.drop_item, reason="No recruits.")

    changes = PlanChange.objects.order_by("pk").values_list("item", "kind", "reason")
    assert list(changes) == [
        (item.pk, "added", "New recruits."),
        (item.pk, "dropped", "No recruits."),
    ]


def test_saving_without_a_difference_is_no_change(endorsed):
    [item] = add(endorsed, reason="New.")

    changed = change(item, values=actions.values_of(item), reason="Nothing.")

    assert changed.version == 1
    assert not PlanChange.objects.filter(kind="changed").exists()


def test_who_edits_what_somebody_changed_meanwhile_is_told_the_name_and_overwrites_nothing(plan):
    item = PlanItemFactory(plan=plan)
    first, second = officer_of(plan.department), officer_of(plan.department)
    change(item, by=first, values=item_values(title="By the first"))

    sentence = refusal_of(
        Stale, change, item=item, by=second, values=item_values(title="By the second")
    )

    assert sentence.startswith(f"{first.person} saved this on 22 November 2026, 12:00")
    item.refresh_from_db()
    assert item.title == "By the first"


def test_changing_the_following_ones_leaves_their_months_and_those_before(plan):
    span = {"starts_on": dt.date(2026, 10, 1), "ends_on": dt.date(2027, 1, 1)}
    first, second, third = add(plan, values=item_values(**span), every=Every.MONTH)
    other = PlanItemFactory(plan=plan, title="Other", starts_on=dt.date(2026, 12, 1))
    values = item_values(title="Briefing", starts_on=second.starts_on, ends_on=second.ends_on)

    change(second, values=values, with_following=True)

    for item in (first, second, third, other):
        item.refresh_from_db()
    assert [item.title for item in (first, second, third, other)] == [
        "Supervisory accountability workshop",
        "Briefing",
        "Briefing",
        "Other",
    ]
    assert (third.starts_on, third.ends_on) == (dt.date(2026, 12, 1), dt.date(2027, 1, 1))


# Dropping and explaining away ------------------------------------------------------------------


def test_dropping_keeps_the_item_on_record_and_is_safe_to_repeat(plan):
    item = PlanItemFactory(plan=plan)

    on(item, actions.drop_item)
    dropped = on(item, actions.drop_item)

    assert (dropped.status, dropped.version) == ("dropped", 2)
    assert refusal_of(PlanRefused, change, item=dropped) == (
        f"“{item.title}” is closed, dropped or explained away, and changes no more."
    )


def test_what_answers_a_central_priority_is_explained_away_but_never_dropped(answering):
    assert refusal_of(PlanRefused, on, item=answering, deed=actions.drop_item) == (
        f"“{answering.title}” answers a central priority. Do it, or explain why not."
    )

    explained = on(answering, actions.explain_item, explanation="No supervisors here.")

    assert (explained.status, explained.explanation) == ("explained", "No supervisors here.")


def test_explaining_away_is_for_priorities_and_says_why(answering, plan):
    own = PlanItemFactory(plan=plan)

    def explain(item, explanation):
        return refusal_of(
            PlanRefused, on, item=item, deed=actions.explain_item, explanation=explanation
        )

    assert explain(own, "x").endswith("is your own item. Drop it if you will not do it.")
    assert explain(answering, " ") == "Say why the department does not do it."


def test_explaining_away_after_endorsement_is_a_change_with_that_reason(endorsed):
    item = PlanItemFactory(plan=endorsed, priority=CentralPriorityFactory())

    on(item, actions.explain_item, explanation="No supervisors here.")

    told = PlanChange.objects.get()
    assert (told.kind, told.reason) == ("changed", "No supervisors here.")
    assert told.fields == {"status": ["planned", "explained"]}


# Closing ---------------------------------------------------------------------------------------


def test_closing_says_what_was_reached_where_nothing_counts_it(endorsed):
    item = PlanItemFactory(plan=endorsed)
    officer = officer_of(endorsed.department)

    closed = on(item, actions.close_item, comment="Report filed.", told_result=40, by=officer)

    assert (closed.status, closed.told_result) == ("done", 40)
    assert (closed.closing_comment, closed.closed_at) == ("Report filed.", NOW)
    assert closed.closed_by == officer
    assert not PlanChange.objects.exists()


def test_closing_what_sessions_or_activities_count_asks_for_a_comment_only(endorsed):
    item = PlanItemFactory(plan=endorsed)
    ActivityReachFactory(activity__item=item)

    sentence = refusal_of(
        PlanRefused, on, item=item, deed=actions.close_item, comment="", told_result=1
    )
    closed = on(item, actions.close_item, comment="Went well.")

    assert sentence.startswith("The result is counted from sessions, activities and pub")
    assert (closed.status, closed.told_result) == ("done", None)


def test_closing_waits_for_the_sessions_of_the_item_and_for_the_endorsement(endorsed, plan):
    item = PlanItemFactory(plan=endorsed)
    PlanItemSession.objects.create(item=item, session=SessionFactory())

    def close(item):
        return refusal_of(PlanRefused, on, item=item, deed=actions.close_item, comment="")

    assert close(item).startswith("A session of this item is still to be held.")
    assert close(PlanItemFactory(plan=plan)).startswith("Items are closed once")


def test_a_session_called_off_does_not_keep_an_item_open(endorsed):
    item = PlanItemFactory(plan=endorsed)
    PlanItemSession.objects.create(item=item, session=SessionFactory(cancelled=True))

    assert on(item, actions.close_item, comment="", told_result=3).status == "done"


def test_what_was_closed_is_opened_again_with_its_comment(endorsed):
    item = PlanItemFactory(plan=endorsed)
    on(item, actions.close_item, comment="Report filed.")

    opened = on(item, actions.reopen_item)

    assert (opened.status, opened.closed_at, opened.closed_by) == ("under_way", None, None)
    assert opened.closing_comment == "Report filed."
    assert on(item, actions.reopen_item).version == opened.version
