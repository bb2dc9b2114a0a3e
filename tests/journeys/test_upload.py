"""Staff hand in a video: they see how far it has come, and what is too large is not sent at all."""

import pytest
from django.urls import reverse

from people.roles import Role
from publications.models import Rendition
from tests.factories import EditionFactory, person_with_role
from tests.uploads import CLIPS


@pytest.mark.django_db(transaction=True)
def test_video_is_sent_piece_by_piece_and_one_too_large_is_not_sent(visitor, reader, settings):
    staff = person_with_role(Role.PROGRAMME_STAFF, user__language=reader.language)
    edition = EditionFactory(in_the_making=True)
    arguments = [edition.publication_id, edition.number]
    page = visitor.page
    sent = []
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    visitor.sign_in(staff)

    settings.LARGEST_FILES = dict.fromkeys(settings.LARGEST_FILES, 5000)
    visitor.open(reverse("publications:rendition-add", args=arguments))
    page.locator("[name=format]").select_option("video")
    page.locator("[name=upload]").set_input_files(CLIPS / "film.mp4")
    page.get_by_role("button", name=reader.words("Add it")).click()
    alert = page.locator("#messages .alert")
    alert.wait_for()
    top = alert.bounding_box()["y"]
    assert 0 <= top < reader.height
    visitor.look()
    assert sent == []

    settings.LARGEST_FILES = dict.fromkeys(settings.LARGEST_FILES, 50_000)
    visitor.open(reverse("publications:rendition-add", args=arguments))
    page.locator("[name=format]").select_option("video")
    page.locator("[name=upload]").set_input_files(CLIPS / "film.mp4")
    page.evaluate(
        "document.addEventListener('htmx:xhr:progress', () => {"
        "  const upload = document.querySelector('[data-upload]');"
        "  sessionStorage.shown = !upload.hidden;"
        "  sessionStorage.percent = upload.querySelector('[data-upload-percent]').textContent;"
        "})"
    )
    page.get_by_role("button", name=reader.words("Add it")).click()
    page.wait_for_url(f"**{reverse('publications:edition-detail', args=arguments)}")
    page.get_by_text(reader.words("It is added.")).first.wait_for()
    visitor.look()

    assert page.evaluate("[sessionStorage.shown, sessionStorage.percent]") == ["true", "100"]
    assert [request.headers["content-type"].split(";")[0] for request in sent] == [
        "multipart/form-data"
    ]
    assert Rendition.objects.get().stored.content_type == "video/mp4"
