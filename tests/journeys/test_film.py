"""A video is watched: with captions, by its transcript, and on from where one left."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from playwright.sync_api import expect

from people.roles import Role
from publications.actions.captions import put_captions
from publications.actions.conversions import convert_next
from publications.actions.posters import put_poster
from publications.models import Viewing
from tests import uploads
from tests.clock import NOW, at
from tests.factories import EditionFactory, PersonFactory, person_with_role
from tests.publications.factories import rendition_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FILMS = Path(settings.BASE_DIR) / "integrity" / "sample" / "data" / "films"


def of_the_film(ending):
    """A file of the sample's film, which is of 24 seconds and says something every three."""
    name = f"declare-it-early.{ending}"
    return SimpleUploadedFile(name, (FILMS / name).read_bytes())


def published_film(staff):
    """A film to which staff have put captions and a poster."""
    edition = EditionFactory(in_the_making=True)
    film = rendition_of(of_the_film("webm"), "video", edition=edition, language="zh-hant")
    for language in ("en", "zh-hant"):
        put_captions(
            rendition_id=film.pk,
            language=language,
            upload=of_the_film(f"{language}.vtt"),
            by=staff.user,
            now=NOW,
        )
    put_poster(
        rendition_id=film.pk,
        upload=uploads.photograph(size=(640, 360)),
        by=staff.user,
        now=NOW,
    )
    convert_next(now=NOW)
    edition.status, edition.publish_at = "approved", at("2020-01-01")
    edition.save()
    return film


def play_until(player, second):
    """Let it play up to a second and pause there."""
    player.evaluate(
        """(player, second) => new Promise((done) => {
          player.muted = true;
          player.addEventListener("timeupdate", () => {
            if (player.currentTime < second) return;
            player.pause();
            done();
          });
          player.play();
        })""",
        second,
    )


def test_film_from_its_captions_to_the_share_watched(visitor, reader):
    page, choose = visitor.page, reader.choose
    staff = person_with_role(Role.PROGRAMME_STAFF, user__language=reader.language)
    watcher = PersonFactory(user__language=reader.language)
    film = published_film(staff)
    address = reverse("publications:publication-detail", args=[film.edition.publication_id])
    player, lines = page.locator("video"), page.locator(".transcript[open] li")
    search, share = page.locator(".transcript[open] input"), page.locator("[data-percent]")

    # The captions of the reader's language are on, and what they say stands beside the film.
    visitor.sign_in(watcher)
    visitor.open(address)
    expect(page.locator("track[default]")).to_have_attribute("srclang", choose("en", "zh-hant"))
    assert player.evaluate("player => player.textTracks[0].mode") == "showing"
    expect(lines).to_have_count(8)
    expect(share).to_have_text("0")

    # What is watched counts, and whoever comes back goes on where they left.
    play_until(player, 4)
    expect(lines.nth(1)).to_have_attribute("aria-current", "true")
    expect(share).not_to_have_text("0")
    watched = int(share.text_content())
    assert 8 <= watched <= 17
    visitor.open(address)
    expect(page.locator("[data-goes-on]")).to_contain_text("0:04")
    expect(share).to_have_text(str(watched))
    expect(player).to_have_js_property("currentTime", 4)

    # Words are found in the transcript, in either form of Chinese, and their time starts the film.
    search.fill(choose("RECORD", "记录"))
    expect(lines.locator("visible=true")).to_have_count(1)
    expect(page.locator(".transcript[open] [data-found-number]")).to_have_text("1")
    visitor.look()
    lines.nth(7).get_by_role("link").press("Enter")
    expect(lines.nth(7)).to_have_attribute("aria-current", "true")
    expect(page.locator("[data-goes-on]")).to_have_count(0)
    search.fill("")
    expect(lines.locator("visible=true")).to_have_count(8)

    # Staff see its captions, and replace them no longer once it is published.
    visitor.sign_in(staff)
    visitor.open(reverse("publications:rendition-captions", args=[film.pk]))
    page.locator("[name=captions]").set_input_files(
        {"name": "new.vtt", "mimeType": "text/vtt", "buffer": of_the_film("en.vtt").read()}
    )
    visitor.press(reader.words("Put the captions"))
    expect(page.locator("[role=alert]")).to_be_visible()
    assert film.captions.count() == 2
    assert Viewing.objects.get().person == watcher
