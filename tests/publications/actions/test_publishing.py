"""Publishing by the clock, expiry, withdrawal; what stands in the way."""

import datetime as dt

import pytest

from core.errors import PermissionRefused
from people.roles import Role
from publications import actions
from publications.models import Publication, Rendition
from publications.rules import EditionRefused
from tests.clock import NOW
from tests.factories import EditionFactory, PublicationFactory, person_with_role
from tests.publications.factories import RenditionFactory, approved, draft

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)
# The database's own clock guards published editions, too; this is later than any.
FAR = dt.datetime(2090, 1, 1, tzinfo=dt.UTC)


@pytest.fixture
def staff():
    return person_with_role(Role.PROGRAMME_STAFF).user


def publish(edition, by, now=NOW, **when):
    return actions.publish_edition(edition_id=edition.pk, by=by, now=now, **when)


def test_edition_is_published_now(staff):
    edition = approved(dated_on=dt.date(2025, 5, 1))

    published = publish(edition, staff)

    assert (published.publish_at, published.standing(NOW)) == (NOW, "published")
    publication = Publication.objects.get()
    assert (publication.year, publication.languages) == (2025, ["en"])


def test_edition_is_published_at_the_minute_set_and_expires(staff):
    edition = publish(approved(), staff, publish_at=NOW + HOUR, expires_at=NOW + 2 * HOUR)

    assert [edition.standing(NOW + hours * HOUR).value for hours in range(3)] == [
        "scheduled",
        "published",
        "expired",
    ]


def test_publishing_pressed_twice_publishes_once(staff):
    edition = approved()

    publish(edition, staff)

    with pytest.raises(EditionRefused, match="It is published since"):
        publish(edition, staff, now=NOW + HOUR)
    assert publish(edition, staff).version == 2


@pytest.mark.parametrize("status", ["draft", "returned", "in_review"])
def test_only_what_is_approved_is_published(staff, status):
    edition = draft(status=status)

    with pytest.raises(EditionRefused, match="It is not approved"):
        publish(edition, staff)


def test_edition_is_published_by_staff_of_its_body_alone():
    with pytest.raises(PermissionRefused):
        publish(approved(), person_with_role(Role.ICAC_STAFF).user)


def test_edition_without_anything_to_read_is_not_published(staff):
    edition = EditionFactory(publish_at=None)

    with pytest.raises(EditionRefused, match="no file, link or text"):
        publish(edition, staff)


def test_barrier_without_a_reason_stands_in_the_way(staff):
    edition = approved()
    Rendition.objects.update(barriers=["untagged", "no_title"])

    with pytest.raises(EditionRefused, match="The PDF is not tagged; The PDF has no title"):
        publish(edition, staff)

    rendition = Rendition.objects.get()
    actions.exempt_rendition(rendition_id=rendition.pk, reason="Out by noon.", by=staff, now=NOW)
    assert publish(edition, staff).standing(NOW) == "published"


def test_video_without_captions_is_not_published_without_a_written_exemption(staff, clip):
    edition = EditionFactory(publish_at=None)
    rendition = RenditionFactory(edition=edition, format="video", link="", stored=clip)

    with pytest.raises(EditionRefused, match="has no captions"):
        publish(edition, staff)

    actions.exempt_rendition(rendition_id=rendition.pk, reason="Music only.", by=staff, now=NOW)
    assert publish(edition, staff).standing(NOW) == "published"


def test_exemption_is_decided_before_readers_have_it(staff):
    rendition = RenditionFactory()

    with pytest.raises(EditionRefused, match="It is published"):
        actions.exempt_rendition(rendition_id=rendition.pk, reason="So.", by=staff, now=NOW)


def test_minutes_in_the_past_and_expiry_before_publishing_are_refused(staff):
    edition = approved()

    with pytest.raises(EditionRefused, match="That minute has passed"):
        publish(edition, staff, publish_at=NOW - HOUR)
    with pytest.raises(EditionRefused, match="after it is published"):
        publish(edition, staff, publish_at=NOW + HOUR, expires_at=NOW + HOUR)


def test_scheduled_edition_gets_another_minute_or_none(staff):
    edition = publish(approved(), staff, publish_at=FAR)

    assert publish(edition, staff, publish_at=FAR + HOUR).publish_at == FAR + HOUR
    off = actions.take_off_the_schedule(edition_id=edition.pk, by=staff, now=NOW)
    assert off.standing(NOW) == "approved"
    assert actions.take_off_the_schedule(edition_id=edition.pk, by=staff, now=NOW) == off


def test_published_edition_is_not_taken_off_the_schedule(staff):
    with pytest.raises(EditionRefused, match="Withdraw it"):
        actions.take_off_the_schedule(edition_id=EditionFactory().pk, by=staff, now=NOW)


def test_expiry_of_a_published_edition_is_set_and_given_up(staff):
    edition = EditionFactory()

    def expire(expires_at):
        return actions.change_expiry(
            edition_id=edition.pk, expires_at=expires_at, by=staff, now=NOW
        )

    assert expire(NOW + HOUR).expires_at == NOW + HOUR
    assert expire(None).expires_at is None
    with pytest.raises(EditionRefused, match="not in the past"):
        expire(NOW - HOUR)


def test_withdrawn_edition_gives_readers_the_one_before(staff):
    publication = PublicationFactory()
    second = EditionFactory(publication=publication, number=2)

    withdrawn = actions.withdraw_edition(
        edition_id=second.pk, reason="Wrong limit.", by=staff, now=NOW
    )
    actions.withdraw_edition(edition_id=second.pk, reason="Again.", by=staff, now=NOW)

    assert (withdrawn.standing(NOW), withdrawn.withdrawal_reason) == ("withdrawn", "Wrong limit.")
    reader = person_with_role(Role.CIVIL_SERVANT).user
    assert list(Publication.objects.visible_to(reader)) == [publication]


def test_what_readers_do_not_have_is_not_withdrawn(staff):
    with pytest.raises(EditionRefused, match="nothing to withdraw"):
        actions.withdraw_edition(edition_id=approved().pk, reason="So.", by=staff, now=NOW)


def test_library_catches_up_with_what_the_clock_has_published(staff):
    edition = publish(approved(), staff, publish_at=NOW + HOUR)
    assert Publication.objects.get().languages == []

    assert actions.bring_up_to_date(now=NOW) == 0
    assert actions.bring_up_to_date(now=edition.publish_at) == 1
    assert actions.bring_up_to_date(now=edition.publish_at) == 0

    publication = Publication.objects.get()
    assert (publication.year, publication.languages) == (2026, ["en"])
