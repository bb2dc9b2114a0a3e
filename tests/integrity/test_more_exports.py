"""Lists as files that everybody has, or that tell of nobody: as the page, in both languages."""

import pytest
import time_machine
from django.urls import reverse

from people.roles import Role
from tests.clock import NOW
from tests.factories import (
    DepartmentFactory,
    EngagementFactory,
    PersonFactory,
    SessionFactory,
)
from tests.files import csv_rows
from tests.integrity.test_exports import cells, register
from tests.publications.factories import RoundFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def test_a_record_is_exported_with_what_was_completed(sign_in):
    person = PersonFactory()
    session = SessionFactory(course__title_en="Gifts")
    register(session, person)
    register(session, PersonFactory())

    rows = csv_rows(sign_in(person).get(reverse("training:my-record"), {"export": "csv"}))

    assert [row[2] for row in rows] == ["Session", "Gifts"]
    assert (rows[0][-1], rows[1][8], rows[1][-1]) == ("Completed on", "Registered", "")


def test_the_sessions_one_finds_are_exported_as_they_are_filtered(sign_in):
    SessionFactory(course__title_en="Gifts", kind="webinar")
    SessionFactory(course__title_en="Money")
    client = sign_in(PersonFactory())
    address = reverse("training:session-list")

    assert cells(client.get(address, {"export": "csv"}), "Session") == ["Gifts", "Money"]
    assert cells(client.get(address, {"export": "csv", "q": "gifts"}), "Session") == ["Gifts"]


def test_speakers_departments_and_circulations_are_exported_as_their_tables(as_role):
    client = as_role(Role.AUDITOR, posting__department=DepartmentFactory(name_en="Z"))
    EngagementFactory(speaker__name_en="LEE", speaker__organisation="ICAC")
    DepartmentFactory(name_en="Customs", strength=20, strength_as_at=NOW, strength_basis="strength")
    RoundFactory(circulation__edition__publication__title_en="Booklet")

    speakers, departments, circulations = (
        csv_rows(client.get(reverse(name), {"export": "csv", "q": q}))
        for name, q in (
            ("training:speaker-list", ""),
            ("people:department-list", "Customs"),
            ("publications:circulation-list", ""),
        )
    )

    assert [row[0] for row in speakers] == ["Speaker", "LEE"]
    assert [row[1] for row in departments] == ["Department", "Customs"]
    assert departments[1][-3:] == ["20", "People serving (strength)", "2026-11-22"]
    assert [row[0] for row in circulations] == ["Title", "Booklet"]
