"""The network: what the database refuses, and who sees what."""

import datetime as dt

import pytest
import time_machine

from ethics_officers.models import (
    BoardAnswer,
    BoardQuestion,
    BoardSubscription,
    Designation,
    SharedFile,
)
from people.models import User
from people.roles import Role
from tests.clock import NOW, TODAY, at
from tests.ethics_officers.factories import (
    DesignationFactory,
)
from tests.ethics_officers.network_factories import (
    BoardAnswerFactory,
    BoardQuestionFactory,
    BoardSubscriptionFactory,
    SharedFileFactory,
    ThematicSessionFactory,
)
from tests.factories import SessionFactory, TopicFactory, UserFactory, person_with_role
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db

INSIDE = [
    Role.ETHICS_OFFICER, Role.ASSISTANT_ETHICS_OFFICER, Role.PROGRAMME_STAFF, Role.ICAC_STAFF,
    Role.AUDITOR,
]  # fmt: skip


def seen_by(user):
    """How many of each thing of the network somebody sees."""
    rows = (BoardQuestion, BoardAnswer, SharedFile)
    return [
        *(model.objects.visible_to(user).count() for model in rows),
        Designation.objects.in_directory_for(user).count(),
    ]


@pytest.fixture
def _something():
    BoardAnswerFactory()
    SharedFileFactory()
    DesignationFactory()


def test_question_says_something():
    with refused_by("ethics_officers_board_question_says_something"):
        BoardQuestionFactory(text="")


def test_question_that_stands_has_no_reason_for_its_withdrawal():
    with refused_by("ethics_officers_board_question_reason_if_withdrawn"):
        BoardQuestionFactory(withdrawal_reason="It names a person.")


@pytest.mark.parametrize("reason", ["", "It names a person."])
def test_answer_has_a_reason_if_another_withdrew_it_and_else_none(reason):
    author, staff = UserFactory(), UserFactory()
    by = staff if not reason else author

    with refused_by("ethics_officers_board_answer_reason_if_withdrawn_by_staff"):
        BoardAnswerFactory(
            written_by=author, withdrawn_at=NOW, withdrawn_by=by, withdrawal_reason=reason
        )


def test_answer_that_stands_has_no_reason_for_its_withdrawal():
    with refused_by("ethics_officers_board_answer_reason_if_withdrawn_by_staff"):
        BoardAnswerFactory(withdrawal_reason="It names a person.")


def test_answer_says_something():
    with refused_by("ethics_officers_board_answer_says_something"):
        BoardAnswerFactory(text="")


def test_who_and_when_of_withdrawal_of_an_answer_go_together():
    with refused_by("ethics_officers_board_answer_withdrawn_by_and_when"):
        BoardAnswerFactory(withdrawn_at=NOW)


def test_who_and_when_of_withdrawal_of_a_file_go_together():
    with refused_by("ethics_officers_shared_file_withdrawn_by_and_when"):
        SharedFileFactory(withdrawn_at=NOW)


def test_somebody_subscribes_once():
    first = BoardSubscriptionFactory()

    with refused_by("ethics_officers_boardsubscription_user_id_key"):
        BoardSubscriptionFactory(user=first.user)


def test_withdrawn_question_is_found_by_no_words():
    question = BoardQuestionFactory(title="Baskets", topic=TopicFactory(name_zh_hant="利益衝突"))
    assert question.searchable() == "baskets do you return them? " + " ".join(
        [question.topic.name_en.casefold(), "利益冲突"]
    )

    question.status = BoardQuestion.Status.WITHDRAWN

    assert question.searchable() == ""


# Who sees what -----------------------------------------------------------------------------------


@pytest.mark.usefixtures("_something")
@pytest.mark.parametrize("role", INSIDE)
def test_network_and_its_overseers_see_all_of_it(role):
    assert seen_by(person_with_role(role).user) == [1, 1, 1, 1]


@pytest.mark.usefixtures("_something")
@pytest.mark.parametrize("role", sorted(set(Role) - set(INSIDE)))
def test_others_see_nothing_of_it(role):
    assert seen_by(person_with_role(role).user) == [0, 0, 0, 0]


@pytest.mark.usefixtures("_something")
def test_officer_sees_nothing_of_it_from_the_day_the_designation_ends():
    officer = DesignationFactory(ends_on=TODAY + dt.timedelta(days=1)).person.user

    with time_machine.travel(at("2026-11-22", "23:59"), tick=False):
        assert seen_by(User.objects.get(pk=officer.pk)) == [1, 1, 1, 2]
    with time_machine.travel(at("2026-11-23", "00:00"), tick=False):
        assert seen_by(User.objects.get(pk=officer.pk)) == [0, 0, 0, 0]


def test_subscription_is_ones_own():
    own = BoardSubscriptionFactory()
    BoardSubscriptionFactory()

    assert list(BoardSubscription.objects.visible_to(own.user)) == [own]
    assert list(BoardSubscription.objects.visible_to(UserFactory())) == []


@pytest.mark.parametrize(
    "changes",
    [{"held_on": None}, {"kind": ""}, {"theme_en": ""}],
    ids=["no day", "no kind", "no theme"],
)
def test_thematic_session_of_history_says_when_it_was_and_what(changes):
    with refused_by("ethics_officers_thematic_session_told_once"):
        ThematicSessionFactory(**changes)


@pytest.mark.parametrize(
    "changes", [{"held_on": TODAY}, {"kind": "workshop"}, {"theme_en": "Procurement"}],
    ids=["day", "kind", "theme"],
)  # fmt: skip
def test_thematic_session_of_this_system_leaves_that_to_its_session(changes):
    with refused_by("ethics_officers_thematic_session_told_once"):
        ThematicSessionFactory(of=SessionFactory(), **changes)


def test_thematic_numbers_are_given_once():
    ThematicSessionFactory(number=21)

    with refused_by("ethics_officers_thematic_session_numbered_once"):
        ThematicSessionFactory(number=21)
