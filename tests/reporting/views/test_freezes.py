"""The pages of frozen figures: the list, a new set, a set as filed, and what it is today."""

import datetime as dt
import hashlib
import uuid

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import AuditEntry
from people.roles import Role
from reporting.models import Freeze
from tests.clock import NOW
from tests.factories import DepartmentFactory
from tests.reporting import freezes
from training.models import Attendance

pytestmark = pytest.mark.django_db

LIST = reverse("reporting:freeze-list")
NEW = reverse("reporting:freeze-create")


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def staff(as_role):
    return as_role(Role.PROGRAMME_STAFF)


@pytest.fixture
def customs():
    return freezes.customs()


def asked(*figures, **given):
    return {
        "title": "For the annex",
        "note": "UNCAC",
        "period": "fy-2026",
        "scope": "whole",
        "figures": figures,
        "asking": str(uuid.uuid4()),
        **given,
    }


def page(name, freeze):
    return reverse(f"reporting:freeze-{name}", args=[freeze.pk])


def test_list_finds_sorts_and_is_exported(staff, customs):
    by = freezes.staff()
    first = freezes.freeze("attendances", by=by, department=customs, title="Annex 2025")
    freezes.freeze(
        "attendances",
        by=by,
        department=customs,
        title="Annex 2026",
        replaces_id=first.pk,
        reason="New.",
    )

    every = staff.get(LIST, {"sort": "title"})
    replaced = staff.get(LIST, {"state": "replaced"})
    found = staff.get(LIST, {"q": "annex 2026"})
    by_hash = staff.get(LIST, {"q": first.sha256[:10]})
    file = staff.get(LIST, {"export": "csv"})

    def titles(response):
        return [row.record.title for row in response.context["table"].rows]

    assert titles(every) == ["Annex 2025", "Annex 2026"]
    assert titles(replaced) == titles(by_hash) == ["Annex 2025"]
    assert titles(found) == ["Annex 2026"]
    assert b"".join(file.streaming_content).decode().count("Annex 202") == 3
    assert AuditEntry.objects.get(action="reporting.freezes_exported").details["found"] == 2


def test_list_takes_as_many_queries_for_three_as_for_one(staff, customs):
    by = freezes.staff()

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as made:
            staff.get(LIST)
        return len(made)

    freezes.freeze("attendances", by=by, department=customs)
    queries()
    one = queries()
    for _ in range(2):
        freezes.freeze("attendances", by=by, department=customs)

    assert queries() == one


def test_values_are_shown_before_anything_is_frozen(staff, customs):
    freezes.trained(customs, 6)

    response = staff.post(NEW, asked("persons_trained", preview="1"))

    assert response.status_code == 200
    assert [each.words for each in response.context["values"]] == ["6"]
    assert "Nothing is frozen yet" in response.text
    assert not Freeze.objects.exists()


def test_figures_are_frozen_by_group_for_some_departments(staff, customs):
    other = DepartmentFactory()

    response = staff.post(
        NEW,
        asked(
            "coverage",
            groups=["activities"],
            scope="departments",
            departments=[customs.pk, other.pk],
        ),
    )

    freeze = Freeze.objects.get()
    assert response["Location"] == page("detail", freeze)
    assert freeze.note == "UNCAC"
    kept = {(figure.key, figure.department_id) for figure in freeze.figures.all()}
    assert {key for key, _department in kept} >= {"coverage", "activities", "activity_persons"}
    assert {department for _key, department in kept} == {customs.pk, other.pk}
    assert len(kept) == freeze.number_of_figures


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"title": ""}, "Please fill this in."),
        ({"figures": []}, "Choose one figure or more."),
        ({"scope": "departments"}, "Choose one department or more."),
        (
            {"period": "own", "since": "2027-04-01", "until": "2027-04-30"},
            "The period begins on 1 April 2027. Choose one that has begun.",
        ),
        ({"period": "own", "since": "2026-05-01", "until": "2026-04-30"}, "The last day is before"),
    ],
)
def test_what_cannot_be_frozen_is_told_and_what_was_typed_is_kept(staff, given, sentence):
    response = staff.post(NEW, asked("coverage", **{"note": "Kept words", **given}))

    assert response.status_code == 422
    assert sentence in response.text
    assert "Kept words" in response.text
    assert not Freeze.objects.exists()


def test_pressing_twice_leads_to_the_same_set(staff):
    sent = asked("coverage")

    first, second = staff.post(NEW, sent), staff.post(NEW, sent)

    assert first["Location"] == second["Location"] == page("detail", Freeze.objects.get())


def test_newer_set_starts_with_what_the_older_was_asked_for(staff, customs):
    older = freezes.freeze("attendances", department=customs)

    form = staff.get(NEW, {"replaces": older.pk}).context["form"]
    refused = staff.post(NEW, asked("attendances", replaces=older.pk))
    staff.post(NEW, asked("attendances", replaces=older.pk, reason="Marks came late."))

    assert (form["title"].value(), form.ticked) == (older.title, {"attendances"})
    assert form["departments"].value() == [customs.pk]
    assert "Say why it is replaced." in refused.text
    newer = Freeze.objects.get(replaces=older)
    assert newer.title in staff.get(page("detail", older)).text


