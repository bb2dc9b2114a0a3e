"""Sharing activities with the network, and comments on them."""

import pytest

from core.errors import PermissionRefused
from ethics_officers import actions
from ethics_officers.rules import ActivityRefused
from notifications.emails import Mail, Unwanted, compose
from notifications.models import Message
from people.roles import Role
from tests.clock import NOW
from tests.ethics_officers.factories import ActivityFactory, DesignationFactory, EvidenceFactory
from tests.factories import person_with_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return DesignationFactory().person.user


@pytest.fixture
def activity(author):
    return ActivityFactory(
        department=author.person.postings.get().department, logged_by=author, title="Quiz"
    )


@pytest.fixture
def colleague():
    return person_with_role(Role.ETHICS_OFFICER).user


def share(activity, author, *files):
    return actions.share_activity(
        activity_id=activity.pk, evidence_ids=[each.pk for each in files], by=author, now=NOW
    )


def comment(activity, by, text="How did you do it?"):
    return actions.comment_on_good_practice(activity_id=activity.pk, text=text, by=by, now=NOW)


def composed():
    messages = list(Message.objects.select_related("recipient").all())
    return [each for _, each in compose(messages, NOW)]


def test_share_shows_the_network_the_ticked_files_alone(activity, author):
    ticked, kept = EvidenceFactory.create_batch(2, activity=activity)

    share(activity, author, ticked)

    activity.refresh_from_db()
    assert (activity.shared_at, activity.shared_by) == (NOW, author)
    assert list(activity.evidence.shared()) == [ticked]

    share(activity, author, kept)

    assert list(activity.evidence.shared()) == [kept]


def test_share_of_another_activitys_file_does_nothing_to_it(activity, author):
    foreign = EvidenceFactory()

    share(activity, author, foreign)

    foreign.refresh_from_db()
    assert foreign.shared is False


def test_withdrawn_activity_is_not_shared(activity, author):
    actions.withdraw_activity(activity_id=activity.pk, reason="Twice", by=author, now=NOW)

    with pytest.raises(ActivityRefused):
        share(activity, author)


def test_unshare_takes_the_files_back(activity, author):
    evidence = EvidenceFactory(activity=activity)
    share(activity, author, evidence)

    for _ in range(2):
        actions.unshare_activity(activity_id=activity.pk, by=author, now=NOW)

    activity.refresh_from_db()
    evidence.refresh_from_db()
    assert (activity.shared_at, activity.shared_by, evidence.shared) == (None, None, False)


def test_comment_is_told_to_the_author_once(activity, author, colleague):
    share(activity, author)

    assert comment(activity, colleague) == comment(activity, colleague)

    [message] = Message.objects.all()
    assert message.recipient == author
    [mail] = composed()
    assert isinstance(mail, Mail)
    assert mail.subject == "Comment on your good practice: Quiz"
    assert colleague.person.name_en in mail.text
    assert "How did you do it?" in mail.text
    assert f"/ethics-officers/network/good-practice/{activity.pk}/" in mail.text


def test_comment_is_told_to_the_successor_of_an_author_who_left(activity, author, colleague):
    former = person_with_role(Role.CIVIL_SERVANT).user
    activity.logged_by = former
    activity.save()
    share(activity, author)

    comment(activity, colleague)

    assert Message.objects.get().recipient == author


def test_own_comment_is_told_to_nobody(activity, author):
    share(activity, author)

    comment(activity, author)

    assert Message.objects.count() == 0


def test_comment_is_no_longer_told_once_the_activity_is_not_shared(activity, author, colleague):
    share(activity, author)
    comment(activity, colleague)
    actions.unshare_activity(activity_id=activity.pk, by=author, now=NOW)

    [outcome] = composed()

    assert isinstance(outcome, Unwanted)


def test_comment_on_what_is_not_shared_is_refused(activity, colleague):
    with pytest.raises(ActivityRefused, match="not shared"):
        comment(activity, colleague)


@pytest.mark.parametrize("role", [Role.CIVIL_SERVANT, Role.AUDITOR, Role.HEAD_OF_DEPARTMENT])
def test_who_is_not_in_the_network_does_not_comment(activity, author, role):
    share(activity, author)

    with pytest.raises(PermissionRefused):
        comment(activity, person_with_role(role).user)
