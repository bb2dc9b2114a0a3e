"""Captions and posters of videos, put by staff while the edition is in the making."""

import datetime as dt

import pytest

from core.errors import PermissionRefused
from core.files import FileRefused
from core.models import AuditEntry
from people.roles import Role
from publications import rules
from publications.actions import captions as captioning
from publications.actions import conversions, posters
from publications.models import Conversion, Language, Rendition
from tests import uploads
from tests.clock import NOW
from tests.factories import EditionFactory, person_with_role
from tests.publications.factories import rendition_of, video

pytestmark = pytest.mark.django_db

CHINESE = "WEBVTT\n\n00:00.000 --> 00:01.500\n先申報。\n"


@pytest.fixture
def staff():
    return person_with_role(Role.PROGRAMME_STAFF).user


def put(rendition, by, *, language=Language.ENGLISH, upload=None):
    return captioning.put_captions(
        rendition_id=rendition.pk,
        language=language,
        upload=upload or uploads.captions(),
        by=by,
        now=NOW,
    )


def spoken(rendition):
    return list(rendition.passages.values_list("language", "starts_at", "ends_at", "text"))


def second(number):
    return dt.timedelta(seconds=number)


def test_captions_are_kept_and_the_transcript_is_made_of_them(staff):
    film = video()

    captions = put(film, staff)

    assert captions.stored.content_type == "text/vtt"
    assert spoken(film) == [
        ("en", second(0), second(1), "Declare it first."),
        ("en", second(1), second(2), "Then decide."),
    ]
    assert AuditEntry.objects.filter(action="publications.captions_put").count() == 1


def test_transcript_is_found_in_either_form_of_chinese(staff):
    film = video(language="zh-hant")

    put(
        film,
        staff,
        language=Language.TRADITIONAL_CHINESE,
        upload=uploads.captions(text=CHINESE),
    )

    assert film.passages.get().search_text == "先申报。"


def test_new_captions_replace_those_of_the_same_language_alone(staff):
    film = video()
    put(film, staff)
    put(film, staff, language=Language.TRADITIONAL_CHINESE, upload=uploads.captions(text=CHINESE))

    put(film, staff, upload=uploads.captions(text="WEBVTT\n\n00:01.000 --> 00:02.000\nNew.\n"))

    assert film.captions.count() == 2
    assert spoken(film) == [
        ("en", second(1), second(2), "New."),
        ("zh-hant", second(0), second(1.5), "先申報。"),
    ]


def test_what_is_no_captions_is_refused_and_leaves_the_old_ones(staff):
    film = video()
    put(film, staff)

    with pytest.raises(FileRefused):
        put(film, staff, upload=uploads.page("captions.vtt"))

    assert film.captions.count() == 1
    assert film.passages.count() == 2


def test_captions_lift_the_barrier_and_their_removal_brings_it_back(staff):
    film = video(barriers=[Rendition.Barrier.NO_CAPTIONS])

    captions = put(film, staff)
    film.refresh_from_db()
    assert film.barriers == []

    captioning.remove_captions(captions_id=captions.pk, by=staff, now=NOW)
    film.refresh_from_db()
    assert film.barriers == [Rendition.Barrier.NO_CAPTIONS]
    assert film.captions.count() == 0
    assert film.passages.count() == 0


@pytest.mark.parametrize("status", ["in_review", "approved"])
def test_captions_of_what_is_reviewed_or_approved_no_longer_change(staff, status):
    film = video(edition=EditionFactory(in_the_making=True))
    captions = put(film, staff)
    film.edition.status = status
    film.edition.save()

    with pytest.raises(rules.EditionRefused):
        put(film, staff)
    with pytest.raises(rules.EditionRefused):
        captioning.remove_captions(captions_id=captions.pk, by=staff, now=NOW)
    with pytest.raises(rules.EditionRefused):
        posters.put_poster(rendition_id=film.pk, upload=uploads.photograph(), by=staff, now=NOW)


def test_pdf_takes_neither_captions_nor_a_poster(staff):
    booklet = rendition_of(uploads.pdf(), edition=EditionFactory(in_the_making=True))

    with pytest.raises(rules.NotRecorded):
        put(booklet, staff)
    with pytest.raises(rules.NotRecorded):
        posters.put_poster(rendition_id=booklet.pk, upload=uploads.photograph(), by=staff, now=NOW)


def test_auditor_puts_nothing():
    auditor = person_with_role(Role.AUDITOR).user
    film = video()

    with pytest.raises(PermissionRefused):
        put(film, auditor)
    with pytest.raises(PermissionRefused):
        posters.put_poster(rendition_id=film.pk, upload=uploads.photograph(), by=auditor, now=NOW)


def test_poster_becomes_the_picture_of_the_video(staff):
    film = video()

    posters.put_poster(
        rendition_id=film.pk, upload=uploads.photograph(size=(1600, 900)), by=staff, now=NOW
    )
    conversions.convert_next(now=NOW)

    conversion = Conversion.objects.get()
    assert conversion.state == Conversion.State.DONE
    assert conversion.preview.content_type == "image/jpeg"
    assert conversion.preview != conversion.poster


@pytest.mark.parametrize(
    ("format_", "language", "captioned", "barriers"),
    [
        ("video", "en", [], [Rendition.Barrier.NO_CAPTIONS]),
        ("video", "en", ["zh-hant"], [Rendition.Barrier.NO_CAPTIONS]),
        ("video", "en", ["en"], []),
        ("video", "zh-hant", ["zh-hans"], []),
        ("video", "zh-hans", ["en"], [Rendition.Barrier.NO_CAPTIONS]),
        ("audio", "en", [], [Rendition.Barrier.NO_TRANSCRIPT]),
        ("audio", "en", ["en"], []),
        ("pdf", "en", [], []),
    ],
)
def test_recording_needs_captions_in_the_language_spoken(format_, language, captioned, barriers):
    rendition = Rendition(format=format_, language=language)

    assert rules.barriers_of_recording(rendition, captioned) == barriers
