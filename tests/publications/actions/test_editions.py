"""Beginning editions, writing, discarding and reopening them; what the database protects."""

import datetime as dt

import pytest

from core.errors import PermissionRefused
from core.versions import Stale
from people.roles import Role
from publications import actions
from publications.models import Edition, Rendition
from publications.rules import EditionRefused
from tests.clock import NOW
from tests.factories import EditionFactory, PublicationFactory, UserFactory, person_with_role
from tests.publications.factories import RenditionFactory, approved, draft
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db

MATERIAL = actions.EditionFacts(
    change="material",
    dated_on=dt.date(2026, 11, 1),
    what_changed_en="New limits.",
    what_changed_zh_hant="新限額。",
)


@pytest.fixture
def staff():
    return person_with_role(Role.PROGRAMME_STAFF).user


def begin(publication, by, facts=MATERIAL):
    return actions.begin_edition(publication_id=publication.pk, facts=facts, by=by, now=NOW)


def test_next_edition_supersedes_the_newest(staff):
    publication = PublicationFactory()

    edition = begin(publication, staff)

    assert (edition.number, edition.supersedes, edition.status) == (
        2,
        publication.editions.get(number=1),
        "draft",
    )
    assert edition.what_changed_zh_hans == "新限额。"


def test_next_edition_begun_twice_by_the_same_form_is_there_once(staff):
    publication = PublicationFactory()

    assert begin(publication, staff) == begin(publication, staff)
    assert publication.editions.count() == 2


def test_next_edition_waits_until_the_one_in_the_making_is_published(staff):
    colleague = person_with_role(Role.PROGRAMME_STAFF).user
    publication = PublicationFactory()
    begin(publication, colleague)

    with pytest.raises(EditionRefused, match="Edition 2 is still in the making"):
        begin(publication, staff)
    with pytest.raises(EditionRefused, match="Edition 1 is still in the making"):
        begin(approved().publication, staff)


def test_edition_is_begun_by_staff_of_its_body_alone():
    with pytest.raises(PermissionRefused):
        begin(PublicationFactory(), person_with_role(Role.ICAC_STAFF).user)


def test_edition_is_changed_unless_somebody_saved_it_meanwhile(staff):
    edition = draft()
    facts = actions.EditionFacts(dated_on=dt.date(2026, 1, 1))

    changed = actions.change_edition(
        edition_id=edition.pk, facts=facts, version=1, by=staff, now=NOW
    )
    assert (changed.dated_on, changed.version) == (dt.date(2026, 1, 1), 2)

    with pytest.raises(Stale):
        actions.change_edition(edition_id=edition.pk, facts=facts, version=1, by=staff, now=NOW)


@pytest.mark.parametrize(("status", "why"), [("in_review", "Recall it"), ("approved", "Reopen it")])
def test_edition_stands_still_in_review_and_once_approved(staff, status, why):
    edition = EditionFactory(status=status, publish_at=None)

    with pytest.raises(EditionRefused, match=why):
        actions.change_edition(edition_id=edition.pk, facts=MATERIAL, version=1, by=staff, now=NOW)


def test_later_draft_is_discarded_and_its_number_given_again(staff):
    publication = PublicationFactory()
    edition = begin(publication, staff)
    RenditionFactory(edition=edition)

    actions.discard_edition(edition_id=edition.pk, by=staff, now=NOW)

    assert publication.editions.get().number == 1
    assert begin(publication, staff).number == 2


def test_first_edition_is_not_discarded_without_its_publication(staff):
    with pytest.raises(EditionRefused, match="Delete the publication instead"):
        actions.discard_edition(edition_id=draft().pk, by=staff, now=NOW)


def test_approved_edition_is_reopened_while_nobody_waits_for_it(staff):
    edition = approved()

    assert actions.reopen_edition(edition_id=edition.pk, by=staff, now=NOW).status == "draft"
    assert actions.reopen_edition(edition_id=edition.pk, by=staff, now=NOW).status == "draft"


def test_scheduled_edition_is_not_reopened(staff):
    edition = approved()
    Edition.objects.update(publish_at=NOW + dt.timedelta(days=1))

    with pytest.raises(EditionRefused, match="Take it off the schedule"):
        actions.reopen_edition(edition_id=edition.pk, by=staff, now=NOW)


@pytest.mark.parametrize(
    "changed",
    [
        {"number": 7},
        {"dated_on": dt.date(2026, 1, 1)},
        {"change": "typo", "what_changed_en": "A comma."},
        {"what_changed_zh_hant": "逗號"},
    ],
)
def test_approved_edition_never_changes(changed):
    edition = approved()

    with refused_by("publications_edition_approved_never_changes"):
        Edition.objects.filter(pk=edition.pk).update(**changed)


@pytest.mark.parametrize("changed", [{"publish_at": NOW}, {"publish_at": None, "status": "draft"}])
def test_published_edition_is_never_taken_back(changed):
    edition = EditionFactory()

    with refused_by("publications_edition_published_never_taken_back"):
        Edition.objects.filter(pk=edition.pk).update(**changed)


def test_published_edition_may_expire_and_be_withdrawn():
    edition = EditionFactory()

    Edition.objects.filter(pk=edition.pk).update(
        expires_at=NOW, withdrawn_at=NOW, withdrawn_by=UserFactory(), withdrawal_reason="Wrong."
    )

    edition.refresh_from_db()
    assert edition.standing(NOW) == "withdrawn"


def test_approved_edition_is_never_deleted():
    edition = EditionFactory()

    with refused_by("publications_edition_approved_never_deleted"):
        Edition.objects.filter(pk=edition.pk).delete()


def test_rendition_of_an_approved_edition_never_changes():
    rendition = RenditionFactory()

    with refused_by("publications_rendition_approved_never_changes"):
        Rendition.objects.update(link="https://elsewhere.example/")
    Rendition.objects.filter(pk=rendition.pk).update(page_count=3)


def test_rendition_of_an_approved_edition_is_never_deleted():
    RenditionFactory()

    with refused_by("publications_rendition_approved_never_deleted"):
        Rendition.objects.all().delete()
