"""What the database refuses of strategies, and who sees them."""

import datetime as dt

import pytest
from django.db import connection

from ethics_officers.models import Objective, RiskArea, Strategy, StrategyVersion
from people.roles import Role
from tests.clock import NOW, TODAY
from tests.ethics_officers.factories import (
    ObjectiveFactory,
    RiskAreaFactory,
    StrategyFactory,
    StrategyVersionFactory,
)
from tests.factories import UserFactory, person_with_role
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db


def test_a_strategy_ends_after_it_starts():
    strategy = StrategyFactory()

    with refused_by("ethics_officers_strategy_ends_after_it_starts"):
        Strategy.objects.update(ends_on=strategy.starts_on)


def test_a_department_has_one_strategy_on_any_day():
    strategy = StrategyFactory()

    with refused_by("ethics_officers_strategy_one_at_any_instant"):
        StrategyFactory(department=strategy.department, starts_on=dt.date(2028, 1, 1))
    StrategyFactory(
        department=strategy.department, starts_on=strategy.ends_on, ends_on=dt.date(2032, 4, 1)
    )


def test_versions_are_numbered_once():
    version = StrategyVersionFactory(endorsed=True)

    with refused_by("ethics_officers_strategy_version_numbered_once"):
        StrategyVersionFactory(strategy=version.strategy)


def test_a_strategy_has_one_open_version_and_one_endorsed():
    version = StrategyVersionFactory()

    with refused_by("ethics_officers_strategy_version_one_open"):
        StrategyVersionFactory(strategy=version.strategy, number=2, submitted=True)
    StrategyVersionFactory(strategy=version.strategy, number=2, endorsed=True)
    with refused_by("ethics_officers_strategy_version_one_endorsed"):
        StrategyVersionFactory(strategy=version.strategy, number=3, endorsed=True)


def test_submitted_and_endorsed_by_whom_and_when():
    StrategyVersionFactory()

    with refused_by("ethics_officers_strategy_version_submitted_by_and_when"):
        StrategyVersion.objects.update(submitted_at=NOW)
    with refused_by("ethics_officers_strategy_version_endorsed_by_and_when"):
        StrategyVersion.objects.update(endorsed_by=UserFactory())
    with refused_by("ethics_officers_strategy_version_changed_by_and_when"):
        StrategyVersion.objects.update(changed_at=NOW)
    with refused_by("ethics_officers_strategy_version_endorsed_says_by_whom"):
        StrategyVersion.objects.update(status="endorsed", endorsed_on=TODAY)
    with refused_by("ethics_officers_strategy_version_endorsed_says_by_whom"):
        StrategyVersion.objects.update(endorsed_on=TODAY)


def test_risks_are_rated_from_one_to_five():
    RiskAreaFactory()

    for values in ({"likelihood": 0}, {"likelihood": 6}, {"impact": 0}, {"impact": 6}):
        with refused_by("ethics_officers_risk_area_rated_within_scale"):
            RiskArea.objects.update(**values)


@pytest.mark.parametrize(
    ("factory", "name"),
    [
        (RiskAreaFactory, "ethics_officers_risk_area_placed_once"),
        (ObjectiveFactory, "ethics_officers_objective_placed_once"),
    ],
)
def test_two_rows_of_a_version_are_not_in_one_place_when_all_is_said(factory, name):
    row = factory()

    with refused_by(name):
        factory(version=row.version, position=row.position)
        connection.check_constraints()


def test_drafts_are_seen_by_their_department_and_told_versions_by_overseers_too():
    draft = StrategyVersionFactory()
    told = StrategyVersionFactory(submitted=True)
    ObjectiveFactory(version=draft), ObjectiveFactory(version=told)

    def seen(role, department=None):
        user = person_with_role(role, department).user
        strategies = set(Strategy.objects.visible_to(user))
        parts = {each.version for each in Objective.objects.visible_to(user)}
        versions = set(StrategyVersion.objects.visible_to(user))
        assert strategies == {version.strategy for version in versions}
        assert parts == versions
        return versions

    for role in (Role.ETHICS_OFFICER, Role.ASSISTANT_ETHICS_OFFICER, Role.HEAD_OF_DEPARTMENT):
        assert seen(role, draft.strategy.department) == {draft}
    for role in (Role.PROGRAMME_STAFF, Role.ICAC_STAFF, Role.AUDITOR):
        assert seen(role) == {told}
    for role in (Role.TRAINING_COORDINATOR, Role.SPEAKER, Role.CIVIL_SERVANT, Role.ADMINISTRATOR):
        assert seen(role) == set()


# What was endorsed stands: around the actions, too ------------------------------------------------

STANDS = "ethics_officers_strategy_version_stands_once_endorsed"


@pytest.fixture
def version():
    return StrategyVersionFactory(submitted=True)


def endorse(version):
    """Endorse a version around the actions, and give it as it is stored."""
    rows = StrategyVersion.objects.filter(pk=version.pk)
    rows.update(
        status="endorsed",
        endorsed_on=TODAY,
        endorser="LEUNG Man-kit",
        endorsed_at=NOW,
        endorsed_by=version.written_by,
    )
    return rows


@pytest.mark.parametrize(
    "changes",
    [
        {"needs": "Otherwise."},
        {"priorities": "Otherwise."},
        {"what_changed": "Nothing."},
        {"endorser": "Somebody else"},
        {"endorsed_on": dt.date(2026, 1, 1)},
        {"status": "draft", "endorsed_on": None, "endorser": ""},
        {"status": "superseded", "needs": "Otherwise."},
        {"number": 7},
        {"version": 7},
    ],
)
def test_an_endorsed_version_is_never_changed(version, changes):
    endorsed = endorse(version)

    with refused_by(STANDS):
        endorsed.update(**changes)


def test_an_endorsed_version_is_never_deleted(version):
    endorsed = endorse(version)

    with refused_by(STANDS):
        endorsed.delete()


def test_an_endorsed_version_can_be_superseded_and_then_stands_as_well(version):
    endorsed = endorse(version)
    endorsed.update(status="superseded")

    with refused_by(STANDS):
        endorsed.update(status="endorsed")


@pytest.mark.parametrize("status", ["draft", "submitted"])
def test_a_version_that_is_not_endorsed_can_be_changed(version, status):
    StrategyVersion.objects.filter(pk=version.pk).update(status=status)

    assert StrategyVersion.objects.filter(pk=version.pk).update(needs="Otherwise.") == 1


@pytest.mark.parametrize(
    ("part", "change", "name"),
    [
        (
            RiskAreaFactory,
            {"impact": 5},
            "ethics_officers_risk_area_stands_with_its_version",
        ),
        (
            ObjectiveFactory,
            {"text": "Otherwise."},
            "ethics_officers_objective_stands_with_its_version",
        ),
    ],
)
def test_parts_stand_with_the_version_they_were_endorsed_in(version, part, change, name):
    row = part(version=version)
    draft = StrategyVersionFactory()
    table = type(row).objects.filter(pk=row.pk)
    other = type(row).objects.filter(pk=part(version=draft).pk)
    assert table.update(**change) == 1
    endorse(version)

    for deed in (
        lambda: table.update(**change),
        lambda: table.update(version=draft),
        lambda: other.update(version=version, position=99),
        table.delete,
        lambda: part(version=version),
    ):
        with refused_by(name):
            deed()
    endorse(version).update(status="superseded")
    with refused_by(name):
        table.delete()
