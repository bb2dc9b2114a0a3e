"""Programme staff freeze figures, correct a mark, and are told what differs and why."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from people.roles import Role
from reporting.models import Freeze
from tests.factories import DepartmentFactory, person_with_role
from tests.reporting import freezes
from training.models import Attendance

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_staff_freeze_figures_and_are_told_what_changed_since(visitor, reader):
    page, words = visitor.page, reader.words
    customs = DepartmentFactory(code="C&ED", name_en="Customs", name_zh_hant="香港海關")
    held = freezes.session(timezone.now() - freezes.dt.timedelta(days=3))
    freezes.trained(customs, 8, held)
    visitor.sign_in(person_with_role(Role.PROGRAMME_STAFF, user__language=reader.language))

    # Choose, look at the values, freeze.
    visitor.open("/reports/frozen/")
    visitor.look()
    visitor.press(words("Freeze figures"), role="link")
    page.locator("#id_title").fill("UNCAC 7(1)(d)")
    page.locator("#figure-persons_trained").check()
    page.locator("#figure-attendances").check()
    visitor.press(words("Show the values first"))
    expect(page.locator("table td.number").first).to_have_text("8")
    visitor.look()
    visitor.press(words("Freeze"))

    # As filed, with the hash worked out again.
    expect(page.locator("h1")).to_have_text("UNCAC 7(1)(d)")
    freeze = Freeze.objects.get()
    expect(page.locator(".frozen-hash")).to_have_text(freeze.sha256)
    visitor.look()
    with page.expect_download() as download:
        visitor.press(words("As filed (JSON)"), role="link")
    assert download.value.path().read_bytes() == freeze.text.encode()

    # Somebody corrects a mark: the set stays, and beside it stands why it differs.
    mark = Attendance.objects.order_by("pk").first()
    Attendance.objects.filter(pk=mark.pk).update(status="absent")
    visitor.press(words("Count again, and say what differs"), role="link")
    expect(page.locator(".frozen-difference").first).to_have_text("−1")
    expect(page.locator(".frozen-causes li").first).to_contain_text(words("Absent"))
    visitor.look()
