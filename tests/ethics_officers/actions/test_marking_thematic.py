"""Making sessions thematic: their number, their audience, and when they cease to be."""

import datetime as dt

import pytest
import time_machine

from core.errors import PermissionRefused
from core.models import AuditEntry
from ethics_officers import actions, queries
from ethics_officers.models import ThematicSession
from ethics_officers.rules import ThematicRefused
from people.models import Level
from people.roles import Role
from tests.clock import NOW, TODAY, at
from tests.ethics_officers.factories import DesignationFactory
from tests.ethics_officers.network_factories import ThematicSessionFactory
from tests.factories import (
    AudienceFactory,
    DepartmentFactory,
    SessionFactory,
    person_with_role,
)
from training import actions as training
from training.models import Session

pytestmark = pytest.mark.django_db

OFFICERS = {Role.ETHICS_OFFICER}
OFFICERS_AND_ASSISTANTS = {Role.ETHICS_OFFICER, Role.ASSISTANT_ETHICS_OFFICER}


@pytest.fixture
def staff():
    return person_with_role(Role.PROGRAMME_STAFF).user


@pytest.fixture
def draft():
    return SessionFactory(draft=True, title_en="Supervisory accountability")


def mark(session, by, number=22, with_assistants=False):
    return actions.mark_thematic(
        session_id=session.pk, number=number, with_assistants=with_assistants, by=by, now=NOW
    )


def change(thematic, by, number=22, with_assistants=False):
    return actions.change_thematic(
        thematic_id=thematic.pk, number=number, with_assistants=with_assistants, by=by, now=NOW
    )


def audience_of(session):
    audience = Session.objects.get(pk=session.pk).audience
    return set(audience.roles), audience.levels, list(audience.departments.all())


def test_draft_becomes_a_session_for_officers_alone_under_its_number(staff, draft):
    draft.audience.levels = [Level.MIDDLE]
    draft.audience.save()
    draft.audience.departments.add(DepartmentFactory())

    thematic = mark(draft, staff)

    assert (thematic.session, thematic.number) == (draft, 22)
    assert thematic.programme == ThematicSession.Programme.ELP
    assert str(thematic) == "Supervisory accountability"
    assert audience_of(draft) == (OFFICERS, [], [])
    assert list(AuditEntry.objects.order_by("pk").values_list("action", flat=True)) == [
        "training.session_addressed",
        "ethics_officers.marked_thematic",
    ]


def test_assistants_are_in_the_audience_if_they_are_chosen(staff, draft):
    mark(draft, staff, with_assistants=True)

    assert audience_of(draft) == (OFFICERS_AND_ASSISTANTS, [], [])


def test_marking_again_gives_the_same_row(staff, draft):
    assert mark(draft, staff) == mark(draft, staff, number=23)
    assert ThematicSession.objects.get().number == 22


def test_whoever_edits_the_draft_meanwhile_is_told_that_it_changed(staff, draft):
    mark(draft, staff)

    draft.refresh_from_db()
    assert (draft.version, draft.changed_by) == (2, staff)


def test_session_without_a_number_is_of_the_programme_too(staff, draft):
    assert mark(draft, staff, number=None).number is None


def test_next_number_follows_the_highest_of_history_and_of_sessions(staff, draft):
    assert queries.next_number() == 1
    ThematicSessionFactory(number=21)
    assert queries.next_number() == 22
    mark(draft, staff, number=24)
    assert queries.next_number() == 25


def test_number_that_is_given_is_refused_by_the_name_of_what_bears_it(staff, draft):
    ThematicSessionFactory(number=22, theme_en="Government procurement")

    with pytest.raises(ThematicRefused) as refusal:
        mark(draft, staff)

    assert str(refusal.value) == (
        "No. 22 is “Government procurement” already. Give another number, or none."
    )
    assert audience_of(draft) == (set(), [], [])


def test_number_of_a_draft_thrown_away_is_free(staff, draft):
    discarded = mark(draft, staff)
    training.discard_session(session_id=draft.pk, by=staff, now=NOW)

    assert queries.next_number() == 1
    assert mark(SessionFactory(draft=True), staff).number == 22
    discarded.refresh_from_db()
    assert discarded.number is None


