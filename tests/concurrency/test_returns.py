"""A return that is filed by two at once, and reminders planned by two runs at once."""

import datetime as dt

import pytest

from ethics_officers import actions
from ethics_officers.models import FiledReturn, ReturnReminder
from notifications.models import Message
from tests.clock import at
from tests.concurrency.test_last_seats import at_once
from tests.ethics_officers.factories import (
    AnnualReturnFactory,
    DesignationFactory,
    FiledReturnFactory,
    QuestionnaireFactory,
    ReturnQuestionFactory,
    publish,
)
from tests.factories import RoleAssignmentFactory, UserFactory
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db(transaction=True)

NOW = at("2026-06-30")


@pytest.fixture
def annual_return():
    question = ReturnQuestionFactory(figure_of_persons=True)
    return AnnualReturnFactory(questionnaire=publish(question.questionnaire))


def test_without_the_lock_the_second_filing_would_fail_on_its_number(annual_return):
    """Why the lock is there: both would count the filings, find none, and take number 1."""
    FiledReturnFactory(annual_return=annual_return, number=1)

    with refused_by("ethics_officers_filed_return_numbered_once"):
        FiledReturnFactory(annual_return=annual_return, number=1)


def test_return_filed_by_two_at_once_is_filed_once(annual_return):
    signers = [UserFactory(), UserFactory()]
    for signer in signers:
        RoleAssignmentFactory(
            user=signer, role="ethics_officer", department=annual_return.department
        )

    def file(signer):
        return actions.file_return(return_id=annual_return.pk, version=1, by=signer, now=NOW)

    first, second = at_once(file, signers)

    assert first == second == FiledReturn.objects.get()


def test_reminders_planned_by_two_at_once_are_planned_once():
    asked = publish(QuestionnaireFactory())
    for _ in range(5):
        DesignationFactory(department=AnnualReturnFactory(questionnaire=asked).department)

    def plan(_):
        return actions.plan_return_reminders(now=NOW + dt.timedelta(hours=1))

    results = at_once(plan, [1, 2, 3])

    assert [result for result in results if isinstance(result, Exception)] == []
    assert (ReturnReminder.objects.count(), Message.objects.count()) == (5, 5)
