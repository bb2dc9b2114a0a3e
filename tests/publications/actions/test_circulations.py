"""Drafting, sending and ending circulations."""

import datetime as dt

import pytest

from core.errors import PermissionRefused
from core.models import AuditEntry
from core.versions import Stale
from people.models import Level
from people.roles import Role
from publications.actions import circulations as actions
from publications.models import Circulation
from publications.rules.circulations import CirculationRefused
from tests.clock import NOW, TODAY
from tests.factories import DepartmentFactory, EditionFactory, person_with_role
from tests.publications.factories import (
    CirculationFactory,
    RenditionFactory,
    RoundFactory,
)

pytestmark = pytest.mark.django_db

LATER = NOW + dt.timedelta(days=2)


@pytest.fixture
def staff():
    return person_with_role(Role.PROGRAMME_STAFF).user


def plan(**fields):
    return actions.CirculationPlan(**{"edition": EditionFactory(), "scale": "a", **fields})


def test_a_circulation_is_drafted_for_a_chosen_audience(staff):
    department = DepartmentFactory()
    asked = plan(
        scale="chosen",
        levels=[Level.SENIOR],
        departments=[department],
        message_en="Please read.",
        message_zh_hant="請閱讀此職員通告。",
        recurrence="festivals",
        festivals=["christmas"],
        days_before=5,
    )

    circulation = actions.draft_circulation(plan=asked, by=staff, now=NOW)

    circulation.refresh_from_db()
    assert circulation.status == "draft"
    assert circulation.audience.levels == ["senior"]
    assert list(circulation.audience.departments.all()) == [department]
    assert circulation.message_zh_hans == "请阅读此职员通告。"
    assert (circulation.festivals, circulation.days_before) == (["christmas"], 5)
    assert AuditEntry.objects.get().action == "publications.circulation_drafted"


@pytest.mark.parametrize(("scale", "roles"), [("a", []), ("c", ["head_of_department"])])
def test_a_scale_says_whom_it_is_for_whatever_else_is_asked(staff, scale, roles):
    asked = plan(scale=scale, levels=[Level.SENIOR], departments=[DepartmentFactory()])

    circulation = actions.draft_circulation(plan=asked, by=staff, now=NOW)

    audience = circulation.audience
    assert (audience.levels, audience.roles) == ([], roles)
    assert list(audience.departments.all()) == []


def test_what_goes_with_festivals_or_joiners_alone_is_dropped_without_them(staff):
    asked = plan(festivals=["christmas"], days_before=5, takes_joiners=False, joiners_until=TODAY)

    circulation = actions.draft_circulation(plan=asked, by=staff, now=NOW)

    assert (circulation.festivals, circulation.days_before) == ([], None)
    assert circulation.joiners_until is None


def test_a_draft_is_changed_by_who_saw_what_is_saved(staff):
    draft = CirculationFactory(draft=True)
    given = {"circulation_id": draft.pk, "plan": plan(days=3), "by": staff, "now": NOW}

    actions.change_circulation(version=1, **given)

    draft.refresh_from_db()
    assert (draft.days, draft.version) == (3, 2)
    with pytest.raises(Stale):
        actions.change_circulation(version=1, **given)


def test_what_was_sent_is_changed_no_more(staff):
    sent = CirculationFactory()

    with pytest.raises(CirculationRefused, match="was sent"):
        actions.change_circulation(
            circulation_id=sent.pk, plan=plan(), version=1, by=staff, now=NOW
        )


def test_sending_plans_the_first_round_from_its_moment(staff):
    draft = CirculationFactory(draft=True, due_on=TODAY + dt.timedelta(days=30))
    RenditionFactory(edition=draft.edition)

    actions.send_circulation(circulation_id=draft.pk, starts_at=LATER, by=staff, now=NOW)

    draft.refresh_from_db()
    assert (draft.status, draft.starts_at, draft.sent_by) == ("planned", LATER, staff)
    first = draft.rounds.get()
    assert (first.number, first.cause, first.starts_at) == (1, "first", LATER)
    assert (first.due_on, first.begun_at) == (draft.due_on, None)


def test_a_moment_that_has_passed_is_now(staff):
    draft = CirculationFactory(draft=True)
    RenditionFactory(edition=draft.edition)
    earlier = NOW - dt.timedelta(days=1)

    sent = actions.send_circulation(circulation_id=draft.pk, starts_at=earlier, by=staff, now=NOW)

    assert sent.starts_at == NOW


def test_a_draft_is_sent_by_who_saw_what_is_saved(staff):
    draft = CirculationFactory(draft=True, version=2)
    RenditionFactory(edition=draft.edition)
    given = {"circulation_id": draft.pk, "starts_at": LATER, "by": staff, "now": NOW}

    with pytest.raises(Stale):
        actions.send_circulation(version=1, **given)

    assert actions.send_circulation(version=2, **given).status == "planned"


def test_a_circulation_is_sent_once(staff):
    sent = RoundFactory().circulation

    with pytest.raises(CirculationRefused, match="sent already"):
        actions.send_circulation(circulation_id=sent.pk, starts_at=NOW, by=staff, now=NOW)


def test_an_edition_nobody_can_open_is_not_circulated(staff):
    unpublished = CirculationFactory(draft=True, edition=EditionFactory(in_the_making=True))
    empty = CirculationFactory(draft=True)
    too_short = CirculationFactory(draft=True, due_on=TODAY)
    RenditionFactory(edition=too_short.edition)

    def refusal(draft):
        with pytest.raises(CirculationRefused) as refused:
            actions.send_circulation(circulation_id=draft.pk, starts_at=NOW, by=staff, now=NOW)
        return str(refused.value)

    assert "not published" in refusal(unpublished)
    assert "nothing to read" in refusal(empty)
    assert "deadline is not after" in refusal(too_short)


def test_ending_closes_the_round_and_is_done_once(staff):
    out = RoundFactory()

    actions.end_circulation(circulation_id=out.circulation_id, by=staff, now=LATER)

    out.refresh_from_db()
    assert (out.circulation.status, out.closed_at) == ("ended", LATER)
    with pytest.raises(CirculationRefused, match="nothing to end"):
        actions.end_circulation(circulation_id=out.circulation_id, by=staff, now=LATER)


def test_a_draft_is_cancelled_with_a_reason_and_not_twice(staff):
    draft = CirculationFactory(draft=True)
    given = {"circulation_id": draft.pk, "reason": "Written twice.", "by": staff, "now": NOW}

    actions.cancel_circulation(**given)

    draft.refresh_from_db()
    assert (draft.status, draft.end_reason) == ("cancelled", "Written twice.")
    with pytest.raises(CirculationRefused, match="over already"):
        actions.cancel_circulation(**given)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.TRAINING_COORDINATOR, Role.CIVIL_SERVANT])
def test_others_do_none_of_it(role):
    draft = CirculationFactory(draft=True)
    given = {"circulation_id": draft.pk, "by": person_with_role(role).user, "now": NOW}

    for refused in (
        lambda: actions.draft_circulation(plan=plan(), by=given["by"], now=NOW),
        lambda: actions.change_circulation(plan=plan(), version=1, **given),
        lambda: actions.send_circulation(starts_at=NOW, **given),
        lambda: actions.end_circulation(**given),
        lambda: actions.cancel_circulation(reason="No.", **given),
    ):
        with pytest.raises(PermissionRefused):
            refused()
    assert Circulation.objects.get().status == "draft"