def test_published_session_for_officers_alone_is_marked_and_keeps_its_audience(staff):
    department = DepartmentFactory()
    session = SessionFactory(audience=AudienceFactory(roles=[Role.ETHICS_OFFICER]))
    session.audience.departments.add(department)

    mark(session, staff, with_assistants=True)

    assert audience_of(session) == (OFFICERS, [], [department])


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: SessionFactory(), "This session was published for others, too."),
        (lambda: SessionFactory(cancelled=True), "This session will not take place."),
    ],
    ids=["for everybody", "called off"],
)
def test_session_published_for_others_or_called_off_is_refused(staff, make, sentence):
    with pytest.raises(ThematicRefused, match=sentence):
        mark(make(), staff)

    assert ThematicSession.objects.count() == 0


def test_icac_marks_its_own_sessions_alone(draft):
    icac = person_with_role(Role.ICAC_STAFF, draft.organiser).user
    elsewhere = person_with_role(Role.ICAC_STAFF).user

    assert list(queries.can_become_thematic(icac)) == [draft]
    assert list(queries.can_become_thematic(elsewhere)) == []
    with pytest.raises(PermissionRefused):
        mark(draft, elsewhere)
    assert mark(draft, icac).number == 22


def test_number_is_corrected_and_may_stay_as_it_is(staff, draft):
    thematic = mark(draft, staff)
    ThematicSessionFactory(number=23, theme_en="Government procurement")

    assert change(thematic, staff).number == 22
    with pytest.raises(ThematicRefused, match="23 is “Government procurement” already"):
        change(thematic, staff, number=23)
    assert change(thematic, staff, number=24).number == 24


def test_audience_of_a_draft_is_corrected_and_that_of_a_published_session_stays(staff, draft):
    thematic = mark(draft, staff)
    change(thematic, staff, with_assistants=True)
    assert audience_of(draft) == (OFFICERS_AND_ASSISTANTS, [], [])

    training.publish_session(session_id=draft.pk, by=staff, now=NOW)
    change(thematic, staff, with_assistants=False)

    assert audience_of(draft) == (OFFICERS_AND_ASSISTANTS, [], [])


def test_draft_ceases_to_be_thematic_and_its_number_is_free(staff, draft):
    thematic = mark(draft, staff)

    actions.unmark_thematic(thematic_id=thematic.pk, by=staff, now=NOW)

    assert ThematicSession.objects.count() == 0
    assert mark(SessionFactory(draft=True), staff).number == 22


def test_published_session_does_not_cease_to_be_thematic(staff, draft):
    thematic = mark(draft, staff)
    training.publish_session(session_id=draft.pk, by=staff, now=NOW)

    with pytest.raises(ThematicRefused, match="Only a draft can cease to be thematic"):
        actions.unmark_thematic(thematic_id=thematic.pk, by=staff, now=NOW)


@pytest.mark.parametrize("act", [change, lambda t, by: actions.unmark_thematic(
    thematic_id=t.pk, by=by, now=NOW
)], ids=["change", "unmark"])  # fmt: skip
def test_nobody_touches_a_session_that_others_run(staff, draft, act):
    thematic = mark(draft, staff)

    with pytest.raises(PermissionRefused):
        act(thematic, person_with_role(Role.ICAC_STAFF).user)


def test_officers_are_invited_once_it_is_published_and_the_past_one_sees_it_no_longer(staff, draft):
    leaving = DesignationFactory(ends_on=TODAY + dt.timedelta(days=1))
    thematic = mark(draft, staff)
    assert actions.invite_to_thematic_sessions(now=NOW) == 0
    training.publish_session(session_id=draft.pk, by=staff, now=NOW)
    midnight = at("2026-11-23", "00:00")

    assert actions.invite_to_thematic_sessions(now=NOW) == 1
    successor = DesignationFactory(
        department=leaving.department, starts_on=TODAY + dt.timedelta(days=1)
    )
    assert actions.invite_to_thematic_sessions(now=midnight) == 1

    def sees(person, moment):
        with time_machine.travel(moment, tick=False):
            user = type(person.user).objects.get(pk=person.user_id)
            return (
                list(ThematicSession.objects.visible_to(user)),
                list(Session.objects.visible_to(user)),
            )

    assert sees(leaving.person, NOW) == ([thematic], [draft])
    assert sees(leaving.person, midnight) == ([], [])
    assert sees(successor.person, midnight) == ([thematic], [draft])
