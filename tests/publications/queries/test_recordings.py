"""What a reader is given to play."""

import pytest

from publications.actions.captions import write_transcript
from publications.models import Viewing
from publications.queries.recordings import recordings_of
from tests import uploads
from tests.clock import NOW
from tests.factories import EditionFactory, PersonFactory
from tests.publications.factories import rendition_of, video

pytestmark = pytest.mark.django_db


def film(edition, *, language="en", captioned=("en", "zh-hant"), **fields):
    rendition = video(edition=edition, language=language, **fields)
    for each in captioned:
        captions = rendition.captions.create(
            language=each,
            stored=rendition_of(uploads.captions(), "audio").stored,
            added_at=NOW,
            added_by=rendition.added_by,
        )
        write_transcript(captions)
    return rendition


def left_at(rendition, position, person):
    Viewing.objects.create(
        person=person, rendition=rendition, position=position, heard_at=NOW, watched=b"\xff"
    )


@pytest.mark.parametrize(
    ("language", "preferred"), [("en", "en"), ("zh-hant", "zh-hant"), ("zh-hans", "zh-hant")]
)
def test_captions_begin_with_those_in_the_readers_language(language, preferred):
    edition = EditionFactory()
    film(edition)

    (recording,) = recordings_of(edition, None, language)

    assert [track.is_preferred for track in recording.tracks] == [True, False]
    assert recording.tracks[0].language == preferred
    assert [cue.text for cue in recording.tracks[0].cues] == ["Declare it first.", "Then decide."]


def test_video_in_the_readers_language_comes_first():
    edition = EditionFactory()
    english, chinese = film(edition), film(edition, language="zh-hant")

    found = recordings_of(edition, None, "zh-hans")

    assert [each.rendition for each in found] == [chinese, english]


def test_player_goes_on_where_one_left():
    person, edition = PersonFactory(), EditionFactory()
    left_at(film(edition), 20, person)

    (recording,) = recordings_of(edition, person, "en")

    assert (recording.start, recording.goes_on) == (20, True)
    assert recording.percent == 13


def test_player_begins_anew_for_who_has_seen_it_to_the_end():
    person, edition = PersonFactory(), EditionFactory()
    left_at(film(edition), 57, person)

    (recording,) = recordings_of(edition, person, "en")

    assert (recording.start, recording.goes_on) == (0, False)


def test_player_starts_where_an_address_asks():
    person, edition = PersonFactory(), EditionFactory()
    rendition = film(edition)
    left_at(rendition, 20, person)

    (recording,) = recordings_of(edition, person, "en", (rendition.pk, 7))

    assert (recording.start, recording.goes_on) == (7, False)


def test_nobodys_account_has_no_share():
    edition = EditionFactory()
    film(edition)

    (recording,) = recordings_of(edition, None, "en")

    assert recording.percent is None


def test_edition_without_recordings_has_none():
    edition = EditionFactory()
    rendition_of(uploads.pdf(), edition=edition)

    assert recordings_of(edition, None, "en") == []


def test_three_videos_take_as_many_queries_as_one(django_assert_num_queries):
    person = PersonFactory()
    one, three = EditionFactory(), EditionFactory()
    film(one)
    for language in ("en", "zh-hant", "zh-hans"):
        film(three, language=language)

    for edition in (one, three):
        with django_assert_num_queries(4):
            recordings_of(edition, person, "en")
