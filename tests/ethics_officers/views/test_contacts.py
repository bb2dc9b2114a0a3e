"""The page on which a contact is corrected, and where it is shown."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from people.roles import Role
from tests.clock import NOW, TODAY
from tests.ethics_officers.factories import DesignationFactory
from tests.pages import words
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

DIRECTORY = reverse("ethics_officers:directory")


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def held():
    return DesignationFactory(post_title="Assistant Commissioner", phone="2810 2000")


@pytest.fixture
def staff(as_role):
    return as_role(Role.PROGRAMME_STAFF)


def page_of(designation):
    return reverse("ethics_officers:contact-correct", args=[designation.pk])


def department_page_of(designation):
    return reverse("ethics_officers:department-detail", args=[designation.department_id])


def test_contact_is_corrected_and_shown_on_the_officers_page(staff, held):
    form = staff.get(page_of(held)).context["form"]
    typed = {name: form[name].value() for name in form.fields}
    assert typed == {"post_title": "Assistant Commissioner", "phone": "2810 2000", "email": ""}

    response = staff.post(
        page_of(held), typed | {"phone": "2810 3000", "email": "eo@example.gov.hk"}, follow=True
    )

    assert response.redirect_chain == [(department_page_of(held), 302)]
    assert "Assistant Commissioner · 2810 3000 · eo@example.gov.hk" in words(response)


def test_officer_corrects_the_own_contact_and_is_offered_no_other(sign_in, held):
    colleague = DesignationFactory(department=held.department, capacity="assistant")
    client = sign_in(held.person)

    page = client.get(department_page_of(held)).text

    assert f'href="{page_of(held)}"' in page
    assert f'href="{page_of(colleague)}"' not in page
    assert client.get(page_of(colleague)).status_code == 403
    assert client.post(page_of(held), {"phone": "2810 3000"}).status_code == 302
    held.refresh_from_db()
    assert (held.phone, held.post_title) == ("2810 3000", "")


def test_what_can_not_be_meant_is_refused_and_nothing_typed_is_lost(staff, held):
    response = staff.post(page_of(held), {"phone": "call me", "email": "eo at customs"})

    assert response.status_code == 422
    said = words(response)
    assert "This is no telephone number. Write it in digits, such as 2810 2000." in said
    assert "This is no e-mail address. Write it such as officer@example.gov.hk." in said
    assert 'value="eo at customs"' in response.text


def test_contact_of_an_ended_designation_is_neither_offered_nor_corrected(staff):
    ended = DesignationFactory(ends_on=TODAY)

    assert page_of(ended) not in staff.get(department_page_of(ended)).text
    response = staff.post(page_of(ended), {"phone": "2810 3000"})
    assert response.status_code == 422
    assert "so its contact stays as it was." in words(response)


def test_page_tells_who_corrected_what_and_when_it_was_so(sign_in, held):
    officer = sign_in(held.person)
    officer.post(page_of(held), {"post_title": "Deputy Commissioner"})

    said = words(officer.get(page_of(held)))

    assert "What it was before Assistant Commissioner · 2810 2000 Until" in said
    assert f"when {held.person.name} corrected it" in said


def test_page_asks_as_much_for_three_corrections_as_for_one(sign_in, held):
    officer = sign_in(held.person)
    officer.post(page_of(held), {"phone": "2810 3001"})
    for_one = queries_of(officer, page_of(held))
    officer.post(page_of(held), {"phone": "2810 3002"})
    officer.post(page_of(held), {"phone": "2810 3003"})

    assert queries_of(officer, page_of(held)) == for_one


def test_directory_shows_the_e_mail_given_or_else_that_of_the_account(staff):
    given = DesignationFactory(email="eo@example.gov.hk")
    account = DesignationFactory()

    page = staff.get(DIRECTORY).text

    assert 'href="mailto:eo@example.gov.hk"' in page
    assert f'href="mailto:{account.person.user.email}"' in page
    assert given.person.user.email not in page


def test_designation_is_recorded_with_its_e_mail(staff, held):
    person = DesignationFactory(
        department=held.department, capacity="assistant", ends_on=TODAY - dt.timedelta(days=1)
    ).person
    create = reverse("ethics_officers:designation-create", args=[held.department_id])

    response = staff.post(
        create,
        {
            "capacity": "assistant",
            "person": person.pk,
            "email": "aeo@example.gov.hk",
            "starts_on": TODAY,
        },
    )

    assert response.status_code == 302
    assert person.designations.get(starts_on=TODAY).email == "aeo@example.gov.hk"
