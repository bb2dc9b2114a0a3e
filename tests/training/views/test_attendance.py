"""The attendance board."""

import pytest
import time_machine
from django.urls import reverse

from people.roles import Role
from tests.clock import NOW
from tests.factories import EngagementFactory, PersonFactory, SessionFactory, person_with_role
from training import actions
from training.models import Attendance
from training.views import attendance as views

pytestmark = pytest.mark.django_db


@pytest.fixture
def registration():
    session, person = SessionFactory(), PersonFactory()
    return actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)


@pytest.fixture
def meeting(registration):
    return registration.session.meetings.get()


@pytest.fixture
def board(meeting):
    return reverse("training:attendance-board", args=[meeting.pk])


@pytest.fixture(autouse=True)
def _at_the_start(meeting):
    with time_machine.travel(meeting.starts_at, tick=False):
        yield


def test_board_lists_those_who_have_a_place(as_role, board, registration):
    response = as_role(Role.PROGRAMME_STAFF).get(board)

    assert [row[0] for row in response.context["form"].rows] == [registration]


def test_board_saves_the_marks_and_shows_them_again(as_role, board, registration):
    client = as_role(Role.PROGRAMME_STAFF)

    response = client.post(board, {f"registration-{registration.pk}": "partly"}, follow=True)

    assert b"1 mark saved." in response.content
    assert Attendance.objects.get().status == "partly"
    assert response.context["form"][f"registration-{registration.pk}"].initial == "partly"


def test_board_leaves_open_what_is_not_marked(as_role, board):
    response = as_role(Role.PROGRAMME_STAFF).post(board, {}, follow=True)

    assert b"0 marks saved." in response.content
    assert Attendance.objects.count() == 0


def test_board_refuses_a_mark_that_there_is_not(as_role, board, registration):
    response = as_role(Role.PROGRAMME_STAFF).post(
        board, {f"registration-{registration.pk}": "asleep"}
    )

    assert response.status_code == 422
    assert Attendance.objects.count() == 0


def test_board_says_so_when_somebody_who_is_marked_has_gone_meanwhile(as_role, board, registration):
    with time_machine.travel(NOW, tick=False):
        actions.cancel_registration(
            registration_id=registration.pk, by=registration.person.user, now=NOW
        )

    response = as_role(Role.PROGRAMME_STAFF).post(
        board, {f"registration-{registration.pk}": "present"}
    )

    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == [
        "Somebody on this page has cancelled meanwhile. Reload the page and mark again."
    ]


def test_board_is_for_the_speaker_and_absent_for_another(sign_in, board, meeting):
    speaking, other = person_with_role(Role.SPEAKER), person_with_role(Role.SPEAKER)
    EngagementFactory(meeting=meeting, speaker=speaking.speaker)

    assert sign_in(speaking).get(board).status_code == 200
    assert sign_in(other).get(board).status_code == 404


def test_board_before_the_desk_opens_says_when_it_does(as_role, board, registration):
    with time_machine.travel(NOW, tick=False):
        client = as_role(Role.PROGRAMME_STAFF)
        shown = client.get(board)
        sent = client.post(board, {f"registration-{registration.pk}": "present"})

    assert "Attendance can be marked from 1 December 2026, 08:30." in shown.content.decode()
    assert sent.status_code == 422
    assert Attendance.objects.count() == 0


def test_board_of_a_meeting_that_is_not_there_is_absent(as_role):
    address = reverse("training:attendance-board", args=[0])

    assert as_role(Role.PROGRAMME_STAFF).get(address).status_code == 404


def test_board_of_many_has_pages_and_comes_back_to_the_one_that_was_marked(
    as_role, board, meeting, monkeypatch
):
    monkeypatch.setattr(views, "PEOPLE_ON_A_PAGE", 1)
    late = PersonFactory(name_en="ZEE Tai-man")
    with time_machine.travel(NOW, tick=False):
        actions.register(session_id=meeting.session_id, person=late, by=late.user, now=NOW)
    client = as_role(Role.PROGRAMME_STAFF)
    [(registration, _)] = client.get(board, {"page": "2"}).context["form"].rows

    response = client.post(f"{board}?page=2", {f"registration-{registration.pk}": "present"})

    assert registration.person == late
    assert Attendance.objects.get().registration == registration
    assert response.url == f"{board}?page=2"


def test_board_takes_the_same_number_of_queries_for_one_person_and_for_three(
    as_role, board, meeting, django_assert_num_queries
):
    client = as_role(Role.PROGRAMME_STAFF)
    with django_assert_num_queries(6):
        client.get(board)
    for person in PersonFactory.create_batch(2):
        with time_machine.travel(NOW, tick=False):
            actions.register(session_id=meeting.session_id, person=person, by=person.user, now=NOW)

    with django_assert_num_queries(6):
        client.get(board)
