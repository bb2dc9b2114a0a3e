"""The page that reminds by hand: it says whom first, keeps what was typed, and sends once."""

import pytest
import time_machine
from django.urls import reverse

from notifications.models import Message
from people.roles import Role
from publications.models import Chaser
from tests.clock import NOW
from tests.factories import DepartmentFactory, PersonFactory, person_with_role
from tests.pages import words
from tests.publications.factories import RecipientFactory, RoundFactory
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def staff(as_role):
    return as_role(Role.PROGRAMME_STAFF)


def ask(out, department, *, level="senior", **fields):
    person = PersonFactory(posting__department=department, posting__level=level)
    return RecipientFactory(round=out, person=person, **fields)


def page_of(out, query=""):
    return reverse("publications:circulation-chase", args=[out.circulation_id]) + query


def test_what_has_not_gone_out_is_not_reminded_of_and_takes_no_words(staff):
    page = staff.get(page_of(RoundFactory(begun_at=None, finished_at=None)))

    assert "Nobody has been asked yet." in words(page)
    assert "words_en" not in page.text


def test_the_page_says_whom_and_how_many_before_it_sends(staff):
    out = RoundFactory()
    customs = DepartmentFactory(name_en="Customs")
    first, second = ask(out, customs), ask(out, customs, opened_at=NOW)

    page = words(staff.get(page_of(out, "?step=unopened")))

    assert "1 person who has not read it gets a mail now." in page
    assert "Customs 1" in page
    assert first.person.name_en in page
    assert second.person.name_en not in page
    assert Message.objects.count() == 0


def test_it_goes_to_the_group_of_the_address_and_leads_to_the_reach(staff):
    out = RoundFactory()
    customs = DepartmentFactory()
    junior = ask(out, customs, level="junior")
    ask(out, customs)
    query = f"?department={customs.pk}&level=junior&step=late"

    refused = staff.post(page_of(out, query), {"words_en": "", "words_zh_hant": ""})
    assert refused.status_code == 422
    assert "Nobody is left to remind" in words(refused)

    response = staff.post(
        page_of(out, query.replace("late", "outstanding")),
        {"words_en": "Please.", "words_zh_hant": "請閱讀。"},
        follow=True,
    )
    assert "1 person is being reminded." in words(response)
    assert Message.objects.get().about_id == junior.pk
    chaser = Chaser.objects.get()
    assert (chaser.department, chaser.level, chaser.words_en) == (customs, "junior", "Please.")

    again = staff.post(page_of(out, query.replace("late", "outstanding")), {})
    assert again.status_code == 422
    assert Message.objects.count() == 1


def test_words_in_one_language_are_sent_back_with_what_was_typed(staff):
    out = RoundFactory()
    ask(out, DepartmentFactory())

    response = staff.post(page_of(out), {"words_en": "Before Friday.", "words_zh_hant": ""})

    assert response.status_code == 422
    page = words(response)
    assert "Write it in both languages, or leave both empty." in page
    assert "Before Friday." in page
    assert Message.objects.count() == 0


def test_a_coordinator_reminds_the_own_department_and_finds_no_other(sign_in):
    out = RoundFactory()
    own, works = DepartmentFactory(), DepartmentFactory(name_en="Works")
    mine, other = ask(out, own), ask(out, works)
    client = sign_in(person_with_role(Role.TRAINING_COORDINATOR, own))

    page = words(client.get(page_of(out)))
    assert mine.person.name_en in page
    assert other.person.name_en not in page
    client.post(page_of(out), {})
    assert Message.objects.get().about_id == mine.pk


def test_what_is_no_group_is_absent(staff):
    out = RoundFactory()
    ask(out, DepartmentFactory())

    assert staff.get(page_of(out, "?step=nonsense")).status_code == 404
    assert staff.get(page_of(out, "?department=0")).status_code == 404


def test_a_round_that_is_closed_can_be_looked_at_but_nobody_reminded(staff):
    out = RoundFactory(closed_at=NOW)
    ask(out, DepartmentFactory())

    page = words(staff.get(page_of(out)))
    assert "Nobody is asked to read this any more" in page
    assert "Send the reminder" not in page
    assert staff.post(page_of(out), {}).status_code == 422


@pytest.mark.parametrize(
    ("role", "leads"),
    [
        (Role.TRAINING_COORDINATOR, True),
        (Role.ETHICS_OFFICER, True),
        (Role.ASSISTANT_ETHICS_OFFICER, False),
        (Role.HEAD_OF_DEPARTMENT, False),
    ],
)
def test_the_reach_leads_to_it_whoever_may(sign_in, role, leads):
    out = RoundFactory()
    own = DepartmentFactory()
    ask(out, own)
    client = sign_in(person_with_role(role, own))

    reach = reverse("publications:circulation-reach", args=[out.circulation_id])
    assert ("Remind those who have not read it" in words(client.get(reach))) is leads


def test_the_page_asks_as_much_for_three_as_for_one(staff):
    out = RoundFactory()
    ask(out, DepartmentFactory())
    staff.get(page_of(out))
    of_one = queries_of(staff, page_of(out))
    for _ in range(2):
        ask(out, DepartmentFactory())

    assert queries_of(staff, page_of(out)) == of_one
