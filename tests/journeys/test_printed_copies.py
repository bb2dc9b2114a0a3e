"""Copies ordered on a phone, shared out when short, sent, received, and shown where they hang."""

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import expect

from people.roles import Role
from publications.models import CopyOrder, PostedPhoto
from tests import uploads
from tests.clock import NOW
from tests.factories import DepartmentFactory, person_with_role
from tests.publications.factories import CopyOrderFactory, StockFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_from_the_order_to_the_notice_board(visitor, reader):
    page, words = visitor.page, reader.words
    department = DepartmentFactory(name_en="Customs and Excise Department")
    coordinator = person_with_role(
        Role.TRAINING_COORDINATOR, department, user__language=reader.language
    )
    staff = person_with_role(Role.PROGRAMME_STAFF, user__language=reader.language)
    stock = StockFactory(on_hand=60, edition__publication__kind="poster")
    other = CopyOrderFactory(stock=stock, copies=80)

    with time_machine.travel(NOW, tick=True):
        # The co-ordinator comes to the copies from the page of the publication.
        visitor.sign_in(coordinator)
        visitor.open(
            reverse("publications:publication-detail", args=[stock.edition.publication_id])
        )
        page.locator(
            f"a[href='{reverse('publications:copy-order-create', args=[stock.pk])}']"
        ).click()
        page.wait_for_load_state()
        page.locator("[name=copies]").fill("40")
        page.locator("[name=contact]").fill("Miss Ho, Executive Officer")
        page.locator("[name=address]").fill("Room 302, 3/F, Customs Headquarters Building")
        visitor.look()
        page.locator("main form button[type=submit]").last.click()
        page.wait_for_load_state()
        visitor.look()
        order = CopyOrder.objects.get(department=department)

        # Staff see that copies are short, and share them out in proportion.
        visitor.sign_in(staff)
        visitor.open(reverse("publications:stock-list"))
        visitor.press(str(stock.edition.publication.title), role="link")
        visitor.press(words("Allot copies"), role="link")
        expect(page.locator(f"[name=copies_{order.pk}]")).to_have_value("20")
        expect(page.locator(f"[name=copies_{other.pk}]")).to_have_value("40")
        page.locator(f"[name=copies_{order.pk}]").fill("21")
        page.locator(f"[name=copies_{other.pk}]").fill("39")
        visitor.press(words("Allot"))
        visitor.open(reverse("publications:copy-order-detail", args=[order.pk]))
        visitor.press(words("Mark as sent"))

        # The copies come, and hang.
        visitor.sign_in(coordinator)
        visitor.open(reverse("publications:own-copy-orders"))
        visitor.press(str(stock.edition.publication.title), role="link")
        visitor.press(words("The copies have come"))
        photograph = uploads.photograph("board.jpg", size=(900, 600))
        page.locator("[name=photograph]").set_input_files(
            [{"name": "board.jpg", "mimeType": "image/jpeg", "buffer": photograph.read()}]
        )
        page.locator("[name=place]").fill("Notice board, 3/F")
        visitor.press(words("Add"))
        visitor.open(reverse("publications:posted-photo-list"))
        expect(page.locator(".gallery li")).to_contain_text("Notice board, 3/F")

    order.refresh_from_db()
    stock.refresh_from_db()
    assert (order.status, order.allotted) == ("received", 21)
    assert (stock.on_hand, stock.allotted, stock.free) == (39, 39, 0)
    assert PostedPhoto.objects.get().order == order
