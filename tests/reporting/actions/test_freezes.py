"""Freezing figures: what is kept, that it is kept word for word, and that anybody can check it."""

import datetime as dt
import hashlib
import json
import uuid
from decimal import Decimal

import pytest

from core.errors import PermissionRefused
from core.models import AuditEntry
from people.roles import Role
from reporting import actions
from reporting.actions import AskedFigure
from reporting.figures import FIGURES, Span
from reporting.models import Freeze
from reporting.queries import freezes as queries
from reporting.queries import identities
from reporting.rules.freezes import FreezeRefused
from tests.clock import NOW
from tests.factories import person_with_role
from tests.reporting import freezes
from training.models import Attendance

pytestmark = pytest.mark.django_db


@pytest.fixture
def customs():
    return freezes.customs()


@pytest.fixture
def by():
    return freezes.staff()


def hashed_by_hand(freeze):
    """What docs/decisions/0038 says, done without any of our code."""
    content = {
        "form": 1,
        "title": freeze.title,
        "note": freeze.note,
        "made_at": freeze.made_at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%f+00:00"),
        "made_by": {"account": freeze.made_by_id, "name": freeze.made_by_name},
        "replaces": None,
        "figures": [
            {
                "key": figure.key,
                "parameters": {
                    "starts_on": str(figure.starts_on),
                    "ends_on": str(figure.ends_on),
                    "department": figure.department_code or None,
                },
                "value": None if figure.value is None else f"{figure.value.normalize():f}",
                "persons": figure.persons,
                "out_of": figure.out_of,
                "by_department": figure.by_department or None,
                "unit": figure.unit,
                "label_en": figure.label_en,
                "label_zh_hant": figure.label_zh_hant,
                "label_zh_hans": figure.label_zh_hans,
                "definition_en": figure.definition_en,
                "definition_zh_hant": figure.definition_zh_hant,
                "definition_zh_hans": figure.definition_zh_hans,
                "definition_sha256": figure.definition_sha256,
                "rows": {
                    "kind": figure.behind,
                    "number": figure.number_of_rows,
                    "sha256": hashlib.sha256(figure.rows.encode()).hexdigest(),
                },
            }
            for figure in freeze.figures.order_by("position")
        ],
    }
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def test_freeze_keeps_who_and_when_each_figure_its_parameters_and_its_words(customs, by):
    freezes.trained(customs, 2)

    frozen = freezes.freeze("persons_trained", by=by, department=customs, note="For the annex.")

    frozen.refresh_from_db()
    assert (frozen.title, frozen.note) == ("Training 2026–27", "For the annex.")
    assert (frozen.made_by, frozen.made_at) == (by, NOW)
    assert frozen.made_by_name == "WONG Ka-man"
    figure = frozen.figures.get()
    assert (figure.key, figure.value, figure.unit) == ("persons_trained", Decimal("2"), "number")
    assert (figure.department, figure.department_code) == (customs, "C&ED")
    assert (figure.label_en, figure.label_zh_hant) == ("Persons trained", "受訓人數")
    assert figure.definition_en == str(FIGURES["persons_trained"].definition)
    assert figure.number_of_rows == 2


def test_freeze_counts_the_days_that_have_come(customs, by):
    frozen = freezes.freeze("attendances", by=by, department=customs)

    figure = frozen.figures.get()
    assert (figure.starts_on, figure.ends_on) == (dt.date(2026, 4, 1), dt.date(2026, 11, 23))


def test_freeze_names_the_rows_behind_a_figure(customs, by):
    people = freezes.trained(customs, 2)

    frozen = freezes.freeze("persons_trained", by=by, department=customs)

    numbers = sorted(person.pk for person in people)
    assert frozen.figures.get().rows == "".join(f"{number}\n" for number in numbers)


def test_freeze_of_the_whole_service_has_the_value_of_each_department(customs, by):
    other = by.person.postings.get().department
    freezes.trained(customs, 2)
    freezes.trained(other, 1)

    figure = freezes.freeze("persons_trained", by=by).figures.get()

    assert (figure.department, figure.department_code, figure.value) == (None, "", Decimal("3"))
    assert (figure.by_department["C&ED"], figure.by_department[other.code]) == ("2", "1")


def test_freeze_keeps_a_share_as_a_decimal_number(customs, by):
    freezes.trained(customs, 1)
    freezes.PersonFactory.create_batch(2, posting__department=customs)

    figure = freezes.freeze("coverage", by=by, department=customs).figures.get()

    assert (figure.value, figure.unit) == (Decimal("33.3"), "percent")
    assert (figure.persons, figure.out_of) == (1, 3)
    assert '"value":"33.3"' in figure.freeze.text


def test_freeze_keeps_that_there_is_no_value(customs, by):
    figure = freezes.freeze("share_read", by=by, department=customs).figures.get()

    assert figure.value is None
    assert '"value":null' in figure.freeze.text


