"""The staff's calendar."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from core.models import GeneralHoliday
from people.roles import Role
from tests.clock import NOW, at
from tests.factories import (
    CourseFactory,
    EngagementFactory,
    MeetingFactory,
    SessionFactory,
    VenueFactory,
    person_with_role,
)
from tests.queries import queries_of
from training.models import Session

pytestmark = pytest.mark.django_db

CALENDAR = reverse("training:calendar")
NEW_SESSION = reverse("training:session-create")
DECEMBER = {"date": "2026-12-01"}
WEEK = {"view": "week", "date": "2026-12-01"}


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def staff(as_role):
    return as_role(Role.PROGRAMME_STAFF)


def meeting(title="Conflict of interest", day="2026-12-01", time="09:30", venue=None, **fields):
    """A meeting of three hours in a session of its own."""
    link = fields.pop("link", "")
    starts_at = at(day, time)
    session = SessionFactory(
        meeting=None, course=CourseFactory(), title_en=title, starts_at=starts_at, **fields
    )
    return MeetingFactory(session=session, venue=venue, link=link)


def shown(response):
    """The titles in the calendar, by the day they are on."""
    return {
        str(day.date): [str(entry.meeting.session.title) for entry in day.entries]
        for day in response.context["page"].days
        if day.entries
    }


def words(response):
    return " ".join(response.content.decode().split())


def lanes(response):
    return {
        lane.name: [entry.meeting.session.title_en for _, entries in lane.days for entry in entries]
        for lane in response.context["lanes"]
    }


def test_calendar_shows_this_month_in_whole_weeks_unless_asked_otherwise(staff):
    days = [day.date for day in staff.get(CALENDAR).context["page"].days]

    assert (days[0], days[-1], len(days)) == (dt.date(2026, 10, 26), dt.date(2026, 12, 6), 42)


def test_calendar_shows_meetings_on_their_hong_kong_day(staff):
    meeting("At dawn", time="00:30")
    meeting("At night", time="20:30")

    response = staff.get(CALENDAR, DECEMBER)

    assert shown(response) == {"2026-12-01": ["At dawn", "At night"]}


def test_calendar_shows_every_meeting_of_a_session(staff):
    first = meeting("Two days")
    MeetingFactory(
        session=first.session, starts_at=at("2026-12-03"), ends_at=at("2026-12-03", "12:30")
    )

    assert shown(staff.get(CALENDAR, DECEMBER)) == {
        "2026-12-01": ["Two days"],
        "2026-12-03": ["Two days"],
    }


def test_calendar_shows_a_week_from_monday_to_sunday(staff):
    meeting("Monday", day="2026-11-30")
    meeting("Sunday", day="2026-12-06")
    meeting("The Monday after", day="2026-12-07")

    response = staff.get(CALENDAR, WEEK)

    assert shown(response) == {"2026-11-30": ["Monday"], "2026-12-06": ["Sunday"]}


def test_a_week_has_a_lane_for_each_venue_one_for_online_and_one_for_none_yet(staff):
    VenueFactory(name_en="A room that is free")
    meeting("In a room", venue=VenueFactory(name_en="B room"))
    meeting("By link", link="https://meet.example/1")
    meeting("Not placed", draft=True)

    assert lanes(staff.get(CALENDAR, WEEK)) == {
        "A room that is free": [],
        "B room": ["In a room"],
        "Online": ["By link"],
        "No venue yet": ["Not placed"],
    }


def test_a_meeting_in_a_venue_that_can_be_followed_by_a_link_says_so(staff):
    meeting("Both", venue=VenueFactory(name_en="B room"), link="https://meet.example/1")

    response = staff.get(CALENDAR, WEEK)

    assert lanes(response)["B room"] == ["Both"]
    assert "also online ·" in words(response)


def test_a_venue_no_longer_in_use_has_a_lane_only_while_something_is_in_it(staff):
    VenueFactory(name_en="Closed", is_active=False)
    meeting("Last", venue=VenueFactory(name_en="Closing", is_active=False))

    assert list(lanes(staff.get(CALENDAR, WEEK))) == ["Closing", "Online", "No venue yet"]


def test_calendar_shows_one_venue_alone_when_asked(staff):
    venue = VenueFactory(name_en="B room")
    meeting("In a room", venue=venue)
    meeting("By link", link="https://meet.example/1")

    assert lanes(staff.get(CALENDAR, {**WEEK, "venue": venue.pk})) == {"B room": ["In a room"]}
    assert shown(staff.get(CALENDAR, {**DECEMBER, "venue": "online"})) == {
        "2026-12-01": ["By link"]
    }


def test_calendar_leaves_out_what_is_cancelled_unless_asked_for_it(staff):
    meeting("Draft", draft=True)
    meeting("Cancelled", cancelled=True)

    assert shown(staff.get(CALENDAR, DECEMBER)) == {"2026-12-01": ["Draft"]}
    assert shown(staff.get(CALENDAR, {**DECEMBER, "status": "cancelled"})) == {
        "2026-12-01": ["Cancelled"]
    }
    assert shown(staff.get(CALENDAR, {**DECEMBER, "status": "published"})) == {}


def test_a_draft_that_clashes_says_with_what_even_where_that_is_filtered_out(staff):
    venue = VenueFactory()
    meeting("Published", venue=venue)
    meeting("Draft", venue=venue, time="11:30", draft=True)

    text = words(staff.get(CALENDAR, {**DECEMBER, "status": "draft"}))

    assert "Clashes with “Published”, 09:30–12:30, in the same venue." in text


@pytest.mark.parametrize(
    "other",
    [
        {"time": "12:30"},
        {"cancelled": True},
        {"venue": None},
    ],
    ids=["right after", "cancelled", "elsewhere"],
)
def test_a_draft_does_not_clash_with_what_leaves_the_venue_free(staff, other):
    venue = VenueFactory()
    meeting("Draft", venue=venue, draft=True)
    meeting(**{"title": "Other", "venue": venue, **other})

    assert "Clashes with" not in words(staff.get(CALENDAR, DECEMBER))


def test_a_draft_of_two_meetings_in_one_venue_does_not_clash_with_itself(staff):
    first = meeting("Draft", venue=VenueFactory(), draft=True)
    MeetingFactory(
        session=first.session,
        venue=first.venue,
        starts_at=first.starts_at + dt.timedelta(hours=1),
        ends_at=first.ends_at,
    )

    assert "Clashes with" not in words(staff.get(CALENDAR, DECEMBER))


@pytest.mark.parametrize("view", ["month", "week"])
def test_calendar_names_general_holidays(staff, view):
    GeneralHoliday.objects.update_or_create(
        date=dt.date(2026, 12, 25),
        defaults={"name_en": "Christmas Day", "name_zh_hant": "聖誕節", "name_zh_hans": "圣诞节"},
    )

    text = words(staff.get(CALENDAR, {"date": "2026-12-25", "view": view}))

    assert "Christmas Day" in text


def test_calendar_leads_to_the_sessions_and_the_list_and_back(staff):
    session = meeting().session

    text = words(staff.get(CALENDAR, DECEMBER))

    assert f'href="{reverse("training:session-manage", args=[session.pk])}"' in text
    assert f'href="{reverse("training:schedule")}">List</a>' in text
    assert f'href="{CALENDAR}">Calendar</a>' in words(staff.get(reverse("training:schedule")))


def test_steps_keep_what_is_asked_for(staff):
    text = words(staff.get(CALENDAR, {**WEEK, "status": "draft"}))

    assert 'href="?view=week&amp;date=2026-12-07&amp;status=draft"' in text
    assert 'href="?view=month&amp;date=2026-12-01&amp;status=draft"' in text


@pytest.mark.parametrize(
    ("asked", "before", "after"),
    [
        ({"date": "2026-01-31"}, "2025-12-01", "2026-02-01"),
        ({"date": "2026-12-31"}, "2026-11-01", "2027-01-01"),
        ({"date": "2027-01-01", "view": "week"}, "2026-12-21", "2027-01-04"),
    ],
)
def test_calendar_steps_over_the_ends_of_months_and_years(staff, asked, before, after):
    page = staff.get(CALENDAR, asked).context["page"]

    assert (str(page.before), str(page.after)) == (before, after)


@pytest.mark.parametrize("date", ["soon", "0001-01-01", "9999-12-31"])
def test_a_date_out_of_reach_is_refused_and_this_month_shown(staff, date):
    response = staff.get(CALENDAR, {"date": date})

    assert response.context["form"].errors.keys() == {"date"}
    assert "November 2026" in words(response)


def test_a_free_slot_leads_to_a_new_session_there_and_then(staff):
    venue = VenueFactory(name_en="Room 3")

    response = staff.get(CALENDAR, WEEK)

    assert f'href="{NEW_SESSION}?date=2026-12-01&venue={venue.pk}"' in words(response)
    assert "New session on 1 December 2026 in Room 3" in words(response)
    initial = staff.get(f"{NEW_SESSION}?date=2026-12-01&venue={venue.pk}").context["form"].initial
    assert initial == {"meetings": [{"date": dt.date(2026, 12, 1), "venue": venue.pk}]}


def test_a_slot_stays_chosen_when_a_course_fills_in_the_rest(staff):
    course, venue = CourseFactory(), VenueFactory()

    form = staff.get(
        NEW_SESSION, {"course": course.pk, "date": "2027-02-01", "venue": venue.pk}
    ).context["form"]

    [meeting] = form.initial["meetings"]
    assert (meeting["date"], meeting["venue"]) == (dt.date(2027, 2, 1), venue.pk)
    assert form.initial["title_en"] == course.title_en


def test_a_slot_that_cannot_be_read_is_left_open(staff):
    closed = VenueFactory(is_active=False)

    form = staff.get(NEW_SESSION, {"date": "soon", "venue": closed.pk}).context["form"]

    assert form.initial == {"meetings": [{}]}


def test_days_gone_by_offer_no_new_session(staff):
    text = words(staff.get(CALENDAR, {"date": "2026-11-22"}))

    assert f'href="{NEW_SESSION}?date=2026-11-21"' not in text
    assert f'href="{NEW_SESSION}?date=2026-11-22"' in text


def test_an_auditor_sees_all_and_is_offered_nothing_new(as_role):
    meeting("Draft", draft=True)

    response = as_role(Role.AUDITOR).get(CALENDAR, DECEMBER)

    assert shown(response) == {"2026-12-01": ["Draft"]}
    assert NEW_SESSION not in words(response)


def test_a_speaker_sees_the_sessions_spoken_at_alone(sign_in):
    speaker = person_with_role(Role.SPEAKER)
    meeting("Somebody else's", venue=VenueFactory())
    own = meeting("My own", venue=VenueFactory(name_en="Room 3"))
    EngagementFactory(meeting=own, speaker=speaker.speaker)
    draft = meeting("My own, a draft", draft=True)
    EngagementFactory(meeting=draft, speaker=speaker.speaker)

    response = sign_in(speaker).get(CALENDAR, WEEK)

    assert lanes(response) == {"Room 3": ["My own"]}
    assert NEW_SESSION not in words(response)


def test_calendar_gives_htmx_the_results_alone(staff):
    response = staff.get(CALENDAR, DECEMBER, headers={"HX-Request": "true"})

    assert words(response).startswith('<div id="results">')


@pytest.mark.parametrize("asked", ["date=2026-12-01", "date=2026-12-01&view=week"])
def test_calendar_makes_as_many_queries_for_three_meetings_as_for_one(staff, asked):
    url = f"{CALENDAR}?{asked}"
    meeting(venue=VenueFactory())
    few = queries_of(staff, url)
    meeting(venue=VenueFactory(), draft=True)
    meeting(link="https://meet.example/1", status=Session.Status.HELD)

    assert queries_of(staff, url) == few