@pytest.mark.parametrize("name", ["detail", "today", "text"])
def test_set_that_is_not_there_is_not_found(staff, name):
    assert staff.get(reverse(f"reporting:freeze-{name}", args=[1])).status_code == 404
    assert staff.get(NEW, {"replaces": 1}).status_code == 404


def test_set_is_shown_as_filed_with_its_hash_worked_out_again(staff, customs):
    freezes.trained(customs, 6)
    freeze = freezes.freeze("persons_trained", department=customs)
    Attendance.objects.update(status="absent")

    response = staff.get(page("detail", freeze))

    assert [each.words for each in response.context["figures"]] == ["6"]
    assert freeze.sha256 in response.text
    assert "worked out again: as frozen" in response.text


def test_text_as_filed_is_given_byte_by_byte_and_that_is_written_down(staff, customs):
    freezes.trained(customs, 2)
    freeze = freezes.freeze("persons_trained", department=customs, note="年報")

    response = staff.get(page("text", freeze))

    assert hashlib.sha256(response.content).hexdigest() == freeze.sha256
    assert response.content == freeze.text.encode()
    assert AuditEntry.objects.filter(action="reporting.freeze_text_taken").count() == 1


def test_small_numbers_of_a_department_are_hidden_on_the_page_and_in_its_file(staff, customs):
    freezes.trained(customs, 3)
    freeze = freezes.freeze("persons_trained", "vacant_days", department=customs)

    response = staff.get(page("detail", freeze))
    file = b"".join(staff.get(page("detail", freeze), {"export": "csv"}).streaming_content)

    shown = {each.frozen.key: each.words for each in response.context["figures"]}
    assert shown == {"persons_trained": "Hidden", "vacant_days": "236 days"}
    assert "Hidden: fewer than five people, or a number that would tell of those." in response.text
    assert file.decode().count("Hidden") == 1
    assert freeze.figures.get(key="persons_trained").value == 3


def test_small_number_cannot_be_worked_out_from_the_whole_service(staff, customs):
    other, third = DepartmentFactory(), DepartmentFactory()
    for department, number in ((customs, 3), (other, 8), (third, 20)):
        freezes.trained(department, number)
    by = freezes.staff()
    of = [None, customs.pk, other.pk, third.pk]
    freeze = freezes.actions.freeze(
        title="All",
        asked=[freezes.AskedFigure("persons_trained", freezes.YEAR, pk) for pk in of],
        by=by,
        now=NOW,
    )

    response = staff.get(page("detail", freeze))

    shown = [each.words for each in response.context["figures"]]
    assert shown[0] == "31"
    assert shown[1] == "Hidden"
    assert shown.count("Hidden") > 1


def test_today_is_shown_with_the_difference_and_its_reason(staff, customs):
    freezes.trained(customs, 7)
    freeze = freezes.freeze("persons_trained", department=customs)
    mark = Attendance.objects.order_by("pk").first()
    Attendance.objects.filter(pk=mark.pk).update(status="absent")

    whole = staff.get(page("today", freeze))
    part = staff.get(page("today", freeze), headers={"HX-Request": "true"})

    [compared] = whole.context["compared"]
    assert (compared.shown.words, compared.words, compared.difference) == ("7", "6", "−1")
    assert "changed from “Present” to “Absent”." in part.text
    assert "<html" in whole.text
    assert "<html" not in part.text
    assert AuditEntry.objects.filter(action="reporting.freeze_compared").count() == 1


def test_departments_that_differ_are_named_without_their_numbers(staff, customs):
    freezes.trained(customs, 3)
    freezes.trained(DepartmentFactory(code="IMMD"), 9)
    freeze = freezes.freeze("persons_trained")
    mark = Attendance.objects.order_by("pk").first()
    Attendance.objects.filter(pk=mark.pk).update(status="absent")

    text = staff.get(page("today", freeze)).text

    assert "Other numbers today: C&amp;ED" in text


def test_today_is_hidden_where_it_has_become_small(staff, customs):
    freezes.trained(customs, 7)
    freeze = freezes.freeze("persons_trained", department=customs)
    gone = Attendance.objects.order_by("pk").values("pk")[:4]
    Attendance.objects.filter(pk__in=list(gone.values_list("pk", flat=True))).update(
        status="absent"
    )

    [compared] = staff.get(page("today", freeze)).context["compared"]

    assert (compared.shown.words, compared.words, compared.difference) == ("7", "Hidden", "")


def test_pages_take_as_many_queries_for_three_people_as_for_one(staff, customs):
    def queries(freeze, name):
        with CaptureQueriesContext(connection) as made:
            staff.get(page(name, freeze))
        return len(made)

    counts = []
    for number in (1, 3):
        department = DepartmentFactory()
        freezes.trained(department, number)
        freeze = freezes.freeze("persons_trained", department=department)
        Attendance.objects.update(status="absent")
        queries(freeze, "today")
        counts.append((queries(freeze, "detail"), queries(freeze, "today")))

    assert counts[0] == counts[1]


def test_days_to_come_are_left_out_and_said(staff, customs):
    staff.post(NEW, asked("vacant_days"))

    figure = Freeze.objects.get().figures.get()
    assert figure.ends_on == NOW.date() + dt.timedelta(days=1)
