"""Pages of what is played: the player, its heartbeats, captions and posters."""

import re

import pytest
import time_machine
from django.urls import reverse

from people.roles import Role
from publications.actions import captions as captioning
from publications.actions import conversions
from publications.models import Conversion, Viewing
from publications.rendering import Made, making
from tests import uploads
from tests.clock import NOW
from tests.factories import EditionFactory, PublicationFactory, person_with_role
from tests.pages import words
from tests.publications.factories import rendition_of, video
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

PLAYED = {"played_from": "0", "played_to": "0", "rate": "1", "position": "0"}


def address(name, thing):
    return reverse(f"publications:{name}", args=[thing.pk])


def page_of(rendition):
    return address("publication-detail", rendition.edition.publication)


def published_film(**fields):
    film = video(edition=EditionFactory(), **fields)
    film.captions.create(
        language="en",
        stored=rendition_of(uploads.captions(), "audio").stored,
        added_at=NOW,
        added_by=film.added_by,
    )
    captioning.write_transcript(film.captions.get())
    return film


@pytest.fixture
def reader(as_role):
    return as_role(Role.CIVIL_SERVANT)


@pytest.fixture
def staff(as_role):
    return as_role(Role.PROGRAMME_STAFF)


def test_page_has_a_player_with_captions_and_its_transcript(reader):
    film = published_film()

    page = reader.get(page_of(film)).content.decode()

    assert f'src="{address("rendition-file", film)}"' in page
    assert re.search(r'<track kind="captions"[^>]*srclang="en"[^>]*default', page)
    assert f"?rendition={film.pk}&amp;at=1#recording-{film.pk}" in page
    assert "0:01 Then decide." in words(page)
    assert "You have watched 0 % of it." in words(page).replace("0%", "0 %")


def test_address_starts_the_player_at_its_second(reader):
    film = published_film()

    page = reader.get(page_of(film) + f"?rendition={film.pk}&at=7").content.decode()

    assert f'src="{address("rendition-file", film)}#t=7"' in page


@pytest.mark.parametrize("asked", ["rendition=x&at=7", "rendition=1&at=-3", "at=7", "at=²"])
def test_nonsense_in_the_address_starts_at_the_beginning(reader, asked):
    film = published_film()

    page = reader.get(page_of(film) + f"?{asked}").content.decode()

    assert f'src="{address("rendition-file", film)}"' in page


def test_heartbeats_move_the_share_and_the_place_to_go_on_at(reader):
    film = published_film(seconds=100)
    with time_machine.travel(NOW, tick=False) as clock:
        reader.post(address("rendition-watching", film), PLAYED)
        clock.shift(10)
        answer = reader.post(
            address("rendition-watching", film), PLAYED | {"played_to": "10", "position": "10.4"}
        )

    assert answer.json() == {"percent": 10}
    assert "It goes on at 0:10, where you left it." in words(reader.get(page_of(film)))


@pytest.mark.parametrize(
    "wrong",
    [{"rate": "0"}, {"played_to": "nan"}, {"played_to": "inf"}, {"position": "-1"}, {"rate": ""}],
)
def test_heartbeat_that_makes_no_sense_is_refused(reader, wrong):
    film = published_film()

    assert reader.post(address("rendition-watching", film), PLAYED | wrong).status_code == 422
    assert Viewing.objects.count() == 0


def test_draft_takes_no_heartbeats_of_readers(reader):
    assert reader.post(address("rendition-watching", video()), PLAYED).status_code == 404


def test_page_takes_as_many_queries_for_three_videos_as_for_one(reader):
    one, three = published_film(), published_film()
    for language in ("zh-hant", "zh-hans"):
        video(edition=three.edition, language=language)

    assert queries_of(reader, page_of(one)) == queries_of(reader, page_of(three))


def test_staff_put_captions(staff):
    film = video()

    response = staff.post(
        address("rendition-captions", film), {"language": "en", "captions": uploads.captions()}
    )

    assert response.url == address("rendition-captions", film)
    assert film.captions.get().language == "en"
    assert "captions.vtt" in words(staff.get(response.url))


def test_what_is_no_captions_comes_back_with_why(staff):
    film = video()

    response = staff.post(
        address("rendition-captions", film),
        {"language": "zh-hant", "captions": uploads.pdf("captions.vtt")},
    )

    assert response.status_code == 422
    assert "Choose captions (WebVTT)." in words(response)
    assert film.captions.count() == 0


def test_staff_remove_captions(staff):
    film = video()
    captions = captioning.put_captions(
        rendition_id=film.pk,
        language="en",
        upload=uploads.captions(),
        by=person_with_role(Role.PROGRAMME_STAFF).user,
        now=NOW,
    )

    response = staff.post(address("captions-remove", captions))

    assert response.url == address("rendition-captions", film)
    assert film.captions.count() == 0


def test_staff_put_a_poster_and_see_that_it_is_being_made(staff):
    film = video()

    response = staff.post(address("rendition-poster", film), {"poster": uploads.photograph()})

    assert response.url == address("rendition-captions", film)
    page = staff.get(response.url)
    assert "The picture is being made" in words(page)
    assert b'hx-trigger="every 3s' in page.content
    conversions.convert_next(now=NOW)
    page = staff.get(response.url)
    assert b'hx-trigger="every 3s' not in page.content
    assert address("rendition-preview", film).encode() in page.content


def test_missing_poster_is_asked_for(staff):
    response = staff.post(address("rendition-poster", video()), {})

    assert response.status_code == 422
    assert "Choose the picture." in words(response)


@pytest.fixture
def failed():
    """A published booklet of which no picture could be made."""
    edition = PublicationFactory().editions.get()
    booklet = rendition_of(uploads.pdf(), edition=edition)
    conversions.queue_conversion(rendition=booklet)
    conversions.finish_conversion(
        conversion=conversions.claim_conversion(now=NOW),
        made=Made(problems=[making.NO_PICTURE_OF_PDF]),
        now=NOW,
    )
    return booklet


def test_reader_gets_what_has_no_picture_without_a_word_of_it(failed, reader):
    page = words(reader.get(page_of(failed)))

    assert "Read the PDF" in page
    assert "can't be drawn" not in page


def test_staff_see_why_there_is_no_picture_and_have_it_tried_again(failed, staff):
    page = words(staff.get(page_of(failed)))
    assert "can&#x27;t be drawn" in page

    staff.post(address("rendition-convert", failed))

    assert Conversion.objects.get().state == Conversion.State.WAITING


def test_auditor_sees_why_there_is_no_picture_and_changes_nothing(failed, as_role):
    auditor = as_role(Role.AUDITOR)

    page = words(auditor.get(page_of(failed)))

    assert "can&#x27;t be drawn" in page
    assert "Try again" not in page
    assert auditor.post(address("rendition-convert", failed)).status_code == 403
