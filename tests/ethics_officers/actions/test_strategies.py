"""Writing strategies, and having them endorsed."""

import datetime as dt

import pytest

from core.errors import PermissionRefused
from core.files import FileRefused
from core.versions import Stale
from ethics_officers import actions
from ethics_officers.actions import ObjectiveText, RiskRating, StrategyText
from ethics_officers.models import Objective, RiskArea, Strategy, StrategyVersion
from ethics_officers.rules import StrategyRefused
from notifications.models import Message
from people.roles import Role
from tests.clock import NOW, TODAY
from tests.ethics_officers.factories import (
    ObjectiveFactory,
    PlanItemFactory,
    RiskAreaFactory,
    StrategyFactory,
    StrategyVersionFactory,
)
from tests.factories import DepartmentFactory, person_with_role
from tests.uploads import pdf, photograph

pytestmark = pytest.mark.django_db

APRIL_2026, APRIL_2029 = dt.date(2026, 4, 1), dt.date(2029, 4, 1)


@pytest.fixture
def department():
    return DepartmentFactory(name_en="Customs")


@pytest.fixture
def officer(department):
    return person_with_role(Role.ETHICS_OFFICER, department).user


@pytest.fixture
def head(department):
    return person_with_role(Role.HEAD_OF_DEPARTMENT, department, name_en="LEUNG Man-kit").user


def version_in(department, **values):
    return StrategyVersionFactory(strategy__department=department, **values)


def begin(department, by, starts_on=APRIL_2026, ends_on=APRIL_2029):
    return actions.begin_strategy(
        department_id=department.pk, starts_on=starts_on, ends_on=ends_on, by=by, now=NOW
    )


def write(version, by, opened=1, **values):
    return actions.write_strategy(
        version_id=version.pk, text=StrategyText(**values), opened=opened, by=by, now=NOW
    )


def rows(version):
    return [(risk.position, risk.name, risk.rating) for risk in version.risk_areas.all()]


def mails():
    return list(Message.objects.values_list("kind", "recipient__email"))


# Beginning and writing --------------------------------------------------------------------------


def test_begin_gives_an_empty_first_version(department, officer):
    version = begin(department, officer)

    assert (version.number, version.status, version.needs) == (1, "draft", "")
    assert (version.strategy.starts_on, version.strategy.ends_on) == (APRIL_2026, APRIL_2029)


def test_begin_refuses_a_period_that_overlaps_and_takes_the_one_after(department, officer):
    begin(department, officer)

    with pytest.raises(StrategyRefused, match="from 1 April 2026 until 31 March 2029 already"):
        begin(department, officer, dt.date(2029, 3, 31), dt.date(2031, 4, 1))
    assert begin(department, officer, APRIL_2029, dt.date(2032, 4, 1)).number == 1


def test_begin_refuses_a_period_that_ends_before_it_begins(department, officer):
    with pytest.raises(StrategyRefused, match="would end before it begins"):
        begin(department, officer, APRIL_2026, APRIL_2026)


def test_write_keeps_texts_and_rows_in_their_order(department, officer):
    version = begin(department, officer)

    write(
        version,
        officer,
        needs="Talks.",
        risks=[
            RiskRating(name="Procurement", likelihood=2, impact=5),
            RiskRating(name="Gifts", likelihood=3, impact=3, levels=["junior"]),
        ],
        objectives=[ObjectiveText(text="Fewer cases")],
    )

    version = StrategyVersion.objects.get()
    assert (version.needs, version.version, version.written_by) == ("Talks.", 2, officer)
    assert rows(version) == [(1, "Procurement", 10), (2, "Gifts", 9)]
    assert [each.text for each in version.objectives.all()] == ["Fewer cases"]


