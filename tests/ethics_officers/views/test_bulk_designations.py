"""Designations from a spreadsheet: upload, dry run, confirmation."""

import datetime as dt
from io import BytesIO

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from python_calamine import CalamineWorkbook
from zeal import zeal_ignore

from core.models import AuditEntry
from ethics_officers import imports
from ethics_officers.models import Designation
from people.models import Level, RoleAssignment
from people.roles import Role
from tests.clock import NOW, TODAY
from tests.ethics_officers.factories import DesignationFactory
from tests.factories import DepartmentFactory, PersonFactory
from tests.pages import rows, words

pytestmark = pytest.mark.django_db

IMPORT = reverse("ethics_officers:designation-import")
CONFIRM = reverse("ethics_officers:designation-import-confirm")
TEMPLATE = reverse("ethics_officers:designation-template")
HEADINGS = "Department code,Capacity,E-mail,Post title,Office telephone,First day,Until"
UNQUALIFIED = (
    "A posting as Senior Executive Officer does not qualify for Ethics Officer. "
    "Who does: Senior officers."
)
HELD = (
    "LAM Wai-yee is Ethics Officer of Customs from 1 December 2026 until 1 January 2027. "
    "Choose days that do not overlap."
)
LAM = "C&ED,Ethics Officer,lam@gov.example,Assistant Commissioner,2810 2000,2026-12-01,"


@pytest.fixture(autouse=True)
def _each_row_is_decided_on_its_own():
    """Each row is designated, or not, as one is by hand; that asks the same again for each."""
    with zeal_ignore():
        yield


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def staff(as_role):
    return as_role(Role.PROGRAMME_STAFF)


@pytest.fixture
def customs():
    return DepartmentFactory(code="C&ED", name_en="Customs")


@pytest.fixture
def lam(customs):
    return senior(customs, "lam@gov.example", "LAM Wai-yee")


def senior(department, email, name):
    return PersonFactory(
        name_en=name,
        name_zh="",
        user__email=email,
        posting__department=department,
        posting__level=Level.SENIOR,
    )


def upload(client, *lines, headings=HEADINGS):
    content = "\n".join([headings, *lines]).encode()
    return client.post(IMPORT, {"file": SimpleUploadedFile("a.csv", content)})


def confirm(client, response):
    return client.post(CONFIRM, {"sealed": response.context["form"]["sealed"].value()}, follow=True)


def test_dry_run_shows_what_would_happen_and_records_nothing(staff, lam):
    response = upload(staff, LAM)

    assert rows(response) == [["2", "Customs", "LAM Wai-yee", "Is designated, and given the role"]]
    assert "Record 1 designation" in words(response)
    assert Designation.objects.count() == 0
    assert RoleAssignment.objects.filter(user=lam.user).count() == 0
    assert list(AuditEntry.objects.values_list("action", flat=True)) == [
        "ethics_officers.designations_tried"
    ]


def test_confirming_records_what_was_shown_with_the_role(staff, lam, customs):
    response = confirm(staff, upload(staff, LAM))

    assert response.redirect_chain == [(reverse("ethics_officers:register"), 302)]
    assert "1 designation is recorded." in words(response)
    held = Designation.objects.get()
    assert (held.department, held.person, held.capacity) == (customs, lam, "officer")
    assert (held.starts_on, held.ends_on) == (dt.date(2026, 12, 1), None)
    assert (held.post_title, held.phone) == ("Assistant Commissioner", "2810 2000")
    assert held.role_assignment.role == Role.ETHICS_OFFICER
    loaded = AuditEntry.objects.get(action="ethics_officers.designations_loaded")
    assert loaded.details == {"rows": 1, "recorded": 1}


def test_same_spreadsheet_again_changes_nothing(staff, lam):
    first = upload(staff, LAM)
    confirm(staff, first)

    again = upload(staff, LAM)
    sent_twice = confirm(staff, first)

    assert rows(again) == [["2", "Customs", "LAM Wai-yee", "Is so already"]]
    assert "Nothing would change." in words(again)
    assert "0 designations are recorded." in words(sent_twice)
    assert Designation.objects.count() == 1


