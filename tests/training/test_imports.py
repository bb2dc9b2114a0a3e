"""The dry run of a spreadsheet of attendance."""

import pytest

from people.roles import Role
from tests.clock import NOW
from tests.factories import EngagementFactory, PersonFactory, SessionFactory, person_with_role
from training import actions, imports
from training.models import Attendance
from training.spreadsheets import SpreadsheetRefused

pytestmark = pytest.mark.django_db

HEADINGS = ["Registration", "E-mail", "Attendance"]


@pytest.fixture
def session():
    return SessionFactory(capacity=2)


@pytest.fixture
def registration(session):
    person = PersonFactory(user__email="chan@gov.example")
    return actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)


@pytest.fixture
def staff():
    return person_with_role(Role.PROGRAMME_STAFF).user


def run(session, staff, *rows, headings=HEADINGS):
    return imports.dry_run(session.meetings.get(), [headings, *rows], staff)


@pytest.mark.parametrize(
    ("mark", "status"),
    [
        ("Present", "present"),
        ("PARTLY PRESENT", "partly"),
        ("partly", "partly"),
        ("E", "excused"),
        ("出席", "present"),
        ("獲准缺席", "excused"),
        ("获准缺席", "excused"),
        ("無故缺席", "absent"),
    ],
)
def test_a_mark_is_understood_in_either_language_and_script(
    session, staff, registration, mark, status
):
    [row] = run(session, staff, ["", "CHAN@gov.example", mark])

    assert (row.registration, row.status, row.problem) == (registration, status, "")
    assert row.would_change is True


def test_a_person_is_found_by_registration_too(session, staff, registration):
    [row] = run(session, staff, [str(registration.pk), "", "Absent"])

    assert (row.registration, row.status) == (registration, "absent")


def test_nothing_is_written(session, staff, registration):
    run(session, staff, ["", "chan@gov.example", "Present"])

    assert Attendance.objects.count() == 0


def test_what_stands_already_and_what_is_left_open_changes_nothing(session, staff, registration):
    other = PersonFactory(user__email="ho@gov.example")
    actions.register(session_id=session.pk, person=other, by=other.user, now=NOW)
    actions.mark_attendance(
        meeting_id=session.meetings.get().pk,
        marks={registration.pk: "present"},
        by=staff,
        now=session.starts_at,
    )

    rows = run(session, staff, ["", "chan@gov.example", "Present"], ["", "ho@gov.example", ""])

    assert [(row.would_change, row.problem) for row in rows] == [(False, ""), (False, "")]


def test_each_row_says_what_is_wrong_with_it(session, staff, registration):
    PersonFactory(user__email="known@gov.example")
    for email in ("second@gov.example", "waits@gov.example"):
        person = PersonFactory(user__email=email)
        actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)
    number = str(registration.pk)

    rows = run(
        session,
        staff,
        ["", "", "Present"],
        ["", "nobody@gov.example", "Present"],
        ["", "known@gov.example", "Present"],
        ["", "waits@gov.example", "Present"],
        ["", "chan@gov.example", "asleep"],
        [],
        [number, "chan@gov.example", "Present"],
        ["0", "", "Present"],
        [number, "second@gov.example", "Present"],
    )

    assert {row.number: row.problem for row in rows} == {
        2: "This row names nobody. Give an e-mail address or a registration.",
        3: "Nobody is known by this e-mail address. Correct it.",
        4: "This person is not registered. Let them in as a walk-in on the board first.",
        5: "This person has no place in the session: Waiting.",
        6: "“asleep” is no mark. Write Present, Partly present, Excused or Absent.",
        8: "Row 6 is about this person already. Remove one of the two.",
        9: "Registration 0 is not one of this session.",
        10: (
            f"Registration {number} belongs to somebody else than second@gov.example. "
            "Correct either."
        ),
    }
    assert not any(row.would_change for row in rows)


def test_a_speaker_learns_nothing_of_people_beyond_the_session(session, registration):
    PersonFactory(user__email="known@gov.example")
    speaking = person_with_role(Role.SPEAKER)
    EngagementFactory(meeting=session.meetings.get(), speaker=speaking.speaker)

    [row] = run(session, speaking.user, ["", "known@gov.example", "Present"])

    assert row.problem == "Nobody is known by this e-mail address. Correct it."


@pytest.mark.parametrize(
    "headings", [["Name", "Attendance"], ["E-mail", "Name"], ["", "", ""]], ids=str
)
def test_a_spreadsheet_without_the_columns_is_refused(session, staff, headings):
    with pytest.raises(SpreadsheetRefused):
        run(session, staff, ["chan@gov.example", "Present"], headings=headings)


def test_headings_may_be_chinese_and_come_after_empty_rows(session, staff, registration):
    rows = [[""], ["電郵", "出席"], ["chan@gov.example", "出席"]]

    [row] = imports.dry_run(session.meetings.get(), rows, staff)

    assert (row.number, row.status) == (3, "present")


def test_a_dry_run_takes_as_many_queries_for_one_row_as_for_three(
    session, staff, registration, django_assert_num_queries
):
    run(session, staff, ["", "chan@gov.example", "A"])  # The user's roles are known from here.
    for rows in (1, 3):
        with django_assert_num_queries(4):
            run(session, staff, *[["", f"nobody{n}@gov.example", "A"] for n in range(rows)])
