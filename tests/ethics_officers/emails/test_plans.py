"""What is written about work plans and priorities, and when it is no longer wanted."""

import datetime as dt

import pytest

from ethics_officers import actions
from notifications.emails import Mail, compose
from notifications.models import Message
from tests.clock import NOW
from tests.ethics_officers.actions.plans import head_of, officer_of, staff
from tests.ethics_officers.factories import CentralPriorityFactory, PlanItemFactory
from tests.factories import DepartmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def customs():
    return DepartmentFactory(name_en="Customs", name_zh_hant="香港海關")


@pytest.fixture
def officer(customs):
    return officer_of(customs)


@pytest.fixture
def head(customs):
    return head_of(customs)


@pytest.fixture
def plan(customs, officer, head):
    plan = PlanItemFactory(plan__department=customs).plan
    return actions.submit_plan(plan_id=plan.pk, by=officer, now=NOW)


def composed(kind):
    messages = Message.objects.filter(kind=f"ethics_officers.{kind}").order_by("pk")
    return [mail for _, mail in compose(list(messages.select_related("recipient")), NOW)]


def test_the_head_is_asked_to_endorse_with_the_address_of_the_plan(plan, head, settings):
    [mail] = composed("plan_submitted")

    assert mail.subject == "To be endorsed: work plan 2026–27 of Customs"
    assert mail.text.startswith(f"Dear {head.person.name_en},")
    address = f"{settings.BASE_URL}/ethics-officers/plans/{plan.pk}/"
    assert address in mail.text
    assert f'href="{address}"' in mail.html


def test_a_reader_of_chinese_reads_the_department_in_chinese(plan, head):
    head.language = "zh-hant"
    head.save()

    [mail] = composed("plan_submitted")

    assert "香港海關" in mail.subject


def test_what_was_submitted_is_no_longer_told_once_it_is_returned(plan, head):
    actions.return_plan(plan_id=plan.pk, comment="More.", by=head, now=NOW)

    [unwanted] = composed("plan_submitted")
    [mail] = composed("plan_returned")

    assert str(unwanted.reason) == "The plan has moved on since then."
    assert "The comments on it say what is to be changed" in mail.text


def test_a_plan_submitted_again_is_told_again(plan, head, officer):
    later = NOW + dt.timedelta(hours=1)
    actions.return_plan(plan_id=plan.pk, comment="More.", by=head, now=NOW)
    actions.submit_plan(plan_id=plan.pk, by=officer, now=later)

    assert len(composed("plan_submitted")) == 2


def test_the_officers_are_told_who_endorsed(plan, head, officer):
    actions.endorse_plan(
        plan_id=plan.pk, endorser="LEUNG Man-kit", endorsed_on=NOW.date(), by=head, now=NOW
    )

    [mail] = composed("plan_endorsed")

    assert mail.subject == "Endorsed: work plan 2026–27 of Customs"
    assert "is endorsed by LEUNG Man-kit." in mail.text


def test_a_comment_is_told_with_its_author_and_words(plan):
    by = staff()
    actions.comment_on_plan(plan_id=plan.pk, item_id=None, text="Too <few>.", by=by, now=NOW)

    [mail] = composed("plan_commented")

    words = f"{by.person} says of the work plan 2026–27 of Customs: “Too <few>.”"
    assert words in mail.text
    assert "“Too &lt;few&gt;.”" in mail.html


def test_a_priority_is_told_with_its_title_to_those_whose_plan_has_it(plan):
    priority = CentralPriorityFactory(draft=True, title_en="Supervisors")
    actions.publish_priority(priority_id=priority.pk, by=staff(), now=NOW)

    [mail] = composed("priority_published")

    assert isinstance(mail, Mail)
    assert "All departments are asked to plan for “Supervisors”." in mail.text
