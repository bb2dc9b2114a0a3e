"""The staff's lists as files: the rows of the page, for whom the page is, and on record."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from core.models import AuditEntry
from people.roles import Role
from tests.clock import NOW, at
from tests.ethics_officers.factories import DesignationFactory
from tests.factories import (
    CourseFactory,
    DepartmentFactory,
    EngagementFactory,
    MeetingFactory,
    PersonFactory,
    SessionFactory,
    UserFactory,
    VenueFactory,
    person_with_role,
)
from tests.files import content_of, csv_rows, xlsx_rows
from tests.mail import MessageFactory
from tests.queries import queries_of
from training.models import Course, Registration, Venue

pytestmark = pytest.mark.django_db

SCHEDULE = reverse("training:schedule")
COURSES = reverse("training:course-list")
VENUES = reverse("training:venue-list")
MESSAGES = reverse("notifications:message-list")
PEOPLE = reverse("people:person-list")
LOG = reverse("people:audit-log")
REGISTER = reverse("ethics_officers:register")


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def registrations_of(session):
    return reverse("training:session-manage", args=[session.pk])


def register(session, person, **fields):
    values = {"status": "confirmed", "confirmed_at": NOW, **fields}
    return Registration.objects.create(
        session=session,
        person=person,
        registered_at=NOW,
        registered_by=person.user,
        **values,
    )


def wait(session, person, number):
    return register(session, person, status="waiting", confirmed_at=None, waiting_number=number)


def cells(response, column):
    """What one column of a CSV answer holds, by its heading."""
    headings, *rows = csv_rows(response)
    return [row[headings.index(column)] for row in rows]


def exported(action):
    return [entry.details for entry in AuditEntry.objects.filter(action=action)]


# What is in them ---------------------------------------------------------------------------------


def test_schedule_is_exported_with_types_and_both_languages(as_role):
    session = SessionFactory(
        meeting=None,
        course__title_en="Conflict of interest",
        organiser=DepartmentFactory(name_en="Customs", name_zh_hant="海關"),
        places_taken=12,
    )
    venue = VenueFactory(name_en="Room 3", name_zh_hant="三號會議室")
    MeetingFactory(session=session, venue=venue)
    MeetingFactory(
        session=session,
        venue=venue,
        starts_at=at("2026-12-02"),
        ends_at=at("2026-12-02", "11:00"),
    )

    rows = xlsx_rows(as_role(Role.AUDITOR).get(SCHEDULE, {"export": "xlsx"}))

    assert rows == [
        [
            "From",
            "To",
            "Session",
            "場次",
            "Kind",
            "Spoken language",
            "Venue",
            "場地",
            "Run by",
            "主辦部門",
            "Seats",
            "Registered",
            "Waiting",
            "Registration closes",
            "Status",
        ],
        [
            dt.datetime(2026, 12, 1, 9, 30),  # noqa: DTZ001 (spreadsheets know no zones)
            dt.datetime(2026, 12, 1, 12, 30),  # noqa: DTZ001
            "Conflict of interest",
            "督導人員：利益衝突",
            "Workshop",
            "Cantonese",
            "Room 3",
            "三號會議室",
            "Customs",
            "海關",
            40,
            12,
            0,
            dt.datetime(2026, 11, 30, 9, 30),  # noqa: DTZ001
            "Published",
        ],
    ]


def test_registrations_are_exported_seats_first_then_in_order_of_the_waiting_list(as_role):
    session = SessionFactory()
    customs = DepartmentFactory(name_en="Customs")
    second, first, seated = (
        PersonFactory(name_en=name, posting__department=customs) for name in ("A", "B", "C")
    )
    wait(session, second, 9)
    wait(session, first, 2)
    register(session, seated)
    register(
        session, PersonFactory(), status="cancelled", cancelled_at=NOW, cancelled_by=second.user
    )

    response = as_role(Role.AUDITOR).get(registrations_of(session), {"export": "csv"})

    rows = csv_rows(response)
    assert [[row[0], row[2], row[6], row[7]] for row in rows] == [
        ["Name", "Department", "Status", "Waiting number"],
        ["C", "Customs", "Registered", ""],
        ["B", "Customs", "Waiting", "2"],
        ["A", "Customs", "Waiting", "9"],
    ]


def test_courses_are_exported_with_their_levels_in_words(as_role):
    CourseFactory(title_en="Integrity", levels=["junior", "senior"], minutes=90, is_active=False)

    rows = xlsx_rows(as_role(Role.AUDITOR).get(COURSES, {"export": "xlsx"}))

    levels = "Junior and front-line; Senior officers"
    assert rows[1][:1] + rows[1][2:] == [
        "Integrity",
        "Workshop",
        levels,
        90,
        "Cantonese",
        40,
        "No",
    ]


def test_venues_are_exported_in_the_order_of_the_page(as_role):
    for name, places in (("B", 20), ("A", 30), ("C", 10)):
        VenueFactory(name_en=name, capacity=places)
    client = as_role(Role.AUDITOR)

    assert cells(client.get(VENUES, {"export": "csv"}), "Venue") == ["A", "B", "C"]
    by_seats = client.get(VENUES, {"export": "csv", "sort": "capacity"})
    assert cells(by_seats, "Seats") == ["10", "20", "30"]


def test_messages_are_exported_with_what_became_of_them(as_role):
    recipient = PersonFactory(name_en="CHAN Tai-man", user=UserFactory(email="chan@gov.example"))
    MessageFactory(
        recipient=recipient.user, failed=True, reason="It broke.", answer="550 No such user"
    )

    response = as_role(Role.AUDITOR).get(MESSAGES, {"export": "csv"})

    assert csv_rows(response)[1][-5:] == [
        "CHAN Tai-man",
        "chan@gov.example",
        "Failed",
        "It broke.",
        "550 No such user",
    ]


@pytest.mark.parametrize("read", [csv_rows, xlsx_rows], ids=["csv", "xlsx"])
def test_a_file_speaks_the_language_of_its_reader_to_the_last_row(sign_in, read):
    reader = person_with_role(Role.AUDITOR)
    reader.user.language = "zh-hant"
    reader.user.save()
    MessageFactory(recipient=reader.user, failed=True, reason="Cancelled")

    file_format = "csv" if read is csv_rows else "xlsx"
    headings, row = read(sign_in(reader).get(MESSAGES, {"export": file_format}))

    assert (headings[4], headings[6]) == ("收件人", "狀況")
    assert row[6:8] == ["發送失敗", "已取消"]


def test_the_register_is_exported_with_vacancies(as_role):
    client = as_role(Role.AUDITOR, posting__department=DepartmentFactory(name_en="ZZ"))
    customs = DepartmentFactory(name_en="Customs", code="CED")
    officer = DesignationFactory(department=customs, starts_on=dt.date(2025, 4, 1))
    first = DesignationFactory(department=customs, capacity="assistant")
    second = DesignationFactory(department=customs, capacity="assistant")
    DesignationFactory(department=customs, capacity="assistant", ends_on=dt.date(2026, 1, 1))

    rows = xlsx_rows(client.get(REGISTER, {"export": "xlsx", "q": "Customs"}))
    vacant = csv_rows(client.get(REGISTER, {"export": "csv", "state": "vacant", "q": "ZZ"}))

    assert [*rows[1][:2], rows[1][3], rows[1][7], rows[1][9]] == [
        "CED",
        "Customs",
        officer.person.name_en,
        dt.date(2025, 4, 1),
        f"{first.person.name_en}; {second.person.name_en}",
    ]
    assert vacant[1][3:] == [""] * 8


def test_the_audit_log_is_exported_with_its_chain(as_role):
    session = SessionFactory()
    client = as_role(Role.AUDITOR)
    content_of(client.get(registrations_of(session), {"export": "csv"}))

    response = client.get(LOG, {"export": "csv", "action": "registrations_exported"})

    row = csv_rows(response)[1]
    assert row[3:8] == [
        "training.registrations_exported",
        "training.session",
        str(session.pk),
        '{"format": "csv", "found": 0}',
        "",
    ]


# As the page -------------------------------------------------------------------------------------


def test_a_file_follows_the_filters_of_the_page(as_role):
    SessionFactory(course__title_en="To come")
    past = {"starts_at": at("2026-01-05"), "closes_at": at("2026-01-04")}
    SessionFactory(course__title_en="Past", **past)
    client = as_role(Role.AUDITOR)

    assert cells(client.get(SCHEDULE, {"export": "csv"}), "Session") == ["To come"]
    assert cells(client.get(SCHEDULE, {"export": "csv", "when": "past"}), "Session") == ["Past"]


def test_a_file_is_not_made_of_a_filter_that_is_wrong(as_role):
    SessionFactory()

    response = as_role(Role.AUDITOR).get(SCHEDULE, {"export": "csv", "starts_from": "soon"})

    assert "Enter a valid date." in response.content.decode()


def test_a_speaker_exports_the_sessions_spoken_at_alone(sign_in):
    speaker = person_with_role(Role.SPEAKER)
    SessionFactory(course__title_en="Somebody else's")
    own = SessionFactory(course__title_en="My own")
    EngagementFactory(meeting=own.meetings.get(), speaker=speaker.speaker)
    register(own, PersonFactory(name_en="CHAN"))
    client = sign_in(speaker)

    assert cells(client.get(SCHEDULE, {"export": "csv"}), "Session") == ["My own"]
    assert cells(client.get(registrations_of(own), {"export": "csv"}), "Name") == ["CHAN"]


def test_a_speaker_cannot_export_the_registrations_of_another_session(sign_in):
    session = SessionFactory()
    register(session, PersonFactory())

    response = sign_in(person_with_role(Role.SPEAKER)).get(
        registrations_of(session), {"export": "csv"}
    )

    assert response.status_code == 404


def test_a_coordinator_exports_the_people_of_the_own_department_alone(sign_in):
    customs = DepartmentFactory()
    coordinator = person_with_role(Role.TRAINING_COORDINATOR, customs, name_en="A")
    PersonFactory(name_en="B", posting__department=customs)
    PersonFactory(name_en="Stranger")

    response = sign_in(coordinator).get(PEOPLE, {"export": "csv"})

    assert cells(response, "Name") == ["A", "B"]


@pytest.mark.parametrize("address", [SCHEDULE, COURSES, VENUES, MESSAGES, PEOPLE, LOG, REGISTER])
def test_a_civil_servant_exports_no_list_of_the_staff(as_role, address):
    response = as_role(Role.CIVIL_SERVANT).get(address, {"export": "csv"})

    assert response.status_code == 403


@pytest.mark.parametrize("address", [SCHEDULE, COURSES, VENUES, MESSAGES, PEOPLE, LOG, REGISTER])
def test_a_list_leads_to_its_files_with_its_filters(as_role, address):
    html = as_role(Role.AUDITOR).get(address, {"page": "1", "sort": "name"}).content.decode()

    assert 'href="?sort=name&amp;export=xlsx"' in html
    assert 'href="?sort=name&amp;export=csv"' in html


@pytest.mark.parametrize("address", [SCHEDULE, MESSAGES, PEOPLE, LOG, REGISTER])
def test_links_to_files_follow_the_filters_without_a_new_page(as_role, address):
    response = as_role(Role.AUDITOR).get(address, {"q": "x"}, headers={"HX-Request": "true"})

    html = response.content.decode()
    assert html.count('hx-swap-oob="true"') == 1
    assert 'href="?q=x&amp;export=csv"' in html


# On record ---------------------------------------------------------------------------------------


def test_exporting_people_is_recorded_without_the_words_of_the_search(as_role):
    client = as_role(Role.AUDITOR)
    PersonFactory(name_en="CHEUNG Siu-ming")

    content_of(client.get(PEOPLE, {"export": "xlsx", "q": "cheung", "level": "middle"}))

    assert exported("people.list_exported") == [
        {"format": "xlsx", "filter": {"searched": True, "level": "middle"}, "found": 1}
    ]
    assert exported("people.list_viewed") == []


def test_exporting_messages_the_register_and_the_log_is_recorded(as_role):
    client = as_role(Role.AUDITOR)
    MessageFactory(sent=True)

    content_of(client.get(MESSAGES, {"export": "xlsx", "status": "sent"}))
    content_of(client.get(REGISTER, {"export": "xlsx", "q": "nobody"}))
    content_of(client.get(LOG, {"export": "xlsx"}))

    assert exported("notifications.messages_exported") == [
        {
            "format": "xlsx",
            "filter": {"searched": False, "kind": "", "status": "sent"},
            "found": 1,
        }
    ]
    assert exported("ethics_officers.register_exported") == [
        {"format": "xlsx", "filter": {"searched": True, "state": ""}, "found": 0}
    ]
    assert exported("people.audit_log_exported") == [{"format": "xlsx", "filter": {}}]


def test_exporting_registrations_is_recorded_with_the_session(as_role):
    session = SessionFactory()
    register(session, PersonFactory())

    content_of(as_role(Role.AUDITOR).get(registrations_of(session), {"export": "xlsx"}))

    entry = AuditEntry.objects.get(action="training.registrations_exported")
    assert (entry.object_type, entry.object_id) == ("training.session", session.pk)
    assert entry.details == {"format": "xlsx", "found": 1}


# What it takes -----------------------------------------------------------------------------------


def more_of_everything():
    department = DepartmentFactory()
    course = CourseFactory(title_en=f"Course {Course.objects.count()}")
    venue = VenueFactory(name_en=f"Venue {Venue.objects.count()}")
    session = SessionFactory(course=course, meeting__venue=venue, organiser=department)
    session.meetings.update(holds_venue=False)
    MessageFactory(recipient=PersonFactory().user)
    DesignationFactory(department=department)


@pytest.mark.parametrize("address", [SCHEDULE, COURSES, VENUES, MESSAGES, PEOPLE, LOG, REGISTER])
@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_a_file_of_three_rows_takes_as_many_statements_as_one_of_one(as_role, address, file_format):
    client = as_role(Role.AUDITOR)
    url = f"{address}?export={file_format}"
    more_of_everything()
    few = queries_of(client, url)
    more_of_everything()
    more_of_everything()

    assert queries_of(client, url) == few


def test_a_file_of_three_registrations_takes_as_many_statements_as_one_of_one(as_role):
    client, session = as_role(Role.AUDITOR), SessionFactory()
    url = f"{registrations_of(session)}?export=xlsx"
    register(session, PersonFactory())
    few = queries_of(client, url)
    register(session, PersonFactory())
    register(session, PersonFactory())

    assert queries_of(client, url) == few
