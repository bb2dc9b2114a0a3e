"""What a frozen figure is today, and why: each thing that can happen to it, told in a sentence."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from ethics_officers.models import Activity
from people.models import Posting
from reporting.figures import FIGURES
from reporting.models import Freeze
from reporting.queries import differences
from reporting.queries.differences import ROWS_LOOKED_INTO
from tests.clock import NOW, at
from tests.ethics_officers.factories import DesignationFactory
from tests.ethics_officers.test_figures import log, session, was_there
from tests.factories import DepartmentFactory, PersonFactory
from tests.reporting import freezes
from training.models import Attendance, Registration, Session

pytestmark = pytest.mark.django_db

COURSE = "Money laundering"


@pytest.fixture
def by():
    return freezes.staff()


@pytest.fixture
def customs():
    return freezes.customs()


@pytest.fixture
def made(customs):
    """A session that three people of the department were at, by name."""
    held = session(at("2026-09-01"), title_en=COURSE)
    for name in ("CHAN Siu-ming", "LEE Mei-ling", "HO Kwok-wai"):
        person = PersonFactory(name_en=name, name_zh="", posting__department=customs)
        was_there(person, held, "present")
    return held


def today(frozen):
    frozen = Freeze.objects.get(pk=frozen.pk)
    return {each.frozen.key: each for each in differences.todays(frozen)}


def told(each):
    return [(cause.sentence, len(cause.rows)) for cause in each.causes]


def mark_of(name):
    return Attendance.objects.filter(registration__person__name_en=name)


def test_nothing_differs_while_nothing_changed(made, customs, by):
    frozen = freezes.freeze("persons_trained", "coverage", "sessions", by=by, department=customs)

    found = today(frozen)

    assert [each.is_the_same for each in found.values()] == [True, True, True]
    assert [each.causes for each in found.values()] == [(), (), ()]


def test_mark_that_was_corrected_is_told_with_who_did_it(made, customs, by):
    frozen = freezes.freeze("attendances", "persons_trained", by=by, department=customs)
    mark_of("CHAN Siu-ming").update(status="absent", marked_by=by)

    found = today(frozen)

    attendances = found["attendances"]
    assert (attendances.value, attendances.difference) == (Decimal("2"), Decimal("-1"))
    assert (attendances.came, attendances.went, attendances.not_explained) == (0, 1, 0)
    sentence = f"CHAN Siu-ming, “{COURSE}”: attendance changed from “Present” to “Absent”."
    assert told(attendances) == told(found["persons_trained"]) == [(sentence, 1)]
    assert attendances.causes[0].by == "WONG Ka-man"


def test_mark_that_was_made_later_is_told(made, customs, by):
    late = PersonFactory(name_en="YIP Oi-lin", name_zh="", posting__department=customs)
    frozen = freezes.freeze("attendances", by=by, department=customs)
    was_there(late, made, "present")

    found = today(frozen)["attendances"]

    assert (found.came, found.went) == (1, 0)
    assert told(found) == [
        (
            f"YIP Oi-lin, “{COURSE}”: a mark of attendance was entered (attendance: Present).",
            1,
        ),
        (
            f"YIP Oi-lin, “{COURSE}”: a registration was entered (registration: Registered).",
            1,
        ),
    ]


def test_person_moved_back_dated_is_told(made, customs, by):
    frozen = freezes.freeze("persons_trained", by=by, department=customs)
    elsewhere = DepartmentFactory(name_en="Immigration Department")
    Posting.objects.filter(person__name_en="LEE Mei-ling").update(department=elsewhere)

    found = today(frozen)["persons_trained"]

    assert (found.value, found.went) == (Decimal("2"), 1)
    assert told(found) == [
        (
            (
                "LEE Mei-ling: department of the posting changed from “Customs” to "
                "“Immigration Department”."
            ),
            1,
        )
    ]


def test_session_called_off_is_told_once_for_all_its_rows(made, customs, by):
    frozen = freezes.freeze("attendances", by=by, department=customs)
    Session.objects.filter(pk=made.pk).update(
        status="cancelled", cancelled_at=NOW, cancelled_by=by, cancellation_reason="Typhoon."
    )

    found = today(frozen)["attendances"]

    assert (found.value, found.went) == (Decimal("0"), 3)
    assert told(found) == [
        (f"“{COURSE}”: state changed from “Published” to “Cancelled”.", 3),
    ]


def test_registration_cancelled_is_told(made, customs, by):
    frozen = freezes.freeze("attendances", by=by, department=customs)
    Registration.objects.filter(person__name_en="HO Kwok-wai").update(
        status="cancelled", cancelled_at=NOW, cancelled_by=by
    )

    found = today(frozen)["attendances"]

    assert told(found) == [
        (f"HO Kwok-wai, “{COURSE}”: registration changed from “Registered” to “Cancelled”.", 1)
    ]
    assert found.causes[0].by == "WONG Ka-man"


def test_meeting_moved_out_of_the_days_is_told(made, customs, by):
    frozen = freezes.freeze("sessions", by=by, department=customs)
    made.meetings.update(starts_at=at("2026-03-01"), ends_at=at("2026-03-01", "11:30"))

    found = today(frozen)["sessions"]

    assert (found.value, found.went, found.not_explained) == (Decimal("0"), 1, 0)
    assert [sentence.partition(":")[2][:42] for sentence, _rows in told(found)] == [
        " beginning of a meeting changed from “1 Se",
        " end of a meeting changed from “1 Septembe",
    ]


def test_share_whose_whole_grew_is_told_by_who_came(made, customs, by):
    frozen = freezes.freeze("coverage", by=by, department=customs)
    PersonFactory(name_en="NG Tin-yau", name_zh="", posting__department=customs)

    found = today(frozen)["coverage"]

    assert (found.frozen.value, found.value) == (Decimal("100"), Decimal("75"))
    assert (found.frozen.out_of, found.out_of) == (3, 4)
    [(sentence, _rows)] = told(found)
    assert sentence.startswith("NG Tin-yau: a posting was entered (department of the posting: Cus")


def test_activity_withdrawn_is_told(customs, by):
    log(customs, dt.date(2026, 9, 1), ("junior", 20, 18))
    logged = Activity.objects.get()
    frozen = freezes.freeze("activities", by=by, department=customs)
    Activity.objects.filter(pk=logged.pk).update(
        withdrawn_at=NOW, withdrawn_by=by, withdrawal_reason="Twice."
    )

    found = today(frozen)["activities"]

    [(sentence, rows)] = told(found)
    assert sentence.startswith(f"“{logged.title}”: withdrawn from the log changed from “–” to “22")
    assert (rows, found.causes[0].by) == (1, "WONG Ka-man")


def test_number_that_a_row_adds_is_told_when_it_changes(customs, by):
    log(customs, dt.date(2026, 9, 1), ("junior", 20, 18))
    logged = Activity.objects.get()
    frozen = freezes.freeze("activity_attendances", "activities", by=by, department=customs)
    logged.reach.update(attendances=25)

    found = today(frozen)

    assert (found["activity_attendances"].changed, found["activities"].changed) == (1, 0)
    assert told(found["activity_attendances"]) == [
        (
            "Junior and front-line at an activity: attendances changed from “20” to “25”.",
            1,
        )
    ]


def test_officer_designated_back_dated_is_told(customs, by):
    frozen = freezes.freeze("vacant_days", by=by, department=customs)
    officer = PersonFactory(name_en="LAM Wai-yee", name_zh="", posting__department=customs)
    DesignationFactory(department=customs, person=officer, starts_on=dt.date(2026, 5, 1))

    found = today(frozen)["vacant_days"]

    assert (found.frozen.value, found.value, found.changed) == (Decimal("236"), Decimal("30"), 1)
    assert told(found) == [
        (
            (
                "Customs, LAM Wai-yee: a designation was entered (first day of the designation: "
                "1 May 2026, end of the designation: –)."
            ),
            1,
        )
    ]


def test_figure_of_the_whole_service_names_the_departments_that_differ(made, customs, by):
    freezes.trained(DepartmentFactory(code="IMMD"), 1)
    frozen = freezes.freeze("persons_trained", by=by)
    mark_of("CHAN Siu-ming").update(status="absent")

    found = today(frozen)["persons_trained"]

    assert (found.frozen.value, found.value) == (Decimal("4"), Decimal("3"))
    assert found.departments == ("C&ED",)


def test_definition_that_was_changed_is_told(made, customs, by, monkeypatch):
    frozen = freezes.freeze("attendances", by=by, department=customs)
    figure = FIGURES["attendances"]
    changed = replace(figure, definition="Marks of presence.")
    monkeypatch.setitem(FIGURES, "attendances", changed)

    found = today(frozen)["attendances"]

    assert (found.is_defined_otherwise, found.is_the_same, found.differs) == (True, False, False)


def test_figure_that_is_no_longer_counted_is_told(made, customs, by, monkeypatch):
    frozen = freezes.freeze("attendances", by=by, department=customs)
    monkeypatch.delitem(FIGURES, "attendances")

    found = today(frozen)["attendances"]

    assert (found.is_counted, found.value, found.is_the_same) == (False, None, False)


def test_row_that_went_unseen_by_the_history_is_said_not_to_be_explained(made, customs, by):
    frozen = freezes.freeze("attendances", by=by, department=customs)
    frozen = Freeze.objects.get(pk=frozen.pk)
    mark_of("CHAN Siu-ming").update(status="absent")
    frozen.marks = dict.fromkeys(frozen.marks, 10**9)

    [found] = differences.todays(frozen)

    assert (found.went, found.causes, found.not_explained) == (1, (), 1)


def test_of_very_many_rows_some_are_looked_into(made, customs, by, monkeypatch):
    monkeypatch.setattr(differences, "ROWS_LOOKED_INTO", 2)
    frozen = freezes.freeze("attendances", by=by, department=customs)
    Attendance.objects.update(status="absent")

    found = today(frozen)["attendances"]

    assert (found.went, found.not_looked_into, ROWS_LOOKED_INTO) == (3, 1, 500)
