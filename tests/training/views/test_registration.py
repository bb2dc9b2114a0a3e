"""Taking a place, giving it back, swapping one for another."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from people.models import Level
from people.roles import Role
from tests.clock import NOW, at
from tests.factories import AudienceFactory, PersonFactory, SessionFactory, person_with_role
from training import actions
from training.models import Registration

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def person():
    return PersonFactory()


def register(session, person):
    return actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)


def register_address(session):
    return reverse("training:registration-create", args=[session.pk])


def swap_address(session, registration):
    return reverse("training:registration-swap", args=[session.pk, registration.pk])


def test_registering_leads_back_to_the_session_and_says_so(sign_in, person):
    session = SessionFactory()

    response = sign_in(person).post(
        reverse("training:registration-create", args=[session.pk]), follow=True
    )

    assert response.redirect_chain == [(reverse("training:session-detail", args=[session.pk]), 302)]
    assert b"You have a place. A confirmation is on its way by mail." in response.content
    assert session.registrations.get().person == person


def test_registering_for_a_full_session_says_which_in_the_waiting_list(sign_in, person):
    session = SessionFactory(capacity=1)
    other = PersonFactory()
    actions.register(session_id=session.pk, person=other, by=other.user, now=NOW)

    response = sign_in(person).post(
        reverse("training:registration-create", args=[session.pk]), follow=True
    )

    assert b"The session is full. You are 1st of 1 in the waiting list." in response.content


def test_a_form_opened_before_the_closing_time_and_sent_after_it_is_refused_in_words(
    sign_in, person
):
    session = SessionFactory()

    with time_machine.travel(session.closes_at, tick=False):
        response = sign_in(person).post(register_address(session), follow=True)

    assert response.redirect_chain == [(reverse("training:session-detail", args=[session.pk]), 302)]
    assert "Registration closed on 30 November 2026, 09:30." in response.content.decode()
    assert Registration.objects.count() == 0


def test_registering_for_a_session_one_cannot_see_is_absent(sign_in, person):
    session = SessionFactory(draft=True)

    response = sign_in(person).post(reverse("training:registration-create", args=[session.pk]))

    assert response.status_code == 404


def test_cancelling_asks_first_and_then_does_it(sign_in, person):
    session = SessionFactory()
    registration = actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)
    address = reverse("training:registration-cancel", args=[registration.pk])
    client = sign_in(person)

    asked = client.get(address)
    done = client.post(address)

    assert b"You give up your place" in asked.content
    assert done.status_code == 302
    registration.refresh_from_db()
    assert registration.status == Registration.Status.CANCELLED


def test_cancelling_after_the_start_is_refused_in_words(sign_in, person):
    session = SessionFactory()
    registration = actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)

    with time_machine.travel(session.starts_at, tick=False):
        response = sign_in(person).post(
            reverse("training:registration-cancel", args=[registration.pk])
        )

    assert response.status_code == 422
    assert "so the registration stands as it is." in response.content.decode()


def test_cancelling_what_was_called_off_or_has_begun_says_so_before_it_is_tried(sign_in, person):
    called_off = register(SessionFactory(), person)
    staff = person_with_role(Role.PROGRAMME_STAFF).user
    actions.cancel_session(session_id=called_off.session_id, reason="Typhoon", by=staff, now=NOW)
    begun = register(SessionFactory(), person)

    off = sign_in(person).get(reverse("training:registration-cancel", args=[called_off.pk]))
    with time_machine.travel(begun.session.starts_at, tick=False):
        late = sign_in(person).get(reverse("training:registration-cancel", args=[begun.pk]))

    assert "so there is nothing left to cancel." in off.content.decode()
    assert "so the registration stands as it is." in late.content.decode()
    assert b"You give up your place" not in off.content + late.content


def test_cancelling_for_somebody_else_is_absent_even_for_staff(sign_in, person):
    session = SessionFactory()
    registration = actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)
    address = reverse("training:registration-cancel", args=[registration.pk])

    for other in (PersonFactory(), person_with_role(Role.PROGRAMME_STAFF)):
        assert sign_in(other).post(address).status_code == 404


def test_taking_a_place_takes_few_statements(sign_in, person, django_assert_num_queries):
    """Two open and close the transaction; the row everybody wants is held for four of them."""
    session = SessionFactory()
    client = sign_in(person)

    with django_assert_num_queries(11):
        client.post(register_address(session))


def test_joining_the_waiting_list_takes_one_statement_more(
    sign_in, person, django_assert_num_queries
):
    session = SessionFactory(capacity=1)
    register(session, PersonFactory())
    client = sign_in(person)

    with django_assert_num_queries(12):
        client.post(register_address(session))


def test_a_whole_sign_up_takes_few_statements(sign_in, person, django_assert_max_num_queries):
    """List, page, deciding POST, result; two of them open and close the transaction."""
    session = SessionFactory()
    client = sign_in(person)
    page = reverse("training:session-detail", args=[session.pk])

    with django_assert_max_num_queries(30):
        client.get(reverse("training:session-list"))
        client.get(page)
        client.post(register_address(session))
        client.get(page)


def test_registering_in_two_tabs_leaves_one_registration_and_no_complaint(sign_in, person):
    session = SessionFactory()
    client = sign_in(person)

    answers = [client.post(register_address(session)) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert session.registrations.count() == 1


def test_registering_for_a_session_of_others_that_one_knows_the_number_of_is_absent(
    sign_in, person
):
    session = SessionFactory(audience=AudienceFactory(levels=[Level.SENIOR]))

    assert sign_in(person).post(register_address(session)).status_code == 404


def test_registering_opened_as_a_page_leads_to_the_session(sign_in, person):
    session = SessionFactory()

    response = sign_in(person).get(register_address(session))

    assert (response.status_code, response.url) == (
        302,
        reverse("training:session-detail", args=[session.pk]),
    )
    assert session.registrations.count() == 0


def test_registering_for_what_overlaps_names_the_other_and_offers_to_swap(sign_in, person):
    other = register(SessionFactory(course__title_en="Gifts"), person)
    session = SessionFactory(starts_at=at("2026-12-01", "11:00"))

    response = sign_in(person).post(register_address(session), follow=True)

    assert response.redirect_chain == [(swap_address(session, other), 302)]
    text = response.content.decode()
    assert (
        "At that time you have a place in “Gifts” (1 December 2026, 09:30). You cannot be in both."
    ) in text
    assert "You give up “Gifts”" in text
    assert session.registrations.count() == 0


def test_swapping_is_one_step(sign_in, person):
    other = register(SessionFactory(), person)
    session = SessionFactory()

    response = sign_in(person).post(swap_address(session, other), follow=True)

    assert b"You have a place. A confirmation is on its way by mail." in response.content
    other.refresh_from_db()
    assert other.status == Registration.Status.CANCELLED
    assert session.registrations.get().status == Registration.Status.CONFIRMED


def test_swapping_into_a_waiting_list_asks_first(sign_in, person):
    other = register(SessionFactory(), person)
    session = SessionFactory(capacity=1, course__title_en="Gifts")
    register(session, PersonFactory())
    client = sign_in(person)

    asked = client.post(swap_address(session, other))
    other.refresh_from_db()
    status_when_asked = other.status
    done = client.post(swap_address(session, other), {"may_wait": "on"}, follow=True)

    assert asked.status_code == 422
    assert "“Gifts” is full. You would be 1st in its waiting list." in asked.content.decode()
    assert b'name="may_wait"' in asked.content
    assert status_when_asked == Registration.Status.CONFIRMED
    assert b"You are 1st of 1 in the waiting list." in done.content
    other.refresh_from_db()
    assert other.status == Registration.Status.CANCELLED


def test_swapping_after_the_deadline_asks_why_and_keeps_what_was_typed(sign_in, person):
    old = SessionFactory(cancel_by=NOW - dt.timedelta(hours=1))
    other = register(old, person)
    session = SessionFactory(capacity=1)
    register(session, PersonFactory())
    client = sign_in(person)

    without = client.post(swap_address(session, other))
    full = client.post(swap_address(session, other), {"reason": "A hearing."})
    done = client.post(swap_address(session, other), {"reason": "A hearing.", "may_wait": "on"})

    assert list(without.context["form"].errors) == ["__all__"]
    assert full.status_code == 422
    assert b">\nA hearing.</textarea>" in full.content
    assert done.status_code == 302
    other.refresh_from_db()
    assert other.cancellation_reason == "A hearing."


def test_swapping_page_says_what_is_given_up(sign_in, person):
    other = register(SessionFactory(course__title_en="Gifts"), person)
    session = SessionFactory(course__title_en="Procurement")

    response = sign_in(person).get(swap_address(session, other))

    assert "You give up “Gifts” on 1 December 2026, 09:30" in response.content.decode()


def test_swapping_into_what_is_closed_or_out_of_what_has_begun_says_so_before_it_is_tried(
    sign_in, person
):
    other = register(SessionFactory(starts_at=at("2026-11-30", "09:00")), person)
    session = SessionFactory(closes_at=at("2026-11-28", "12:00"))

    with time_machine.travel(session.closes_at, tick=False):
        client = sign_in(person)
        closed = client.get(swap_address(session, other))
        posted = client.post(swap_address(session, other))
    with time_machine.travel(other.session.starts_at, tick=False):
        begun = sign_in(person).get(swap_address(session, other))

    assert "Registration closed on 28 November 2026, 12:00." in closed.content.decode()
    assert b"You give up" not in closed.content
    assert posted.status_code == 422
    assert "The session began on 30 November 2026, 09:00" in begun.content.decode()


def test_swapping_a_session_for_itself_leads_to_it(sign_in, person):
    mine = register(SessionFactory(), person)

    response = sign_in(person).get(swap_address(mine.session, mine))

    assert response.url == reverse("training:session-detail", args=[mine.session_id])


def test_swapping_what_is_somebody_elses_is_absent(sign_in, person):
    others = register(SessionFactory(), PersonFactory())
    mine = register(SessionFactory(), person)
    hidden = SessionFactory(draft=True)
    client = sign_in(person)

    assert client.post(swap_address(SessionFactory(), others)).status_code == 404
    assert client.post(swap_address(hidden, mine)).status_code == 404


def test_cancelling_after_the_deadline_asks_why_and_keeps_what_was_typed(sign_in, person):
    session = SessionFactory(cancel_by=at("2026-11-25", "17:00"))
    registration = register(session, person)
    address = reverse("training:registration-cancel", args=[registration.pk])

    before = sign_in(person).get(address)
    with time_machine.travel(session.cancel_by, tick=False):
        client = sign_in(person)
        late = client.post(address)
        too_long = client.post(address, {"reason": "x" * 501})
        done = client.post(address, {"reason": "Called to court."})

    assert b"<textarea" not in before.content
    assert late.status_code == 422
    [sentence] = late.context["form"].errors["reason"]
    assert sentence == (
        "Places could be given up freely until 25 November 2026, 17:00. "
        "Please say why you cancel now."
    )
    assert b"<textarea" in late.content
    assert b"x" * 501 in too_long.content
    assert done.status_code == 302
    registration.refresh_from_db()
    assert registration.cancellation_reason == "Called to court."


def test_cancelling_until_just_before_the_deadline_needs_no_reason(sign_in, person):
    session = SessionFactory(cancel_by=at("2026-11-25", "17:00"))
    registration = register(session, person)

    with time_machine.travel(session.cancel_by - dt.timedelta(seconds=1), tick=False):
        response = sign_in(person).post(
            reverse("training:registration-cancel", args=[registration.pk])
        )

    assert response.status_code == 302


def test_the_session_page_says_which_in_the_waiting_list_one_is(sign_in, person):
    session = SessionFactory(capacity=1)
    for other in PersonFactory.create_batch(3):
        register(session, other)
    register(session, person)

    response = sign_in(person).get(reverse("training:session-detail", args=[session.pk]))

    assert b"You are 3rd of 3 in the waiting list." in response.content
