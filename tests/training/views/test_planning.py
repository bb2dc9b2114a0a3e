"""The form of a session, what it tells while one types, copies and series."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from core.audit import AuditEntry
from core.models import GeneralHoliday
from people.models import EmploymentKind, Level
from people.roles import Role
from tests.clock import NOW, at
from tests.factories import (
    DepartmentFactory,
    EngagementFactory,
    MeetingFactory,
    PersonFactory,
    SessionFactory,
    SpeakerFactory,
    VenueFactory,
    person_with_role,
)
from tests.queries import queries_of
from tests.training.views.forms import (
    edit_address,
    errors_of,
    meeting_fields,
    opened,
    session_form,
)
from training.models import DaysBefore, Session

pytestmark = pytest.mark.django_db

CREATE = reverse("training:session-create")
CHECK = reverse("training:session-check")


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def staff(as_role):
    return as_role(Role.PROGRAMME_STAFF)


def two_meetings(**changes):
    second = meeting_fields(1, "2026-12-03", link="https://meet.gov.example/1")
    return session_form(**{"meetings-TOTAL_FORMS": "2", **second, **changes})


def test_a_session_of_several_meetings_is_saved_with_all_of_them(staff):
    speaker = SpeakerFactory()

    staff.post(CREATE, two_meetings(**{"meetings-1-speakers": [speaker.pk]}))

    first, second = Session.objects.get().meetings.all()
    assert (first.starts_at, second.starts_at) == (at("2026-12-01"), at("2026-12-03"))
    assert (second.link, second.speakers.get()) == ("https://meet.gov.example/1", speaker)


def test_deadlines_are_saved_as_they_were_asked_for(staff):
    asked = {
        "opens-kind": "moment",
        "opens-moment": "2026-11-24T09:00",
        "cancel-kind": "days",
        "cancel-days": "2",
        "cancel-at": "12:00",
    }

    staff.post(CREATE, session_form(minimum="10", **asked))

    session = Session.objects.get()
    assert (session.opens, session.opens_at) == (at("2026-11-24", "09:00"),) * 2
    assert session.closes == DaysBefore(1, dt.time(17, 0))
    assert session.cancel_by == at("2026-11-29", "12:00")
    assert session.minimum == 10


def test_the_whole_audience_is_saved_and_shown_again(staff):
    department = DepartmentFactory()
    asked = {
        "roles": [Role.ETHICS_OFFICER],
        "employment_kinds": [EmploymentKind.PROBATION],
        "departments": [department.pk],
    }

    staff.post(CREATE, session_form(**asked))
    session = Session.objects.get()
    shown = staff.get(reverse("training:session-edit", args=[session.pk])).context["form"]

    assert session.audience.roles == [Role.ETHICS_OFFICER]
    assert session.audience.employment_kinds == [EmploymentKind.PROBATION]
    assert shown.initial["departments"] == [department]
    assert shown.initial["levels"] == [Level.MIDDLE]


def test_another_meeting_is_added_by_a_button_with_what_was_typed_kept(staff):
    response = staff.post(
        CREATE, session_form(**{"add-meeting": "1", "title_en": "", "levels": []})
    )

    form = response.context["form"]
    assert response.status_code == 200
    assert [meeting["date"].value() for meeting in form.meetings] == ["2026-12-01", "2026-12-08"]
    assert form["title_en"].value() == ""
    assert "error-summary" not in response.content.decode()
    assert Session.objects.count() == 0


def test_a_meeting_is_removed_by_a_button(staff):
    response = staff.post(CREATE, two_meetings(**{"remove-meeting": "0"}))

    [meeting] = response.context["form"].meetings
    assert (meeting["date"].value(), meeting["link"].value()) == (
        "2026-12-03",
        "https://meet.gov.example/1",
    )


def test_a_venue_is_chosen_by_a_button(staff):
    venue = VenueFactory()

    response = staff.post(CREATE, two_meetings(**{"choose-venue": f"1:{venue.pk}"}))

    assert response.context["form"].meetings[1]["venue"].value() == str(venue.pk)


@pytest.mark.parametrize(
    "nonsense",
    [
        {"remove-meeting": "x"},
        {"remove-meeting": "0"},
        {"add-meeting": "1", "meetings-TOTAL_FORMS": "x"},
        {"choose-venue": "x"},
    ],
)
def test_buttons_pressed_by_hand_with_nonsense_harm_nothing(staff, nonsense):
    response = staff.post(CREATE, session_form(**nonsense))

    assert response.status_code == 200
    assert Session.objects.count() == 0


def test_a_form_without_its_meetings_is_refused_in_words(staff):
    values = session_form()
    del values["meetings-TOTAL_FORMS"]

    response = staff.post(CREATE, values)

    assert response.status_code == 422


def test_two_meetings_at_the_same_time_are_refused_in_words(staff):
    response = staff.post(CREATE, two_meetings(**{"meetings-1-date": "2026-12-01"}))

    assert errors_of(response) == {
        "meetings-1-starts": ["Another meeting of this session starts then."]
    }


def test_editing_a_published_session_changes_its_speakers(staff):
    session = SessionFactory()
    speaker = SpeakerFactory()

    response = staff.post(
        edit_address(session), opened(staff, session, **{"meetings-0-speakers": [speaker.pk]})
    )

    assert response.status_code == 302
    part = session.meetings.get().engagements.get()
    assert (part.speaker, part.holds_speaker) == (speaker, True)


def test_a_speaker_in_two_places_is_published_with_a_reason_only(staff):
    speaker = EngagementFactory(holds_speaker=True).speaker
    asked = {"meetings-0-speakers": [speaker.pk], "publish": "1"}

    refused = staff.post(CREATE, session_form(**asked), follow=True)
    staff.post(CREATE, session_form(**asked, **{"meetings-0-override_reason": "By video."}))

    assert "or give a reason for speaking at both" in refused.content.decode()
    statuses = Session.objects.filter(title_en="Conflict of interest").order_by("pk")
    assert [session.status for session in statuses] == ["draft", "published"]


def test_check_tells_where_else_a_speaker_speaks_and_who_scheduled_that(staff):
    owner = PersonFactory(name_en="HO Ka-yan", name_zh="").user
    part = EngagementFactory(
        holds_speaker=True,
        speaker__name_en="LEE Siu-yuk",
        speaker__name_zh="",
        meeting__session__title_en="Gifts",
        meeting__session__owner=owner,
    )

    response = staff.get(CHECK, session_form(**{"meetings-0-speakers": [part.speaker_id]}))

    assert (
        "LEE Siu-yuk speaks 09:30–12:30 at “Gifts”, scheduled by HO Ka-yan. "
        "To have them here, too, give a reason."
    ) in response.content.decode()


def test_check_tells_of_a_general_holiday_a_small_room_and_the_deadlines(staff):
    GeneralHoliday.objects.create(
        date=dt.date(2026, 12, 1), name_en="A holiday", name_zh_hant="假", name_zh_hans="假"
    )
    venue = VenueFactory(name_en="Room 5", capacity=20)

    response = staff.get(CHECK, session_form(**{"meetings-0-venue": venue.pk}))

    page = response.content.decode()
    assert "Tuesday 1 December 2026 is a general holiday: A holiday." in page
    assert "Room 5 has 20 seats." in page
    assert "Mon 30 Nov, 17:00" in page


def test_check_looks_at_each_meeting(staff):
    venue = VenueFactory()
    MeetingFactory(
        session=SessionFactory(meeting=None),
        venue=venue,
        starts_at=at("2026-12-03"),
        ends_at=at("2026-12-03", "12:30"),
    )

    response = staff.get(CHECK, two_meetings(**{"meetings-1-venue": venue.pk}))

    first, second = response.context["checks"].meetings
    assert (first.clash, second.clash.venue) == (None, venue)


def test_check_of_a_session_that_is_there_leaves_itself_out(staff):
    session = SessionFactory()
    part = EngagementFactory(meeting=session.meetings.get(), holds_speaker=True)
    asked = {
        "session": session.pk,
        "meetings-0-venue": part.meeting.venue.pk,
        "meetings-0-speakers": [part.speaker_id],
    }

    [checks] = staff.get(CHECK, session_form(**asked)).context["checks"].meetings

    assert (checks.clash, checks.speaker_clashes) == (None, [])


def test_ten_of_the_audience_are_shown_and_that_one_looked_is_recorded(staff):
    people = PersonFactory.create_batch(11, posting__level=Level.SENIOR)
    PersonFactory(posting__level=Level.JUNIOR)

    response = staff.post(reverse("training:audience-preview"), {"levels": ["senior"]})

    assert response.context["count"] == 11
    assert set(response.context["persons"]) < set(people)
    assert len(response.context["persons"]) == 10
    assert AuditEntry.objects.filter(action="training.audience_previewed").count() == 1


def test_a_copy_is_drafted_and_opened_for_changing(staff):
    session = SessionFactory()
    address = reverse("training:session-copy", args=[session.pk])

    proposed = staff.get(address).context["form"].initial["day"]
    response = staff.post(address, {"day": "2027-01-05"})

    copied = Session.objects.get(status="draft")
    assert proposed == dt.date(2026, 12, 8)
    assert response.url == reverse("training:session-edit", args=[copied.pk])
    assert copied.starts_at == at("2027-01-05")


def test_a_copy_into_the_past_is_refused_in_words(staff):
    session = SessionFactory()

    response = staff.post(
        reverse("training:session-copy", args=[session.pk]), {"day": "2026-11-22"}
    )

    assert response.status_code == 422
    assert response.context["form"].errors == {"day": ["Choose a date to come."]}


def series(session):
    return reverse("training:series-create", args=[session.pk])


def days(*rows, **more):
    values = {"days-TOTAL_FORMS": len(rows), "days-INITIAL_FORMS": len(rows)}
    for number, (day, keep) in enumerate(rows):
        values[f"days-{number}-day"] = day
        if keep:
            values[f"days-{number}-keep"] = "on"
    return {**values, **more}


def test_a_pattern_gives_dates_with_general_holidays_struck_out(staff):
    GeneralHoliday.objects.create(
        date=dt.date(2026, 12, 15), name_en="A holiday", name_zh_hant="假", name_zh_hans="假"
    )
    pattern = {"frequency": "weekly", "first": "2026-12-08", "count": "3", "until": ""}

    response = staff.get(series(SessionFactory()), pattern)

    shown = [(form["day"].value(), form["keep"].value()) for form in response.context["days"]]
    assert shown == [
        (dt.date(2026, 12, 8), True),
        (dt.date(2026, 12, 15), False),
        (dt.date(2026, 12, 22), True),
    ]
    assert "General holiday: A holiday" in response.content.decode()


def test_clashes_are_shown_at_each_date(staff):
    session = SessionFactory()
    meeting = session.meetings.get()
    part = EngagementFactory(meeting=meeting, holds_speaker=True)
    other = MeetingFactory(
        session=SessionFactory(title_en="Gifts", meeting=None),
        venue=meeting.venue,
        starts_at=at("2026-12-15", "12:00"),
        ends_at=at("2026-12-15", "13:00"),
    )
    EngagementFactory(meeting=other, speaker=part.speaker, holds_speaker=True)
    pattern = {"frequency": "weekly", "first": "2026-12-08", "count": "2"}

    rows = staff.get(series(session), pattern).context["rows"]

    found = [
        (checks.clashes, [each.meeting for each in checks.speaker_clashes]) for _, checks in rows
    ]
    assert found == [([], []), ([other], [other])]


def test_the_dates_of_a_series_take_the_same_number_of_queries_for_one_and_for_three(staff):
    address = f"{series(SessionFactory())}?frequency=weekly&first=2026-12-08&count="

    assert queries_of(staff, f"{address}1") == queries_of(staff, f"{address}3")


def test_a_series_is_drafted_on_the_dates_kept_as_they_were_changed(staff):
    session = SessionFactory()

    response = staff.post(
        series(session), days(("2026-12-08", True), ("2026-12-15", False), ("2026-12-23", True))
    )

    assert response.status_code == 302
    drafted = Session.objects.filter(status="draft").order_by("starts_at")
    assert [each.starts_at for each in drafted] == [at("2026-12-08"), at("2026-12-23")]


def test_dates_of_a_series_are_checked_again_without_scheduling_anything(staff):
    response = staff.post(series(SessionFactory()), days(("2026-12-13", True), check="1"))

    assert response.status_code == 200
    assert "not a working day" in response.content.decode()
    assert Session.objects.filter(status="draft").count() == 0


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([("2026-12-08", False)], "Tick at least one date."),
        (
            [("2026-12-08", True), ("2026-12-08", True)],
            "A date is there twice. Change or untick one of them.",
        ),
        ([("2026-11-22", True)], "Choose a date to come."),
        ([("soon", True)], "This is not a date. Write it such as 2026-12-01."),
    ],
)
def test_a_series_on_wrong_dates_is_refused_in_words(staff, rows, sentence):
    response = staff.post(series(SessionFactory()), days(*rows))

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert Session.objects.filter(status="draft").count() == 0


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"count": ""}, {"count": ["Say either how many, or until when."]}),
        ({"until": "2026-12-24"}, {"count": ["Say either how many, or until when."]}),
        (
            {"count": "", "until": "2026-12-01"},
            {"until": ["It ends before it begins. Choose a later date."]},
        ),
        ({"first": "2026-11-22"}, {"first": ["Choose a date to come."]}),
    ],
)
def test_a_pattern_that_makes_no_sense_is_refused_in_words(staff, changes, errors):
    pattern = {"frequency": "weekly", "first": "2026-12-08", "count": "3", **changes}

    response = staff.get(series(SessionFactory()), pattern)

    assert response.status_code == 422
    assert response.context["pattern"].errors == errors


def test_saving_can_go_on_to_a_series(staff):
    response = staff.post(CREATE, session_form(repeat="1"))

    assert response.url == series(Session.objects.get())


def test_staff_are_told_near_the_closing_time_that_too_few_have_registered(as_role):
    coming = SessionFactory(minimum=5)
    far = SessionFactory(minimum=5, starts_at=at("2026-12-20"))
    sentence = "0 of at least 5 have registered"

    def page(session):
        address = reverse("training:session-manage", args=[session.pk])
        with time_machine.travel(at("2026-11-24"), tick=False):
            return as_role(Role.PROGRAMME_STAFF).get(address).content.decode()

    assert sentence in page(coming)
    assert sentence not in page(far)


@pytest.mark.parametrize("name", ["session-edit", "session-copy", "series-create"])
def test_a_session_that_is_not_there_is_absent(staff, name):
    assert staff.get(reverse(f"training:{name}", args=[0])).status_code == 404


def test_a_speaker_may_not_plan(sign_in):
    speaker = sign_in(person_with_role(Role.SPEAKER))

    assert speaker.get(CREATE).status_code == 403
