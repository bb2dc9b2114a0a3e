"""A worker makes pictures and words, may be killed at it, and does nothing twice."""

import pytest

from core.errors import PermissionRefused
from core.models import AuditEntry
from people.roles import Role
from publications.actions import conversions, remove_rendition
from publications.models import Conversion, Passage
from publications.rendering import Made, Words, making
from tests import uploads
from tests.clock import NOW
from tests.factories import EditionFactory, person_with_role
from tests.publications.factories import RenditionFactory, rendition_of
from tests.publications.rendering.pdfs import pdf_that_says

pytestmark = pytest.mark.django_db

LATER = NOW + conversions.STALE_AFTER * 2


def passages_of(rendition):
    return list(rendition.passages.values_list("page", "text", "search_text"))


def waiting(rendition=None):
    return conversions.queue_conversion(
        rendition=rendition or rendition_of(uploads.photograph(), "image")
    )


def test_queued_rendition_waits_for_a_worker():
    conversion = waiting()

    assert conversion.state == Conversion.State.WAITING
    assert conversion.attempts == 0


def test_link_waits_for_nothing():
    assert conversions.queue_conversion(rendition=RenditionFactory()) is None
    assert Conversion.objects.count() == 0


def test_worker_keeps_the_picture_and_the_words():
    rendition = rendition_of(pdf_that_says("Declare", "申報利益"))
    waiting(rendition)

    assert conversions.convert_next(now=NOW) is True

    conversion = Conversion.objects.get()
    rendition.refresh_from_db()
    assert conversion.state == Conversion.State.DONE
    assert conversion.problem == ""
    assert conversion.preview.content_type == "image/jpeg"
    assert conversion.preview.uploaded_by == rendition.added_by
    assert rendition.page_count == 2
    assert passages_of(rendition) == [(1, "Declare", "declare"), (2, "申報利益", "申报利益")]


def test_worker_with_nothing_to_do_says_so():
    assert conversions.convert_next(now=NOW) is False


def test_worker_takes_what_waits_longest():
    first, second = waiting(), waiting()

    assert conversions.claim_conversion(now=NOW) == first
    assert conversions.claim_conversion(now=NOW) == second
    assert conversions.claim_conversion(now=NOW) is None


def test_no_more_are_made_at_once_than_leave_workers_for_other_things():
    for _number in range(conversions.AT_ONCE + 1):
        waiting()
    claimed = [conversions.claim_conversion(now=NOW) for _number in range(conversions.AT_ONCE)]

    assert conversions.claim_conversion(now=NOW) is None

    conversions.finish_conversion(conversion=claimed[0], made=Made(), now=NOW)
    assert conversions.claim_conversion(now=NOW) is not None


def test_what_fails_says_why_and_keeps_what_could_be_made():
    rendition = rendition_of(uploads.pdf())
    conversion = waiting(rendition)
    claimed = conversions.claim_conversion(now=NOW)
    made = Made(words=[Words("Gifts", 1)], problems=[making.NO_PICTURE_OF_PDF])

    conversions.finish_conversion(conversion=claimed, made=made, now=NOW)

    conversion.refresh_from_db()
    assert conversion.state == Conversion.State.FAILED
    assert conversion.problem == making.NO_PICTURE_OF_PDF
    assert conversion.preview is None
    assert passages_of(rendition) == [(1, "Gifts", "gifts")]


def test_fault_of_ours_is_marked_and_surfaces():
    rendition = rendition_of(uploads.clip("sound.mp3"), "audio")
    waiting(rendition)
    rendition.stored.file.storage.delete(rendition.stored.file.name)

    with pytest.raises(FileNotFoundError):
        conversions.convert_next(now=NOW)

    conversion = Conversion.objects.get()
    assert conversion.state == Conversion.State.FAILED
    assert conversion.problem == conversions._FAULT


def test_worker_killed_in_the_middle_leaves_it_to_the_next_one():
    rendition = rendition_of(pdf_that_says("Declare"))
    waiting(rendition)
    conversions.claim_conversion(now=NOW)

    assert conversions.release_stale_conversions(now=NOW + conversions.STALE_AFTER / 2) == 0
    assert conversions.convert_next(now=LATER) is False
    assert conversions.release_stale_conversions(now=LATER) == 1
    assert conversions.convert_next(now=LATER) is True

    conversion = Conversion.objects.get()
    assert (conversion.state, conversion.attempts) == (Conversion.State.DONE, 2)
    assert passages_of(rendition) == [(1, "Declare", "declare")]