def test_hash_is_worked_out_by_another_program_from_what_is_written_about_it(customs, by):
    freezes.trained(customs, 2)
    frozen = freezes.freeze("persons_trained", "coverage", "vacant_days", by=by, note="年報「一」")

    frozen.refresh_from_db()

    assert frozen.sha256 == hashlib.sha256(frozen.text.encode()).hexdigest()
    assert frozen.sha256 == hashed_by_hand(frozen)


def test_freeze_stays_as_filed_bit_by_bit_when_the_data_change(customs, by):
    freezes.trained(customs, 3)
    frozen = freezes.freeze("persons_trained", "attendances", by=by, department=customs)
    filed = frozen.text.encode()

    Attendance.objects.update(status="absent")
    customs.name_en = "Customs and Excise"
    customs.save()

    frozen.refresh_from_db()
    assert frozen.text.encode() == filed
    assert [figure.value for figure in frozen.figures.all()] == [Decimal("3"), Decimal("3")]
    assert queries.verify(frozen).holds


def test_verifying_finds_what_was_changed_around_the_database(customs, by):
    freezes.trained(customs, 2)
    frozen = freezes.freeze("persons_trained", by=by, department=customs)
    frozen.note = "Something else."

    verdict = queries.verify(frozen)

    assert (verdict.text_has_its_hash, verdict.figures_say_the_text) == (True, False)
    assert not verdict.holds


def test_of_very_many_rows_the_number_and_hash_are_kept(customs, by, monkeypatch):
    monkeypatch.setattr(identities, "ROWS_KEPT", 2)
    people = freezes.trained(customs, 3)

    figure = freezes.freeze("persons_trained", by=by, department=customs).figures.get()

    lines = "".join(f"{person}\n" for person in sorted(each.pk for each in people))
    assert (figure.rows, figure.number_of_rows) == (None, 3)
    assert figure.rows_sha256 == hashlib.sha256(lines.encode()).hexdigest()
    assert queries.verify(figure.freeze).holds


@pytest.mark.parametrize("figure", FIGURES.values(), ids=lambda figure: figure.key)
def test_rows_of_every_figure_can_be_named(customs, figure):
    rows = identities.rows_behind(figure, [customs.pk], freezes.YEAR.until(NOW.date()))

    assert rows.lines == "" or rows.lines.endswith("\n")


def test_freezing_is_written_down(customs, by):
    frozen = freezes.freeze("attendances", by=by, department=customs)

    entry = AuditEntry.objects.get(action="reporting.frozen")
    assert (entry.actor, entry.object_id) == (by, frozen.pk)
    assert entry.details == {"sha256": frozen.sha256, "figures": 1}


def test_pressing_twice_freezes_once(customs, by):
    asking = uuid.uuid4()

    first = freezes.freeze("attendances", by=by, department=customs, asking=asking)
    second = freezes.freeze("attendances", by=by, department=customs, asking=asking)

    assert first == second == Freeze.objects.get()


def test_same_figure_asked_twice_is_frozen_once(customs, by):
    frozen = freezes.freeze("attendances", "attendances", by=by, department=customs)

    assert frozen.figures.count() == 1


def test_freeze_can_be_replaced_once_with_a_reason(customs, by):
    first = freezes.freeze("attendances", by=by, department=customs)
    said = {"by": by, "department": customs, "replaces_id": first.pk}

    with pytest.raises(FreezeRefused, match="Say why"):
        freezes.freeze("attendances", **said)
    second = freezes.freeze("attendances", **said, reason="Marks came late.")
    with pytest.raises(FreezeRefused, match="was replaced already"):
        freezes.freeze("attendances", **said, reason="Once more.")

    assert (second.replaces, second.reason) == (first, "Marks came late.")
    assert json.loads(second.text)["replaces"] == {
        "sha256": first.sha256,
        "reason": "Marks came late.",
    }


def test_nothing_can_be_frozen_of_nothing_or_of_days_to_come(by):
    with pytest.raises(FreezeRefused, match="Choose one figure or more"):
        freezes.freeze(by=by)
    coming = Span(dt.date(2027, 4, 1), dt.date(2028, 4, 1))
    with pytest.raises(FreezeRefused, match="Choose one that has begun"):
        freezes.freeze("attendances", by=by, span=coming)


def test_set_holds_so_many_figures_at_most(by):
    days = [dt.date(2026, 1, 1) + dt.timedelta(days=number) for number in range(201)]
    asked = [
        AskedFigure(key, Span(day, day + dt.timedelta(days=1)))
        for day in days
        for key in ("attendances", "sessions")
    ]

    with pytest.raises(FreezeRefused, match="These would be 402 figures"):
        actions.freeze(title="All", asked=asked, by=by, now=NOW)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ETHICS_OFFICER, Role.CIVIL_SERVANT])
def test_figures_are_frozen_by_those_who_manage_reports(role):
    with pytest.raises(PermissionRefused):
        freezes.freeze("attendances", by=person_with_role(role).user)