def test_write_moves_changes_and_removes_rows_and_keeps_the_keys_of_those_that_stay(
    department, officer
):
    version = version_in(department)
    first, second, third = (
        RiskAreaFactory(version=version, position=number, name=name)
        for number, name in enumerate(["A", "B", "C"], start=1)
    )
    item = PlanItemFactory(risk_area=third)

    write(
        version,
        officer,
        risks=[
            RiskRating(pk=third.pk, name="C", likelihood=5, impact=5),
            RiskRating(pk=first.pk, name="A anew", likelihood=1, impact=1),
        ],
    )

    assert rows(version) == [(1, "C", 25), (2, "A anew", 1)]
    item.refresh_from_db()
    assert (item.risk_area, RiskArea.objects.filter(pk=second.pk).exists()) == (third, False)


def test_write_refuses_to_remove_what_an_item_of_the_plan_builds_on(department, officer):
    version = version_in(department)
    objective = ObjectiveFactory(version=version, text="Fewer cases")
    PlanItemFactory(objective=objective)

    with pytest.raises(StrategyRefused, match="“Fewer cases” stays"):
        write(version, officer)

    assert Objective.objects.get() == objective


def test_write_takes_no_row_of_another_version_over(department, officer):
    version = version_in(department)
    foreign = RiskAreaFactory(name="Of another department")

    write(version, officer, risks=[RiskRating(pk=foreign.pk, name="Own", likelihood=1, impact=1)])

    foreign.refresh_from_db()
    assert foreign.name == "Of another department"
    assert rows(version) == [(1, "Own", 1)]


def test_write_refuses_what_is_based_on_an_earlier_save_and_names_who_saved(department, officer):
    version = version_in(department)
    colleague = person_with_role(Role.ASSISTANT_ETHICS_OFFICER, department).user
    write(version, colleague, needs="Theirs.")

    with pytest.raises(Stale, match=f"{colleague.person} saved this"):
        write(version, officer, needs="Mine.")

    assert StrategyVersion.objects.get().needs == "Theirs."


@pytest.mark.parametrize("state", ["submitted", "endorsed"])
def test_nothing_is_written_or_kept_with_what_is_no_draft(department, officer, state):
    version = version_in(department, **{state: True})

    with pytest.raises(StrategyRefused):
        write(version, officer, needs="Otherwise.")
    with pytest.raises(StrategyRefused):
        actions.change_strategy_document(version_id=version.pk, upload=pdf(), by=officer, now=NOW)


def test_a_document_is_kept_replaced_and_taken_away(department, officer):
    version = version_in(department)

    def change(upload):
        return actions.change_strategy_document(
            version_id=version.pk, upload=upload, by=officer, now=NOW
        ).document

    assert change(pdf("Strategy.pdf")).name == "Strategy.pdf"
    assert change(pdf("Strategy 2.pdf")).name == "Strategy 2.pdf"
    with pytest.raises(FileRefused):
        change(photograph())
    assert change(None) is None


@pytest.mark.parametrize("role", [Role.ETHICS_OFFICER, Role.PROGRAMME_STAFF, Role.AUDITOR])
def test_nobody_writes_the_strategy_of_a_department_not_theirs(department, role):
    stranger = person_with_role(role).user
    version = version_in(department)

    with pytest.raises(PermissionRefused):
        begin(DepartmentFactory(), stranger)
    with pytest.raises(PermissionRefused):
        write(version, stranger)
    with pytest.raises(PermissionRefused):
        actions.submit_strategy(version_id=version.pk, by=stranger, now=NOW)


# Endorsing --------------------------------------------------------------------------------------


def test_submit_tells_the_head_once(department, officer, head):
    version = version_in(department)

    for _again in range(2):
        actions.submit_strategy(version_id=version.pk, by=officer, now=NOW)

    assert StrategyVersion.objects.get().status == "submitted"
    assert mails() == [("ethics_officers.strategy_submitted", head.email)]


def test_submit_refuses_what_says_nothing(department, officer):
    version = version_in(department, needs="")

    with pytest.raises(StrategyRefused, match="There is nothing in it yet"):
        actions.submit_strategy(version_id=version.pk, by=officer, now=NOW)