def test_worker_that_comes_back_after_its_claim_was_given_away_writes_nothing():
    rendition = rendition_of(pdf_that_says("Declare"))
    waiting(rendition)
    lost = conversions.claim_conversion(now=NOW)
    conversions.release_stale_conversions(now=LATER)
    conversions.convert_next(now=LATER)

    wanted = conversions.finish_conversion(
        conversion=lost, made=Made(words=[Words("of the lost one", 1)]), now=LATER
    )

    assert wanted is False
    assert passages_of(rendition) == [(1, "Declare", "declare")]


def test_worker_that_comes_back_after_the_rendition_was_removed_writes_nothing():
    staff = person_with_role(Role.PROGRAMME_STAFF).user
    rendition = rendition_of(
        uploads.photograph(), "image", edition=EditionFactory(in_the_making=True)
    )
    waiting(rendition)
    claimed = conversions.claim_conversion(now=NOW)
    remove_rendition(rendition_id=rendition.pk, by=staff, now=NOW)

    assert conversions.finish_conversion(conversion=claimed, made=Made(), now=NOW) is False
    assert Conversion.objects.count() == 0


def test_what_stops_the_worker_again_and_again_is_given_up():
    waiting()
    now = NOW
    for _attempt in range(conversions.MOST_ATTEMPTS):
        assert conversions.claim_conversion(now=now) is not None
        now += conversions.STALE_AFTER * 2
        assert conversions.release_stale_conversions(now=now) == 1

    conversion = Conversion.objects.get()
    assert conversion.state == Conversion.State.FAILED
    assert conversion.problem == conversions._STOPPED
    assert conversions.claim_conversion(now=now) is None


def test_made_anew_replaces_what_was_made_before():
    rendition = rendition_of(pdf_that_says("Declare"))
    for _time in range(2):
        waiting(rendition)
        conversions.convert_next(now=NOW)

    assert Conversion.objects.count() == 1
    assert passages_of(rendition) == [(1, "Declare", "declare")]


def test_words_of_captions_are_made_anew_with_the_rest():
    rendition = rendition_of(uploads.clip("sound.mp3"), "audio")
    rendition.captions.create(
        language="en",
        stored=rendition_of(uploads.captions(), "audio").stored,
        added_at=NOW,
        added_by=rendition.added_by,
    )
    for _time in range(2):
        waiting(rendition)
        conversions.convert_next(now=NOW)

    texts = rendition.passages.values_list("text", flat=True)
    assert list(texts) == ["Declare it first.", "Then decide."]
    assert Passage.objects.count() == 2


def test_staff_have_a_failed_one_made_again():
    staff = person_with_role(Role.PROGRAMME_STAFF).user
    conversion = waiting()
    conversions.finish_conversion(
        conversion=conversions.claim_conversion(now=NOW),
        made=Made(problems=[making.NO_PICTURE_OF_IMAGE]),
        now=NOW,
    )

    again = conversions.convert_again(conversion_id=conversion.pk, by=staff, now=NOW)

    assert (again.state, again.problem, again.attempts) == (Conversion.State.WAITING, "", 0)
    assert AuditEntry.objects.filter(action="publications.conversion_asked_again").count() == 1


def test_what_did_not_fail_is_not_made_again_by_pressing_twice():
    staff = person_with_role(Role.PROGRAMME_STAFF).user
    waiting()
    claimed = conversions.claim_conversion(now=NOW)

    again = conversions.convert_again(conversion_id=claimed.pk, by=staff, now=NOW)

    assert again.state == Conversion.State.WORKING
    assert AuditEntry.objects.filter(action="publications.conversion_asked_again").count() == 0


def test_auditor_has_nothing_made_again():
    auditor = person_with_role(Role.AUDITOR).user

    with pytest.raises(PermissionRefused):
        conversions.convert_again(conversion_id=waiting().pk, by=auditor, now=NOW)
