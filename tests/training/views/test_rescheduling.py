"""Moving and calling off in the browser: the consequences first, then the deed."""

import pytest
import time_machine
from django.urls import reverse

from notifications.models import Message
from people.roles import Role
from tests.clock import NOW, at
from tests.factories import PersonFactory, SessionFactory, VenueFactory
from tests.pages import words
from tests.training.views.forms import meeting_fields
from training import actions
from training.models import Session

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def staff(as_role):
    return as_role(Role.PROGRAMME_STAFF)


@pytest.fixture
def session():
    session = SessionFactory()
    person = PersonFactory()
    actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)
    return session


def address(session):
    return reverse("training:session-reschedule", args=[session.pk])


def form(session, date="2026-12-08", **changes):
    meeting = session.meetings.get()
    fields = meeting_fields(0, date, venue=meeting.venue_id, meeting=meeting.pk)
    return {"meetings-TOTAL_FORMS": "1", "meetings-INITIAL_FORMS": "1", **fields, **changes}


def test_the_first_button_shows_the_old_the_new_and_the_message_and_moves_nothing(staff, session):
    response = staff.post(address(session), form(session))

    page = response.content.decode()
    assert "<strong>1 person</strong> is told." in " ".join(page.split())
    assert "Tue 1 Dec, 09:30–12:30" in page
    assert "Tue 8 Dec, 09:30–12:30" in page
    assert "The date or place of this session has changed." in page
    session.refresh_from_db()
    assert session.starts_at == at("2026-12-01")


def test_the_second_button_moves_and_tells_once_even_if_pressed_twice(staff, session):
    for _ in range(2):
        response = staff.post(address(session), form(session, move="1"))

    session.refresh_from_db()
    assert response.status_code == 302
    assert session.starts_at == at("2026-12-08")
    assert Message.objects.filter(kind="training.session_moved").count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"date": "2026-12-01"}, "Nothing is different yet."),
        ({"date": "2026-11-20"}, "20 November 2026, 09:30 is in the past."),
        ({"meetings-0-ends": "09:00"}, "It ends before it begins. Choose a later time."),
        ({"meetings-0-venue": ""}, "Say where it is held: choose a venue or give a link."),
        ({"meetings-0-meeting": "0"}, "This is not offered. Choose one of the list."),
    ],
)
def test_a_wrong_move_says_what_is_wrong_and_keeps_what_was_typed(
    staff, session, changes, sentence
):
    response = staff.post(address(session), form(session, **changes))

    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert f'value="{changes.get("date", "2026-12-08")}"' in page


def test_a_move_into_a_taken_venue_names_the_session_and_its_owner(staff, session):
    venue = VenueFactory(name_en="Room 3")
    owner = PersonFactory(name_en="HO Ka-yan", name_zh="").user
    SessionFactory(starts_at=at("2026-12-08"), meeting__venue=venue, owner=owner)

    response = staff.post(address(session), form(session, **{"meetings-0-venue": venue.pk}))

    assert response.status_code == 422
    assert "scheduled by HO Ka-yan. Choose another venue or time." in response.content.decode()


def test_a_meeting_that_has_begun_cannot_be_changed(as_role, session):
    with time_machine.travel(at("2026-12-01", "10:00"), tick=False):
        staff = as_role(Role.PROGRAMME_STAFF)
        shown = staff.get(address(session))
        response = staff.post(address(session), form(session, move="1"))

    session.refresh_from_db()
    assert "It has begun, so it stays where it is." in shown.content.decode()
    assert response.status_code == 302
    assert session.starts_at == at("2026-12-01")


def test_a_draft_is_not_moved_here(staff):
    session = SessionFactory(draft=True)

    response = staff.post(address(session), form(session))

    assert response.status_code == 422
    assert "it is marked “draft”" in response.content.decode()


def test_calling_off_shows_the_message_first(staff, session):
    cancel = reverse("training:session-cancel", args=[session.pk])

    response = staff.post(cancel, {"reason": "Typhoon", "preview": "1"})

    session.refresh_from_db()
    assert "The reason given: Typhoon" in response.content.decode()
    assert session.status == "published"


def test_a_session_that_is_not_there_is_absent(staff):
    missing = reverse("training:session-reschedule", args=[0])

    assert staff.get(missing).status_code == 404


# The link ----------------------------------------------------------------------------------------

WRONG, RIGHT = "https://meet.example/wrong", "https://meet.example/right"


@pytest.fixture
def webinar(session):
    session.meetings.update(link=WRONG)
    return session


def links_of(session):
    return reverse("training:session-links", args=[session.pk])


def test_a_link_is_corrected_once_even_if_pressed_twice(staff, webinar):
    meeting = webinar.meetings.get()
    page = staff.get(links_of(webinar))
    assert f'value="{WRONG}"' in page.text
    assert "1 registered is told of the new link by mail, once" in words(page)

    for _ in range(2):
        response = staff.post(links_of(webinar), {f"link-{meeting.pk}": RIGHT})

    assert response.url == reverse("training:session-manage", args=[webinar.pk])
    meeting.refresh_from_db()
    assert meeting.link == RIGHT
    assert Message.objects.filter(kind="training.link_corrected").count() == 1


@pytest.mark.parametrize("typed", ["", "not an address"])
def test_a_link_that_is_none_is_refused_and_kept(staff, webinar, typed):
    meeting = webinar.meetings.get()

    response = staff.post(links_of(webinar), {f"link-{meeting.pk}": typed})

    assert response.status_code == 422
    assert response.context["form"][f"link-{meeting.pk}"].value() == typed
    meeting.refresh_from_db()
    assert meeting.link == WRONG


def test_a_session_cancelled_meanwhile_says_so_and_keeps_what_was_typed(staff, webinar):
    meeting = webinar.meetings.get()
    Session.objects.filter(pk=webinar.pk).update(
        status="cancelled",
        cancelled_at=NOW,
        cancelled_by=webinar.owner,
        cancellation_reason="Typhoon.",
    )

    response = staff.post(links_of(webinar), {f"link-{meeting.pk}": RIGHT})

    assert response.status_code == 422
    assert "This session is not open for this" in response.text
    assert RIGHT in response.text


def test_the_button_is_there_where_one_joins_by_a_link(staff, webinar):
    manage = reverse("training:session-manage", args=[webinar.pk])
    assert links_of(webinar) in staff.get(manage).text

    webinar.meetings.update(link="")

    assert links_of(webinar) not in staff.get(manage).text
    assert "No meeting to come is joined by a link." in staff.get(links_of(webinar)).text
