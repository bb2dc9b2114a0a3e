"""The attendance sheet, read as a reader of PDF would."""

import pypdfium2
import pytest
import time_machine
from django.urls import reverse

from core.models import AuditEntry
from people.roles import Role
from tests.clock import NOW
from tests.factories import (
    DepartmentFactory,
    EngagementFactory,
    PersonFactory,
    SessionFactory,
    VenueFactory,
    person_with_role,
)
from tests.queries import queries_of
from training import actions, sheets

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return SessionFactory(
        title_en="Conflict of interest",
        title_zh_hant="利益衝突",
        meeting__venue=VenueFactory(name_en="Lecture Theatre", name_zh_hant="演講廳"),
    )


def registered(session, *people):
    return [
        actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)
        for person in people
    ]


def text_of(pdf):
    """The text of each page, line breaks taken as spaces."""
    document = pypdfium2.PdfDocument(pdf)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def sheet_of(session):
    registrations = list(session.registrations.confirmed().select_related("person"))
    return sheets.attendance_sheet(session.meetings.get(), registrations, now=NOW)


def test_the_sheet_names_people_session_and_venue_in_both_languages(session):
    department = DepartmentFactory(name_en="Buildings Department", name_zh_hant="屋宇署")
    person = PersonFactory(name_en="CHAN Tai-man", name_zh="陳大文", posting__department=department)
    registered(session, person)

    [page] = text_of(sheet_of(session))

    for words in (
        "Attendance sheet 出席紀錄表",
        "Conflict of interest 利益衝突",
        "CHAN Tai-man 陳大文",
        "Buildings Department 屋宇署",
        "Lecture Theatre 演講廳",
        "Tuesday 1 December 2026, 09:30–12:30",
        "2026年12月1日",
        "Signature 簽署",
        "Page 1 of 1 第1頁，共1頁",
    ):
        assert words in page


def test_the_sheet_has_the_characters_of_hong_kong_and_simplified_ones(session):
    registered(session, PersonFactory(name_zh="張啟鏗"), PersonFactory(name_zh="张伟"))

    [page] = text_of(sheet_of(session))

    assert "張啟鏗" in page
    assert "张伟" in page


def test_a_name_is_text_whatever_it_looks_like(session):
    name = '#panic("x") $1$ *b* _i_ \\\\ "quoted" <tag> @ref'
    registered(session, PersonFactory(name_en=name, name_zh=""))

    [page] = text_of(sheet_of(session))

    assert name in page


def test_the_sheet_is_tagged_and_says_its_language_and_title(session):
    pdf = sheet_of(session)

    assert pypdfium2.PdfDocument(pdf).is_tagged()
    assert b"/Lang(en-HK)" in pdf
    assert pypdfium2.PdfDocument(pdf).get_metadata_value("Title") == "Conflict of interest 利益衝突"


def test_a_long_sheet_numbers_its_pages_and_repeats_the_heading(session):
    registered(session, *PersonFactory.create_batch(30))

    pages = text_of(sheet_of(session))

    assert len(pages) == 2
    assert "Page 2 of 2 第2頁，共2頁" in pages[1]
    assert "Signature 簽署" in pages[1]


def test_staff_and_the_speaker_get_the_sheet_and_it_is_audited(as_role, sign_in, session):
    meeting = session.meetings.get()
    url = reverse("training:attendance-sheet", args=[meeting.pk])
    speaking = person_with_role(Role.SPEAKER)
    EngagementFactory(meeting=meeting, speaker=speaking.speaker)

    with time_machine.travel(NOW, tick=False):
        for client in (sign_in(speaking), as_role(Role.PROGRAMME_STAFF)):
            response = client.get(url)
            assert response["Content-Type"] == "application/pdf"
            assert response.content.startswith(b"%PDF-")

    assert AuditEntry.objects.filter(action="training.attendance_sheet_made").count() == 2


def test_the_sheet_takes_as_many_queries_for_one_person_as_for_three(as_role, session):
    client = as_role(Role.PROGRAMME_STAFF)
    url = reverse("training:attendance-sheet", args=[session.meetings.get().pk])
    registered(session, PersonFactory())
    for_one = queries_of(client, url)

    registered(session, *PersonFactory.create_batch(2))

    assert queries_of(client, url) == for_one
