"""Opening and acknowledging what one is asked to read."""

import datetime as dt
import hashlib

import pytest

from core.errors import PermissionRefused
from core.models import AuditEntry
from publications.actions import acknowledging as actions
from publications.models import Acknowledgement
from publications.queries.circulations import asking
from publications.rules.circulations import AcknowledgementRefused
from tests.clock import NOW
from tests.factories import EditionFactory, PersonFactory
from tests.publications.factories import RecipientFactory, RenditionFactory, RoundFactory

pytestmark = pytest.mark.django_db

LATER = NOW + dt.timedelta(hours=3)


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture
def recipient():
    return RecipientFactory()


@pytest.fixture
def chinese(recipient):
    return rendition_of(recipient.round.edition)


def rendition_of(edition):
    return RenditionFactory(
        edition=edition, language="zh-hant", format="html", link="", text="<p>切勿受賄</p>"
    )


def acknowledge(recipient, rendition, **fields):
    given = {
        "publication_id": rendition.edition.publication_id,
        "rendition_id": rendition.pk,
        "sha256": sha256(rendition.text),
        "by": recipient.person.user,
        "now": LATER,
    }
    return actions.acknowledge(**{**given, **fields})


def test_an_acknowledgement_keeps_what_was_read_in_which_language(recipient, chinese):
    [acknowledgement] = acknowledge(recipient, chinese)

    assert acknowledgement.recipient == recipient
    assert acknowledgement.person == recipient.person
    assert acknowledgement.edition == recipient.round.edition
    assert (acknowledgement.rendition, acknowledgement.language) == (chinese, "zh-hant")
    assert acknowledgement.sha256 == sha256("<p>切勿受賄</p>")
    assert acknowledgement.acknowledged_at == LATER
    recipient.refresh_from_db()
    assert (recipient.opened_at, recipient.acknowledged_at) == (LATER, LATER)
    assert AuditEntry.objects.get().action == "publications.acknowledged"


def test_pressing_twice_leaves_one_acknowledgement(recipient, chinese):
    once = acknowledge(recipient, chinese)

    assert acknowledge(recipient, chinese, now=LATER + dt.timedelta(hours=1)) == once
    assert Acknowledgement.objects.count() == 1


def test_one_reading_answers_each_circulation_that_asks_for_it(recipient, chinese):
    other = RecipientFactory(
        person=recipient.person, round__circulation__edition=recipient.round.edition
    )

    found = acknowledge(recipient, chinese)

    assert [each.recipient for each in found] == [recipient, other]


def test_who_is_not_asked_has_nothing_to_acknowledge(recipient, chinese):
    stranger = PersonFactory()

    with pytest.raises(AcknowledgementRefused, match="not asked"):
        acknowledge(recipient, chinese, by=stranger.user)


def test_who_may_not_read_may_not_acknowledge(recipient, chinese):
    recipient.person.postings.update(ends_on="2026-11-01")

    with pytest.raises(PermissionRefused):
        acknowledge(recipient, chinese)


def test_who_is_asked_to_read_only_acknowledges_nothing():
    out = RoundFactory(circulation__must_acknowledge=False)
    recipient = RecipientFactory(round=out)

    with pytest.raises(AcknowledgementRefused, match="not asked"):
        acknowledge(recipient, rendition_of(out.edition))


def test_a_file_replaced_meanwhile_is_to_be_read_again(recipient, chinese):
    with pytest.raises(AcknowledgementRefused, match="was replaced"):
        acknowledge(recipient, chinese, sha256=sha256("<p>Something else</p>"))


def later_edition(recipient, change):
    return EditionFactory(
        publication=recipient.round.edition.publication,
        number=2,
        change=change,
        what_changed_en="A date.",
    )


def test_what_was_read_before_a_material_edition_is_acknowledged_no_more(recipient, chinese):
    later_edition(recipient, "material")

    with pytest.raises(AcknowledgementRefused, match="new edition"):
        acknowledge(recipient, chinese)


@pytest.mark.parametrize("which", ["first", "mended"])
def test_before_and_after_typing_errors_were_mended_it_counts(recipient, chinese, which):
    mended = rendition_of(later_edition(recipient, "typo"))
    read = {"first": chinese, "mended": mended}[which]

    [acknowledgement] = acknowledge(recipient, read)

    assert acknowledgement.edition == read.edition


def test_the_first_opening_counts(recipient):
    asked = asking(recipient.person.user, recipient.round.edition.publication)

    actions.note_opened(asked, now=NOW)
    actions.note_opened(asked, now=LATER)

    recipient.refresh_from_db()
    assert recipient.opened_at == NOW