def test_the_head_endorses_by_name_and_day_and_the_officer_is_told(department, officer, head):
    version = version_in(department, submitted=True, written_by=officer)

    for _again in range(2):
        actions.endorse_strategy(version_id=version.pk, by=head, now=NOW)

    version.refresh_from_db()
    assert (version.status, version.endorsed_on, version.endorsed_by) == ("endorsed", TODAY, head)
    assert version.endorser == str(head.person)
    assert mails() == [("ethics_officers.strategy_endorsed", officer.email)]


def test_the_head_returns_with_a_comment_and_it_is_a_draft_again(department, officer, head):
    version = version_in(department, submitted=True, written_by=officer)

    actions.return_strategy(version_id=version.pk, comment="Name the risks.", by=head, now=NOW)

    version.refresh_from_db()
    assert (version.status, version.return_comment) == ("draft", "Name the risks.")
    assert (version.submitted_at, version.submitted_by) == (None, None)
    assert mails() == [("ethics_officers.strategy_returned", officer.email)]


@pytest.mark.parametrize("action", ["endorse_strategy", "return_strategy"])
def test_the_officer_does_not_endorse_nor_does_another_head(department, officer, action):
    version = version_in(department, submitted=True)
    more = {"comment": "No."} if action == "return_strategy" else {}

    for stranger in (officer, person_with_role(Role.HEAD_OF_DEPARTMENT).user):
        with pytest.raises(PermissionRefused):
            getattr(actions, action)(version_id=version.pk, by=stranger, now=NOW, **more)


def test_an_endorsement_on_paper_is_recorded_with_name_and_day(department, officer):
    version = version_in(department)
    given = {"version_id": version.pk, "endorser": "LEUNG Man-kit", "by": officer, "now": NOW}

    with pytest.raises(StrategyRefused, match="is still to come"):
        actions.record_strategy_endorsement(endorsed_on=dt.date(2026, 11, 23), **given)
    actions.record_strategy_endorsement(endorsed_on=dt.date(2026, 11, 20), **given)

    version.refresh_from_db()
    assert (version.status, version.endorser) == ("endorsed", "LEUNG Man-kit")
    assert (version.endorsed_on, version.endorsed_by) == (dt.date(2026, 11, 20), officer)


def test_a_new_version_copies_the_rows_and_supersedes_once_it_is_endorsed(
    department, officer, head
):
    first = version_in(department, submitted=True)
    risk = RiskAreaFactory(version=first, name="Gifts")
    ObjectiveFactory(version=first, text="Fewer cases")
    actions.endorse_strategy(version_id=first.pk, by=head, now=NOW)

    second = actions.begin_strategy_version(strategy_id=first.strategy_id, by=officer, now=NOW)

    assert (second.number, second.status, second.needs) == (2, "draft", first.needs)
    assert [each.name for each in second.risk_areas.all()] == ["Gifts"]
    assert [each.text for each in second.objectives.all()] == ["Fewer cases"]
    assert list(first.risk_areas.all()) == [risk]
    assert StrategyVersion.objects.get(pk=first.pk).status == "endorsed"

    actions.submit_strategy(version_id=second.pk, by=officer, now=NOW)
    actions.endorse_strategy(version_id=second.pk, by=head, now=NOW)

    statuses = StrategyVersion.objects.order_by("number").values_list("status", flat=True)
    assert list(statuses) == ["superseded", "endorsed"]


def test_a_new_version_is_refused_while_one_is_open(department, officer):
    version = version_in(department)

    with pytest.raises(StrategyRefused, match="Version 1 is not endorsed yet"):
        actions.begin_strategy_version(strategy_id=version.strategy_id, by=officer, now=NOW)


def test_a_strategy_of_its_own_stays_when_another_department_endorses(department, officer, head):
    other = StrategyVersionFactory(strategy=StrategyFactory(), endorsed=True)
    version = version_in(department, submitted=True)

    actions.endorse_strategy(version_id=version.pk, by=head, now=NOW)

    other.refresh_from_db()
    assert other.status == "endorsed"
    assert Strategy.objects.count() == 2
