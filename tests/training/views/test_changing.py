"""Two people, two tabs or two clicks at one session: nothing is overwritten or made unawares."""

import re
import uuid
from html import unescape

import pytest
import time_machine
from django.urls import reverse

from core.models import AuditEntry
from people.roles import Role
from tests.clock import NOW, at
from tests.factories import MeetingFactory, SessionFactory, VenueFactory, person_with_role
from tests.pages import words
from tests.training.views.forms import edit_address, opened, session_form
from training import actions
from training.models import Session

pytestmark = pytest.mark.django_db

CREATE = reverse("training:session-create")


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def colleague():
    return person_with_role(Role.PROGRAMME_STAFF, name_en="HO Ka-yan", name_zh="").user


@pytest.fixture
def staff(as_role):
    return as_role(Role.PROGRAMME_STAFF)


@pytest.fixture
def draft(staff):
    staff.post(CREATE, session_form())
    return Session.objects.get()


def shown_differences(response):
    return [(each.label, each.typed, each.saved) for each in response.context["differences"]]


def test_a_form_that_nobody_else_has_saved_meanwhile_is_saved(staff, draft):
    response = staff.post(edit_address(draft), opened(staff, draft, title_en="Gifts"))

    draft.refresh_from_db()
    assert response.status_code == 302
    assert (draft.title_en, draft.version, draft.changed_at) == ("Gifts", 3, NOW)


def test_a_form_opened_before_a_colleague_saved_says_who_did_and_keeps_what_was_typed(
    staff, draft, colleague, client
):
    mine = opened(staff, draft, title_en="My title", capacity="25")
    theirs = opened(staff, draft, title_en="Their title")
    client.force_login(colleague)
    client.post(edit_address(draft), theirs)

    response = staff.post(edit_address(draft), mine)

    draft.refresh_from_db()
    assert response.status_code == 422
    assert draft.title_en == "Their title"
    assert (
        "HO Ka-yan saved this on 22 November 2026, 12:00, after you had opened it. "
        "Nothing of yours was saved yet."
    ) in unescape(words(response))
    assert shown_differences(response) == [
        ("Title, English", "My title", "Their title"),
        ("Seats", "25", "30"),
    ]
    assert 'value="My title"' in response.content.decode()


def test_mine_is_saved_all_the_same_if_one_asks_for_it_and_nothing_later_is_overwritten(
    staff, draft
):
    mine = opened(staff, draft, title_en="My title")
    staff.post(edit_address(draft), opened(staff, draft, title_en="First of theirs"))
    seen = staff.post(edit_address(draft), mine).context["stale"].version
    staff.post(edit_address(draft), opened(staff, draft, title_en="Second of theirs"))

    too_late = staff.post(edit_address(draft), {**mine, "overwrite": seen})
    now_seen = too_late.context["stale"].version
    done = staff.post(edit_address(draft), {**mine, "overwrite": now_seen})

    draft.refresh_from_db()
    assert (too_late.status_code, done.status_code) == (422, 302)
    assert draft.title_en == "My title"


def test_a_meeting_added_and_a_deadline_changed_meanwhile_are_named(staff, draft):
    mine = opened(staff, draft)
    link = {"meetings-1-link": "https://meet.gov.example/1"}
    second = {"meetings-1-date": "2026-12-03", "meetings-1-starts": "14:00"}
    theirs = {"meetings-TOTAL_FORMS": "2", **second, "meetings-1-ends": "15:00", **link}
    staff.post(edit_address(draft), opened(staff, draft, **theirs, **{"closes-days": "3"}))

    response = staff.post(edit_address(draft), mine)

    assert shown_differences(response) == [
        ("Meeting 2", "none", "3 December 2026, 14:00"),
        ("Days before the first meeting", "1", "3"),
    ]


def test_a_form_that_does_not_tell_what_it_was_opened_with_is_not_saved_unasked(staff, draft):
    typed = opened(staff, draft)
    del typed["version"]

    response = staff.post(edit_address(draft), typed)

    assert response.status_code == 422
    assert "What you typed is the same as what is saved." in response.content.decode()


def test_another_meeting_added_to_a_stale_form_leaves_it_stale(staff, draft):
    mine = opened(staff, draft)
    staff.post(edit_address(draft), opened(staff, draft, title_en="Their title"))

    with_meeting = staff.post(edit_address(draft), {**mine, "add-meeting": "1"})

    assert with_meeting.status_code == 200
    assert with_meeting.context["form"]["version"].value() == str(mine["version"])


