"""An officer logs what was done, on the spot; others of the network learn from it."""

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import expect

from ethics_officers.models import Activity
from notifications.tasks import send_due_messages
from people.roles import Role
from tests import uploads
from tests.clock import NOW, at
from tests.ethics_officers.factories import DesignationFactory, PlanItemFactory
from tests.ethics_officers.queries.test_activities import attend
from tests.factories import DepartmentFactory, SessionFactory, person_with_role
from tests.mail import smtp_sink
from training.models import Session

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def as_files(*made):
    """Files for an input, as they lie on a phone."""
    return [
        {"name": upload.name, "mimeType": "application/octet-stream", "buffer": upload.read()}
        for upload in made
    ]


def test_activity_from_the_phone_to_good_practice(visitor, reader, settings):
    page, words = visitor.page, reader.words
    customs = DepartmentFactory(name_en="Customs", name_zh_hant="香港海關")
    officer = DesignationFactory(department=customs).person
    colleague = person_with_role(Role.ETHICS_OFFICER)
    for person in (officer, colleague):
        person.user.language = reader.language
        person.user.save()
    item = PlanItemFactory(plan__department=customs, title="Talks at control points")

    with time_machine.travel(NOW, tick=True), smtp_sink(settings) as sink:
        # The officer opens the log and enters what was done, with photographs of it.
        visitor.sign_in(officer)
        visitor.open(reverse("ethics_officers:activity-list", args=[customs.pk]))
        visitor.press(words("Log an activity"), role="link", exact=False)
        page.locator("[name=title]").fill("邊境管制站講座 Talk at Lo Wu")
        page.locator("[name=item]").select_option(str(item.pk))
        page.locator("[name=closes_item]").check()
        page.locator("[name=junior_attendances]").fill("64")
        page.locator("[name=junior_persons]").fill("70")
        page.locator("[name=uploads][multiple]").set_input_files(
            as_files(uploads.photograph("a.jpg", size=(900, 600)), uploads.pdf("programme.pdf"))
        )
        expect(page.locator(".files-kept li")).to_have_count(2)
        page.locator("[name=uploads][multiple]").set_input_files(as_files(uploads.page("b.html")))
        expect(page.locator("#files .alert")).to_contain_text("b.html")
        page.locator("[name^=caption_]").first.fill("The audience")
        visitor.look()

        # More persons than attendances can't be; what was typed and chosen stays.
        visitor.press(words("Log the activity"))
        expect(page.locator(".reach-error")).to_be_visible()
        expect(page.locator(".files-kept li")).to_have_count(2)
        page.locator("[name=junior_persons]").fill("60")
        visitor.press(words("Log the activity"))

        expect(page.locator("h1")).to_have_text("邊境管制站講座 Talk at Lo Wu")
        picture = page.get_by_alt_text("The audience")
        assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 900
        activity = Activity.objects.get()
        assert [(each.attendances, each.persons) for each in activity.reach.all()] == [(64, 60)]
        item.refresh_from_db()
        assert item.status == "done"

        # Back in the form, the same entry is not logged once more.
        page.go_back()
        page.locator("button.btn-lg").click()
        page.wait_for_load_state()
        assert Activity.objects.count() == 1

        # It is shared with one of its files; a colleague finds it and comments.
        visitor.open(reverse("ethics_officers:activity-detail", args=[activity.pk]))
        visitor.press(words("Share as good practice"), role="link")
        page.locator("[name=evidence]").first.check()
        visitor.press(words("Share it"))
        visitor.sign_in(colleague)
        visitor.open(reverse("ethics_officers:good-practice-list") + "?q=边境")
        visitor.press("邊境管制站講座 Talk at Lo Wu", role="link")
        assert page.get_by_alt_text("The audience").is_visible()
        assert not page.get_by_text("programme.pdf").is_visible()
        page.locator("[name=text]").fill("多謝分享")
        visitor.press(words("Comment", "verb"))
        send_due_messages()

    [letter] = sink.mails()
    assert letter["To"] == officer.user.email


def test_session_in_the_system_is_linked_while_typing(visitor, reader):
    page, words = visitor.page, reader.words
    customs = DepartmentFactory()
    officer = person_with_role(Role.ETHICS_OFFICER, customs, user__language=reader.language)
    session = SessionFactory(
        status=Session.Status.HELD, starts_at=at("2026-11-20"),
        title_en="Gifts in the festive season", title_zh_hant="節日饋贈",
    )  # fmt: skip
    attend(session, customs)

    with time_machine.travel(NOW, tick=True):
        visitor.sign_in(officer)
        visitor.open(reverse("ethics_officers:activity-create", args=[customs.pk]))
        page.locator("[name=title]").press_sequentially("節日饋贈")
        page.locator("#likeness .btn").wait_for()
        visitor.look()
        visitor.press(words("Link it and log it"), exact=False)

        expect(page.locator("h1")).to_have_text("節日饋贈")

    assert Activity.objects.get().session == session
