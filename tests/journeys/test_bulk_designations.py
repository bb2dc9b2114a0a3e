"""Staff load the register from a spreadsheet: template, dry run, correction, confirmation."""

from io import BytesIO

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from ethics_officers.models import Designation
from people.models import Level
from people.roles import Role
from tests.clock import NOW
from tests.factories import DepartmentFactory, PersonFactory, person_with_role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ROWS = [
    "C&ED,Ethics Officer,lam@gov.example,Assistant Commissioner,2810 2000,2026-12-01,",
    "C&ED,Assistant,nobody@gov.example,,,2026-12-01,",
]
HEADINGS = "Department code,Capacity,E-mail,Post title,Office telephone,First day,Until"


def spreadsheet(*lines, name="designations.csv"):
    content = "\n".join([HEADINGS, *lines])
    return {"name": name, "mimeType": "text/csv", "buffer": content.encode()}


def test_register_is_loaded_from_a_spreadsheet(visitor, reader):
    page, words = visitor.page, reader.words
    customs = DepartmentFactory(code="C&ED", name_en="Customs", name_zh_hant="海關")
    lam = PersonFactory(
        name_en="LAM Wai-yee", name_zh="林慧儀", user__email="lam@gov.example",
        posting__department=customs, posting__level=Level.SENIOR,
    )  # fmt: skip
    staff = person_with_role(Role.PROGRAMME_STAFF)
    staff.user.language = reader.language
    staff.user.save()

    with time_machine.travel(NOW, tick=True):
        visitor.sign_in(staff)
        visitor.open(reverse("ethics_officers:register"))
        page.locator(f'main a[href="{reverse("ethics_officers:designation-import")}"]').click()
        visitor.look()

        # The template is a spreadsheet that can be opened.
        with page.expect_download() as template:
            page.get_by_role("link", name=words("Download the template (Excel)")).click()
        workbook = CalamineWorkbook.from_filelike(BytesIO(template.value.path().read_bytes()))
        assert workbook.sheet_names != []

        # What is no spreadsheet is refused, on the page itself.
        page.locator("[name=file]").set_input_files(
            {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"}
        )
        visitor.press(words("Show what it would do"))
        expect(page.locator(".error-summary")).to_be_visible()

        # The dry run tells of each row, and records nothing.
        page.locator("[name=file]").set_input_files(spreadsheet(*ROWS))
        visitor.press(words("Show what it would do"))
        rows = page.locator("tbody tr")
        expect(rows).to_have_count(2)
        expect(rows.nth(0)).to_contain_text(words("Is designated, and given the role"))
        expect(rows.nth(1).locator(".text-danger")).to_be_visible()
        assert Designation.objects.count() == 0

        # Staff go on without the row that can't be used.
        page.locator("main form button.btn-primary").click()
        page.wait_for_url(f"**{reverse('ethics_officers:register')}")
        visitor.look()
        expect(page.locator(".alert-success")).to_be_visible()

        # The same spreadsheet again changes nothing.
        visitor.open(reverse("ethics_officers:designation-import"))
        page.locator("[name=file]").set_input_files(spreadsheet(ROWS[0]))
        visitor.press(words("Show what it would do"))
        expect(rows.nth(0)).to_contain_text(words("Is so already"))
        expect(page.locator("main form button.btn-primary")).to_have_count(0)

    held = Designation.objects.get()
    assert (held.department, held.person, held.phone) == (customs, lam, "2810 2000")