def test_each_row_that_cannot_be_used_says_why_and_the_others_stand(staff, lam, customs):
    PersonFactory(user__email="au@gov.example", posting__department=customs, name_en="AU")
    lines = [
        "XX,EO,lam@gov.example,,,2026-12-01,",
        "C&ED,EO,nobody@gov.example,,,2026-12-01,",
        "C&ED,Boss,lam@gov.example,,,2026-12-01,",
        "C&ED,EO,lam@gov.example,,,,",
        "C&ED,EO,lam@gov.example,,,soon,",
        "C&ED,EO,lam@gov.example,,,1026-12-01,",
        "C&ED,EO,lam@gov.example,,ask me,2026-12-01,",
        f"C&ED,EO,lam@gov.example,{'x' * 151},,2026-12-01,",
        "C&ED,EO,au@gov.example,,,2026-12-01,",
        "C&ED,EO,lam@gov.example,,,2026-12-01,2026-12-01",
        "c&ed,誠信事務主任,LAM@gov.example,,,1/12/2026,31/12/2026",
    ]

    response = upload(staff, *lines)

    assert [row[3] for row in rows(response)] == [
        "No department has this code. Look it up in the template.",
        "Nobody is known by this e-mail address. Correct it.",
        "This is no capacity. Write Ethics Officer or Assistant.",
        "The first day is missing. Write it such as 2026-12-01.",
        "“soon” is not a date. Write it such as 2026-12-01.",
        "This year can&#x27;t be meant. Choose a date from 1990 to 2099.",
        "This is no telephone number. Write it in digits, such as 2810 2000.",
        "The post title is too long. Keep to 150 characters.",
        UNQUALIFIED,
        "The first day without the designation must come after 1 December 2026, when it begins.",
        "Is designated, and given the role",
    ]
    assert "10 rows can't be used" in words(response).replace("&#x27;", "'")
    confirm(staff, response)
    held = Designation.objects.get()
    assert (held.starts_on, held.ends_on) == (dt.date(2026, 12, 1), dt.date(2026, 12, 31))


def test_rows_of_one_spreadsheet_are_tried_together(staff, lam, customs):
    senior(customs, "yu@gov.example", "YU Ka-ming")

    response = upload(
        staff,
        "C&ED,EO,lam@gov.example,,,2026-12-01,2027-01-01",
        "C&ED,EO,yu@gov.example,,,2026-12-24,",
        "C&ED,EO,yu@gov.example,,,2027-01-01,",
    )

    assert [row[3] for row in rows(response)] == [
        "Is designated, and given the role",
        HELD,
        "Is designated, and given the role",
    ]
    confirm(staff, response)
    assert Designation.objects.count() == 2


def test_what_has_changed_since_the_dry_run_is_told(staff, lam, customs):
    shown = upload(staff, LAM)
    other = DesignationFactory(department=customs, starts_on=TODAY)

    response = confirm(staff, shown)

    assert "0 designations are recorded." in words(response)
    assert f"{other.person.name_en} is Ethics Officer of Customs" in words(response)
    assert Designation.objects.get() == other


@pytest.mark.parametrize("lines", [[], ["a,b"]], ids=["nothing", "other columns"])
def test_file_without_the_columns_is_refused(staff, lines):
    response = upload(staff, *lines, headings="Name,Day")

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["file"]


def test_what_was_not_shown_to_oneself_is_not_recorded(staff, as_role, lam):
    shown = upload(staff, LAM)

    other = as_role(Role.PROGRAMME_STAFF)
    foreign = confirm(other, shown)
    forged = other.post(CONFIRM, {"sealed": "x"})

    assert (foreign.status_code, forged.status_code) == (422, 422)
    assert "Choose the spreadsheet again." in words(forged)
    assert Designation.objects.count() == 0


@pytest.mark.parametrize("language", ["en", "zh-hant", "zh-hans"])
def test_template_in_any_language_is_understood(staff, customs, lam, language):
    with translation.override(language):
        book = CalamineWorkbook.from_filelike(BytesIO(imports.template()))
        capacity = str(Designation.Capacity.OFFICER.label)
    headings = book.get_sheet_by_index(0).to_python()[0]
    row = ["C&ED", capacity, "lam@gov.example", "", "", "2026-12-01", ""]

    [read] = imports.read([headings, row])

    assert read.problem == ""
    assert "C&ED" in [code for code, _name in book.get_sheet_by_index(1).to_python()]


def test_template_is_a_file_to_keep_nowhere_else(staff):
    response = staff.get(TEMPLATE)

    assert response.headers["Content-Disposition"] == 'attachment; filename="designations.xlsx"'
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("role", [Role.ICAC_STAFF, Role.AUDITOR, Role.ETHICS_OFFICER])
def test_others_load_no_designations(as_role, role):
    client = as_role(role)

    assert [client.get(page).status_code for page in (IMPORT, CONFIRM, TEMPLATE)] == [403] * 3
    assert IMPORT not in client.get(reverse("ethics_officers:register")).content.decode()


def test_confirmation_opened_as_a_page_leads_to_the_upload(staff):
    assert staff.get(CONFIRM).headers["Location"] == IMPORT
