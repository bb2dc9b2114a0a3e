"""Staff cancel somebody's registration."""

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from notifications.models import Message
from notifications.tasks import send_due_messages
from people.roles import Role
from tests.clock import NOW
from tests.factories import DepartmentFactory, PersonFactory, SessionFactory, person_with_role
from tests.pages import words
from training import actions
from training.models import Registration

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def staff(as_role):
    return as_role(Role.PROGRAMME_STAFF)


def registered(session, **person):
    person = PersonFactory(**person)
    return actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)


def address_of(registration):
    return reverse("training:registration-remove", args=[registration.pk])


def manage_address(session):
    return reverse("training:session-manage", args=[session.pk])


def test_the_page_says_whom_it_touches_and_asks_why(staff):
    session = SessionFactory(capacity=1)
    first = registered(session, name_en="CHAN Siu-ming", name_zh="")
    registered(session)

    asked = words(staff.get(address_of(first)))
    refused = staff.post(address_of(first), {"reason": " "})

    assert "CHAN Siu-ming loses the place in" in asked
    assert "its next gets the place at once and is told, too" in asked
    assert refused.status_code == 422
    assert first.session.registrations.live().count() == 2


def test_who_is_cancelled_is_told_why_and_the_next_gets_the_place(staff):
    session = SessionFactory(capacity=1)
    first, second = registered(session), registered(session)

    response = staff.post(address_of(first), {"reason": "Posted out."}, follow=True)

    first.refresh_from_db()
    second.refresh_from_db()
    assert response.redirect_chain == [(manage_address(session), 302)]
    assert "who is told by mail" in response.content.decode()
    assert (first.status, first.cancellation_reason) == ("cancelled", "Posted out.")
    assert second.status == Registration.Status.CONFIRMED
    send_due_messages()
    [told] = [each for each in mail.outbox if each.to == [first.person.user.email]]
    text = " ".join(told.body.split())
    assert "cancelled your registration. They write: Posted out." in text
    assert "as you asked" not in text
    assert Message.objects.filter(kind="training.promoted", about_id=second.pk).count() == 1


def test_a_registration_that_is_cancelled_already_says_so(staff):
    registration = registered(SessionFactory())
    staff.post(address_of(registration), {"reason": "Posted out."})

    response = staff.get(address_of(registration))

    assert "This registration is cancelled already." in response.content.decode()


def test_once_the_session_has_begun_nothing_is_cancelled_or_offered(sign_in):
    session, person = SessionFactory(), person_with_role(Role.PROGRAMME_STAFF)
    registration = registered(session)

    with time_machine.travel(session.starts_at, tick=False):
        staff = sign_in(person)
        page = staff.get(manage_address(session)).content.decode()
        response = staff.post(address_of(registration), {"reason": "Posted out."})

    assert address_of(registration) not in page
    assert response.status_code == 422
    assert "Posted out." in response.content.decode()


def test_the_page_of_the_session_offers_it_beside_each_and_shows_rank_and_department(staff):
    session = SessionFactory(capacity=1)
    held = {
        "posting__rank": "Chief Executive Officer",
        "posting__department": DepartmentFactory(name_en="Labour Department"),
    }
    confirmed, waiting = registered(session, **held), registered(session)

    page = staff.get(manage_address(session))

    assert "Chief Executive Officer · Labour Department" in words(page)
    assert address_of(confirmed) in page.content.decode()
    assert address_of(waiting) in page.content.decode()


def test_icac_staff_cancel_nothing_in_sessions_that_others_run(sign_in):
    registration = registered(SessionFactory())
    client = sign_in(person_with_role(Role.ICAC_STAFF))

    page = client.get(manage_address(registration.session)).content.decode()
    asked = client.get(address_of(registration))
    done = client.post(address_of(registration), {"reason": "Posted out."})

    registration.refresh_from_db()
    assert address_of(registration) not in page
    assert (asked.status_code, done.status_code) == (403, 403)
    assert registration.status == Registration.Status.CONFIRMED


def test_a_registration_that_is_not_there_is_absent(staff):
    assert staff.get(reverse("training:registration-remove", args=[1])).status_code == 404
