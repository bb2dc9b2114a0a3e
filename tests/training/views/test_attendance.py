"""The attendance board."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from people.roles import Role
from tests.clock import NOW
from tests.factories import (
    EngagementFactory,
    PersonFactory,
    SessionFactory,
    VenueFactory,
    person_with_role,
)
from training import actions
from training.models import Attendance, Registration
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

    assert [row.registration for row in response.context["form"].rows] == [registration]


def test_board_saves_the_marks_and_shows_them_again(as_role, board, registration):
    client = as_role(Role.PROGRAMME_STAFF)

    response = client.post(board, {f"registration-{registration.pk}": "partly"}, follow=True)

    assert b"1 mark saved." in response.content
    assert Attendance.objects.get().status == "partly"
    assert response.context["form"][f"registration-{registration.pk}"].initial == "partly"


def test_board_leaves_open_what_is_not_marked(as_role, board):
    response = as_role(Role.PROGRAMME_STAFF).post(board, {}, follow=True)

    assert b"Nothing was changed: every mark stands as it was." in response.content
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
    [row] = client.get(board, {"page": "2"}).context["form"].rows

    response = client.post(f"{board}?page=2", {f"registration-{row.registration.pk}": "present"})

    assert row.registration.person == late
    assert Attendance.objects.get().registration == row.registration
    assert response.url == f"{board}?page=2"


def test_board_takes_the_same_number_of_queries_for_one_person_and_for_three(
    as_role, board, meeting, django_assert_num_queries
):
    client = as_role(Role.PROGRAMME_STAFF)
    with django_assert_num_queries(9):
        client.get(board)
    for person in PersonFactory.create_batch(2):
        with time_machine.travel(NOW, tick=False):
            actions.register(session_id=meeting.session_id, person=person, by=person.user, now=NOW)

    with django_assert_num_queries(9):
        client.get(board)


TAP = {"HTTP_HX_REQUEST": "true"}


def address(name, meeting):
    return reverse(f"training:attendance-{name}", args=[meeting.pk])


def tap(client, board, registration, status, *, seen="", **fields):
    """One tap on the board, as htmx sends it."""
    pk = registration.pk
    return client.post(board, {f"registration-{pk}": status, f"seen-{pk}": seen, **fields}, **TAP)


def test_a_tap_saves_its_mark_and_answers_with_row_and_counts(as_role, board, registration):
    response = tap(as_role(Role.PROGRAMME_STAFF), board, registration, "present")

    page = response.content.decode()
    assert response.status_code == 200
    assert Attendance.objects.get().status == "present"
    assert page.count("<li") == 1
    assert 'id="attendance-summary"' in page
    assert "<html" not in page
    assert (response.context["summary"].present, response.context["summary"].unmarked) == (1, 0)
    assert f'name="seen-{registration.pk}"\n           value="present"' in page


def test_a_tap_over_somebody_elses_mark_says_so_and_shows_theirs(
    as_role, board, registration, meeting
):
    other = person_with_role(Role.PROGRAMME_STAFF).user
    actions.mark_attendance(
        meeting_id=meeting.pk, marks={registration.pk: "excused"}, by=other, now=meeting.starts_at
    )

    response = tap(as_role(Role.PROGRAMME_STAFF), board, registration, "absent")

    assert response.status_code == 422
    assert response.context["refusal"] == (
        f"Somebody else has marked {registration.person} as “Excused” meanwhile. "
        "Mark again if that is wrong."
    )
    assert response.context["row"].seen == "excused"
    assert Attendance.objects.get().status == "excused"


def test_a_tap_for_somebody_who_cancelled_meanwhile_is_refused_in_a_sentence(
    as_role, board, registration
):
    with time_machine.travel(NOW, tick=False):
        actions.cancel_registration(
            registration_id=registration.pk, by=registration.person.user, now=NOW
        )

    response = tap(as_role(Role.PROGRAMME_STAFF), board, registration, "present")

    assert response.status_code == 422
    assert "Somebody on this page has cancelled meanwhile." in response.content.decode()


def test_saving_an_old_page_keeps_what_another_tablet_has_marked_since(
    as_role, board, registration, meeting
):
    other = person_with_role(Role.PROGRAMME_STAFF).user
    actions.mark_attendance(
        meeting_id=meeting.pk, marks={registration.pk: "absent"}, by=other, now=meeting.starts_at
    )
    pk = registration.pk

    response = as_role(Role.PROGRAMME_STAFF).post(
        board, {f"registration-{pk}": "present", f"seen-{pk}": "present"}, follow=True
    )

    assert b"Nothing was changed: every mark stands as it was." in response.content
    assert Attendance.objects.get().status == "absent"


@pytest.mark.parametrize("words", ["tai-man", "陳大文", "陈大文"])
def test_board_is_searched_by_english_and_chinese_name(as_role, board, registration, words):
    with time_machine.travel(NOW, tick=False):
        other = PersonFactory(name_en="HO Ka-yan", name_zh="何家欣")
        actions.register(session_id=registration.session_id, person=other, by=other.user, now=NOW)

    response = as_role(Role.PROGRAMME_STAFF).get(board, {"q": words})

    assert [row.registration for row in response.context["form"].rows] == [registration]


def test_board_search_by_htmx_answers_with_the_board_alone(as_role, board, registration):
    page = as_role(Role.PROGRAMME_STAFF).get(board, {"q": "chan"}, **TAP).content.decode()

    assert page.strip().startswith('<div id="board">')


def test_search_offers_people_within_scope_who_are_not_registered(as_role, board, registration):
    other = PersonFactory(name_en="CHAN Siu-ming")

    response = as_role(Role.PROGRAMME_STAFF).get(board, {"q": "chan"})

    offered = set(response.context["to_let_in"])
    assert other in offered
    assert registration.person not in offered


def test_a_speaker_is_offered_nobody_to_let_in(sign_in, board, meeting):
    speaking = person_with_role(Role.SPEAKER)
    EngagementFactory(meeting=meeting, speaker=speaking.speaker)
    PersonFactory(name_en="CHAN Siu-ming")

    response = sign_in(speaking).get(board, {"q": "chan"})

    assert list(response.context["to_let_in"]) == []


def test_walk_in_is_registered_and_present_in_one_tap(as_role, meeting):
    person = PersonFactory(name_en="HO Ka-yan", name_zh="")

    response = as_role(Role.PROGRAMME_STAFF).post(
        address("walk-in", meeting), {"person": person.pk, "q": "ho"}, follow=True
    )

    assert "HO Ka-yan has a place and is marked present." in response.content.decode()
    assert Registration.objects.get(person=person).walk_in is True


def test_walk_in_refused_keeps_the_search_and_says_why(as_role, meeting, registration):
    meeting.session.capacity = 1
    meeting.session.save()
    meeting.venue = VenueFactory(capacity=1)
    meeting.save()
    person = PersonFactory(name_en="HO Ka-yan")

    response = as_role(Role.PROGRAMME_STAFF).post(
        address("walk-in", meeting) + "?q=ka-yan", {"person": person.pk}
    )

    assert response.status_code == 422
    assert "holds no more. Register this person for another session." in response.content.decode()
    assert list(response.context["to_let_in"]) == [person]


def test_walk_in_of_nobody_we_know_is_refused(as_role, meeting):
    response = as_role(Role.PROGRAMME_STAFF).post(address("walk-in", meeting), {"person": "0"})

    assert response.status_code == 422


def test_undo_takes_the_last_change_back(as_role, board, registration, meeting):
    client = as_role(Role.PROGRAMME_STAFF)
    made_at = tap(client, board, registration, "absent").context["summary"].last.marked_at

    response = client.post(address("undo", meeting), {"made_at": made_at.isoformat()}, follow=True)

    assert b"1 mark taken back." in response.content
    assert Attendance.objects.count() == 0


@pytest.mark.parametrize("made_at", ["", "yesterday", "2026-12-01T09:30:00+08:00"])
def test_undo_of_nothing_is_refused(as_role, registration, meeting, made_at):
    response = as_role(Role.PROGRAMME_STAFF).post(
        address("undo", meeting), {"made_at": made_at}, follow=True
    )

    assert response.redirect_chain == [(address("board", meeting), 302)]
    assert "alert-danger" in response.content.decode()


def test_a_held_session_asks_for_a_reason_and_keeps_it(as_role, board, registration, meeting):
    client = as_role(Role.PROGRAMME_STAFF)
    after = meeting.ends_at + dt.timedelta(hours=1)
    with time_machine.travel(after, tick=False):
        actions.conclude_session(
            session_id=meeting.session_id,
            by=person_with_role(Role.PROGRAMME_STAFF).user,
            now=after,
        )
        without = tap(client, board, registration, "present")
        tap(client, board, registration, "present", reason="Signed the paper list.")
        shown = client.get(board)

    assert without.status_code == 422
    assert "Say why its attendance is corrected, then mark." in without.context["refusal"]
    assert Attendance.objects.get().reason == "Signed the paper list."
    assert "Signed the paper list." in shown.content.decode()


@pytest.mark.parametrize(
    "name", ["undo", "walk-in", "sheet", "import", "import-confirm", "template"]
)
def test_what_belongs_to_the_board_is_absent_for_another_speaker_and_for_stale_addresses(
    sign_in, as_role, meeting, name
):
    url = address(name, meeting)
    method = "post" if name in {"undo", "walk-in", "import-confirm"} else "get"
    stranger = sign_in(person_with_role(Role.SPEAKER))

    assert getattr(stranger, method)(url).status_code == (403 if name == "walk-in" else 404)
    staff = as_role(Role.PROGRAMME_STAFF)
    stale = reverse(f"training:attendance-{name}", args=[0])
    assert getattr(staff, method)(stale).status_code == 404


@pytest.mark.parametrize(
    ("name", "page"),
    [("undo", "board"), ("walk-in", "board"), ("import-confirm", "import")],
)
def test_what_writes_is_only_posted_and_opened_it_leads_to_the_page_with_its_form(
    as_role, meeting, name, page
):
    response = as_role(Role.PROGRAMME_STAFF).get(address(name, meeting) + "?q=chan")

    leads_to = reverse(f"training:attendance-{page}", args=[meeting.pk])
    assert (response.status_code, response.url) == (302, f"{leads_to}?q=chan")
    assert as_role(Role.PROGRAMME_STAFF).put(address(name, meeting)).status_code == 405


def test_a_tap_takes_as_many_queries_whatever_the_size_of_the_board(
    as_role, board, meeting, registration, django_assert_num_queries
):
    client = as_role(Role.PROGRAMME_STAFF)
    tap(client, board, registration, "present")
    others = []
    for person in PersonFactory.create_batch(2):
        with time_machine.travel(NOW, tick=False):
            others.append(
                actions.register(
                    session_id=meeting.session_id, person=person, by=person.user, now=NOW
                )
            )

    with django_assert_num_queries(18):
        tap(client, board, others[0], "present")
    with django_assert_num_queries(18):
        tap(client, board, others[1], "present")
