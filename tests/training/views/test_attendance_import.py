"""Attendance from a spreadsheet: upload, dry run, confirmation."""

import datetime as dt

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.models import AuditEntry
from people.roles import Role
from tests.clock import NOW
from tests.factories import PersonFactory, SessionFactory, person_with_role
from training import actions
from training.models import Attendance

pytestmark = pytest.mark.django_db


@pytest.fixture
def registration():
    session, person = SessionFactory(), PersonFactory(user__email="chan@gov.example")
    return actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)


@pytest.fixture
def meeting(registration):
    return registration.session.meetings.get()


@pytest.fixture(autouse=True)
def _at_the_start(meeting):
    with time_machine.travel(meeting.starts_at, tick=False):
        yield


def address(name, meeting):
    return reverse(f"training:attendance-{name}", args=[meeting.pk])


def upload(client, meeting, text="E-mail,Attendance\nchan@gov.example,Present\n", name="a.csv"):
    content = text.encode() if isinstance(text, str) else text
    file = SimpleUploadedFile(name, content)
    return client.post(address("import", meeting), {"file": file})


def sealed_in(response):
    return response.context["form"]["sealed"].value()


def test_upload_shows_what_would_happen_and_writes_nothing(as_role, meeting):
    response = upload(as_role(Role.PROGRAMME_STAFF), meeting)

    assert response.status_code == 200
    assert [row.status for row in response.context["rows"]] == ["present"]
    assert "Save 1 mark" in response.content.decode()
    assert Attendance.objects.count() == 0


def test_confirming_writes_what_was_shown(as_role, meeting, registration):
    client = as_role(Role.PROGRAMME_STAFF)
    sealed = sealed_in(upload(client, meeting))

    response = client.post(address("import-confirm", meeting), {"sealed": sealed}, follow=True)

    assert b"1 mark saved." in response.content
    assert Attendance.objects.get().status == "present"


def test_confirming_twice_writes_once(as_role, meeting, registration):
    client = as_role(Role.PROGRAMME_STAFF)
    sealed = sealed_in(upload(client, meeting))
    client.post(address("import-confirm", meeting), {"sealed": sealed})

    response = client.post(address("import-confirm", meeting), {"sealed": sealed}, follow=True)

    assert b"Nothing was changed: every mark stands as it was." in response.content


def test_confirming_leaves_a_mark_made_meanwhile(as_role, meeting, registration):
    client = as_role(Role.PROGRAMME_STAFF)
    sealed = sealed_in(upload(client, meeting))
    actions.mark_attendance(
        meeting_id=meeting.pk,
        marks={registration.pk: "absent"},
        by=person_with_role(Role.PROGRAMME_STAFF).user,
        now=meeting.starts_at,
    )

    response = client.post(address("import-confirm", meeting), {"sealed": sealed}, follow=True)

    assert b"1 person was marked by somebody else meanwhile" in response.content
    assert Attendance.objects.get().status == "absent"


@pytest.mark.parametrize("sealed", ["", "forged:x:y"])
def test_what_was_not_shown_is_not_written(as_role, meeting, sealed):
    response = as_role(Role.PROGRAMME_STAFF).post(
        address("import-confirm", meeting), {"sealed": sealed}
    )

    assert response.status_code == 422
    assert Attendance.objects.count() == 0


def test_what_somebody_else_was_shown_or_of_long_ago_is_not_written(as_role, sign_in, meeting):
    client = as_role(Role.PROGRAMME_STAFF)
    sealed = sealed_in(upload(client, meeting))

    with time_machine.travel(meeting.starts_at + dt.timedelta(hours=3), tick=False):
        late = client.post(address("import-confirm", meeting), {"sealed": sealed})
    other = sign_in(person_with_role(Role.PROGRAMME_STAFF))
    not_theirs = other.post(address("import-confirm", meeting), {"sealed": sealed})

    assert (late.status_code, not_theirs.status_code) == (422, 422)
    assert "too old to be saved. Choose the spreadsheet again." in late.content.decode()
    assert Attendance.objects.count() == 0


def test_a_held_session_needs_a_reason_and_the_rows_survive_asking_for_it(as_role, meeting):
    client = as_role(Role.PROGRAMME_STAFF)
    with time_machine.travel(meeting.ends_at, tick=False):
        actions.conclude_session(
            session_id=meeting.session_id,
            by=person_with_role(Role.PROGRAMME_STAFF).user,
            now=meeting.ends_at,
        )
        sealed = sealed_in(upload(client, meeting))
        without = client.post(address("import-confirm", meeting), {"sealed": sealed})
        client.post(
            address("import-confirm", meeting),
            {"sealed": sealed_in(without), "reason": "From the paper list."},
        )

    assert without.status_code == 422
    assert [(row.number, row.status) for row in without.context["rows"]] == [(2, "present")]
    assert Attendance.objects.get().reason == "From the paper list."


@pytest.mark.parametrize("text", ["", b"\x89PNG\r\n\x1a\n\x00", "Name\nCHAN"])
def test_a_file_that_can_not_be_used_is_refused_in_a_sentence(as_role, meeting, text):
    response = upload(as_role(Role.PROGRAMME_STAFF), meeting, text, name="a.xlsx")

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["file"]


def test_no_file_is_refused_in_a_sentence(as_role, meeting):
    response = as_role(Role.PROGRAMME_STAFF).post(address("import", meeting), {})

    assert response.status_code == 422
    assert "Choose the spreadsheet to read." in response.content.decode()


def test_a_spreadsheet_with_headings_alone_says_so(as_role, meeting):
    response = upload(as_role(Role.PROGRAMME_STAFF), meeting, "E-mail,Attendance\n")

    assert response.status_code == 422
    assert "There is nothing in this spreadsheet." in response.content.decode()


def test_what_the_file_says_is_shown_as_text(as_role, meeting):
    page = upload(
        as_role(Role.PROGRAMME_STAFF),
        meeting,
        "E-mail,Attendance\n<script>x</script>,=cmd|x\n",
    ).content.decode()

    assert "<script>x</script>" not in page


def test_before_the_desk_opens_nothing_is_read(as_role, meeting):
    with time_machine.travel(NOW, tick=False):
        response = upload(as_role(Role.PROGRAMME_STAFF), meeting)

    assert response.status_code == 422
    assert "Attendance can be marked from" in response.content.decode()


def test_the_template_is_read_back_and_its_download_is_audited(as_role, meeting):
    client = as_role(Role.PROGRAMME_STAFF)

    template = client.get(address("template", meeting))
    response = upload(client, meeting, template.content, name="a.xlsx")

    assert [row.problem for row in response.context["rows"]] == [""]
    assert AuditEntry.objects.filter(action="training.attendance_template_made").count() == 1
