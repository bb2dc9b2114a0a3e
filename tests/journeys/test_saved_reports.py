"""A list saved, shared and sent; a long one made by a worker while its owner watches."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from people.roles import Role
from reporting.actions import exports
from reporting.models import ListExport, SavedReport
from tests.factories import DepartmentFactory, PersonFactory, person_with_role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PEOPLE = reverse("people:person-list")


@pytest.fixture
def customs():
    return DepartmentFactory(name_en="Customs and Excise Department", name_zh_hant="香港海關")


def test_a_coordinator_saves_shares_and_schedules_a_list_and_a_colleague_opens_it(
    visitor, reader, customs
):
    page, words = visitor.page, reader.words
    language = {"user__language": reader.language}
    coordinator = person_with_role(Role.TRAINING_COORDINATOR, customs, **language)
    officer = person_with_role(Role.ETHICS_OFFICER, customs, **language)
    visitor.sign_in(coordinator)

    visitor.open(f"{PEOPLE}?level=middle")
    visitor.press(words("Save this list"), role="link")
    page.get_by_label(words("Every week"), exact=True).check()
    page.locator("#id_name").fill("Middle managers")
    page.locator("#id_readers").fill("nobody@gov.example")
    visitor.press(words("Save"))
    assert SavedReport.objects.count() == 0

    page.locator("#id_readers").fill(officer.user.email)
    page.locator("#id_weekday").select_option("3")
    visitor.press(words("Save"))
    expect(page).to_have_url(visitor.address + reverse("reporting:saved-list"))
    report = SavedReport.objects.get()
    assert (report.query, report.weekday) == ("level=middle", 3)
    assert list(report.readers.all()) == [officer.user]

    visitor.sign_in(officer)
    visitor.open(reverse("reporting:saved-list"))
    page.get_by_role("link", name="Middle managers").click()
    expect(page).to_have_url(f"{visitor.address}{PEOPLE}?level=middle")

    visitor.sign_in(coordinator)
    visitor.open(reverse("reporting:saved-edit", args=[report.pk]))
    visitor.press(words("End it"))
    expect(page.get_by_role("link", name="Middle managers")).to_have_count(0)


def test_a_long_list_is_watched_until_its_file_is_there(visitor, reader, customs, monkeypatch):
    monkeypatch.setattr(exports, "ROWS_ANSWERED_AT_ONCE", 2)
    page, words = visitor.page, reader.words
    PersonFactory.create_batch(3, posting__department=customs)
    visitor.sign_in(person_with_role(Role.AUDITOR, user__language=reader.language))

    visitor.open(PEOPLE)
    visitor.press(words("CSV"), role="link")
    expect(page.get_by_text(words("Your file is being made"))).to_be_visible()
    export = ListExport.objects.get()
    exports.claim_next(now=timezone.now())
    ListExport.objects.update(rows=1, total=4)
    expect(page.locator("progress")).to_have_attribute("value", "1")
    visitor.look()

    ListExport.objects.update(state="waiting", claim=None, claimed_at=None)
    exports.make_next(now=timezone.now())
    expect(page.get_by_text(words("Your file is ready"))).to_be_visible()
    visitor.look()
    with page.expect_download() as download:
        page.get_by_role("link", name=words("Download"), exact=True).click()
    assert download.value.suggested_filename == ListExport.objects.get().stored.name

    visitor.open(reverse("reporting:saved-list"))
    expect(page.get_by_role("link", name=ListExport.objects.get().stored.name)).to_be_visible()
    assert export.pk == ListExport.objects.get().pk