def test_a_form_opened_before_publication_and_sent_after_it_says_that_dates_stand(
    staff, draft, colleague
):
    venue = VenueFactory(name_en="Room 3", capacity=50)
    changes = {"meetings-0-date": "2026-12-24", "meetings-0-venue": venue.pk}
    mine = opened(staff, draft, title_en="My title", **changes)
    actions.publish_session(session_id=draft.pk, by=colleague, now=NOW)

    response = staff.post(edit_address(draft), mine)

    page = unescape(words(response))
    held_in = draft.meetings.get().venue
    assert response.status_code == 422
    assert "HO Ka-yan saved this on 22 November 2026, 12:00" in page
    assert "move the session to change it" in page
    assert shown_differences(response) == [
        ("Title, English", "My title", "Conflict of interest"),
        ("Meeting 1: Date", "24 December 2026", "1 December 2026"),
        ("Meeting 1: Venue", "Room 3 (50)", f"{held_in} (40)"),
    ]
    assert reverse("training:session-reschedule", args=[draft.pk]) in response.content.decode()


def test_dates_sent_by_hand_for_a_published_session_are_refused(staff):
    session = SessionFactory()

    typed = opened(staff, session, title_en="A better title", **{"meetings-0-date": "2026-12-24"})
    response = staff.post(edit_address(session), typed)

    session.refresh_from_db()
    assert response.status_code == 422
    assert shown_differences(response)[1:] == [
        ("Meeting 1: Date", "24 December 2026", "1 December 2026")
    ]
    assert session.starts_at == at("2026-12-01")
    assert session.title_en != "A better title"


@pytest.mark.parametrize("more", [{}, {"publish": "1"}])
def test_a_form_sent_twice_makes_one_session(staff, more):
    typed = session_form(key=str(uuid.uuid4()), title_zh_hans="", **more)

    first = staff.post(CREATE, typed)
    second = staff.post(CREATE, typed)

    assert Session.objects.count() == 1
    assert (
        second.url
        == first.url
        == reverse("training:session-manage", args=[1]).replace("1", str(Session.objects.get().pk))
    )


def test_going_back_and_sending_something_else_asks_before_it_changes_the_draft(staff):
    key = str(uuid.uuid4())
    typed = session_form(key=key)
    staff.post(CREATE, typed)

    response = staff.post(CREATE, {**typed, "title_en": "Gifts"})

    session = Session.objects.get()
    assert response.status_code == 422
    assert shown_differences(response) == [("Title, English", "Gifts", "Conflict of interest")]
    assert f'action="{edit_address(session)}"' in response.content.decode()


def test_the_form_for_a_new_session_has_a_key_of_its_own(staff):
    pages = [staff.get(CREATE).content.decode() for _ in range(2)]

    keys = {re.search(r'name="key" value="([0-9a-f-]{36})"', page)[1] for page in pages}

    assert len(keys) == 2


def test_the_key_of_somebody_else_gives_nothing_of_theirs_away(staff, colleague, client):
    typed = session_form(key=str(uuid.uuid4()))
    staff.post(CREATE, typed)
    client.force_login(colleague)

    response = client.post(CREATE, {**typed, "key": "nonsense"})

    assert response.status_code == 422
    assert Session.objects.count() == 1


def test_discarding_says_what_goes_and_takes_the_draft_out_of_every_list(staff, draft):
    address = reverse("training:session-discard", args=[draft.pk])
    calendar = reverse("training:calendar") + "?date=2026-12-01"

    asked = staff.get(address)
    before = [staff.get(page).content.decode() for page in (reverse("training:schedule"), calendar)]
    done = staff.post(address, follow=True)
    after = [staff.get(page).content.decode() for page in (reverse("training:schedule"), calendar)]

    draft.refresh_from_db()
    assert "with its 1 meeting and 2 planned reminders" in words(asked)
    assert "Discarded: “Conflict of interest”." in done.content.decode()
    assert draft.status == Session.Status.DISCARDED
    assert [edit.count(f"/{draft.pk}/") > 0 for edit in before] == [True, True]
    assert [edit.count(f"/{draft.pk}/") > 0 for edit in after] == [False, False]
    assert staff.get(edit_address(draft)).status_code == 404
    assert AuditEntry.objects.filter(action="training.session_discarded").count() == 1


def test_what_was_published_is_not_discarded(staff):
    session = SessionFactory()
    address = reverse("training:session-discard", args=[session.pk])

    asked = staff.get(address)
    done = staff.post(address, follow=True)

    session.refresh_from_db()
    assert asked.status_code == 302
    assert "This session is no longer a draft." in done.content.decode()
    assert session.status == Session.Status.PUBLISHED


def test_a_discarded_draft_is_in_no_venue_s_day(staff, draft):
    venue = draft.meetings.get().venue
    MeetingFactory(session=SessionFactory(draft=True, meeting=None), venue=venue)
    actions.discard_session(session_id=draft.pk, by=draft.owner, now=NOW)

    typed = session_form(**{"meetings-0-venue": venue.pk})
    response = staff.get(reverse("training:session-check"), typed)

    [checks] = response.context["checks"].meetings
    assert draft.pk not in [other.session_id for other in checks.meetings_that_day]
    assert len(checks.meetings_that_day) == 1


def test_the_form_of_a_course_is_filled_in_without_a_script(staff):
    typed = session_form(**{"fill-from-course": "1"})

    response = staff.post(CREATE, typed)

    assert response.url == f"{CREATE}?course={typed['course']}"
