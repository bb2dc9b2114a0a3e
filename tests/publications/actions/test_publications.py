"""Adding titles, correcting, archiving and deleting them."""

import datetime as dt
from dataclasses import replace

import pytest

from core.errors import PermissionRefused
from core.models import AuditEntry
from core.versions import Stale
from people.models import Audience
from people.roles import Role
from publications import actions
from publications.models import Edition, Publication
from publications.rules import EditionRefused
from publications.uses import _SOURCES as sources  # noqa: N811
from publications.uses import Use
from tests.clock import NOW
from tests.factories import (
    DepartmentFactory,
    EditionFactory,
    PublicationFactory,
    TopicFactory,
    person_with_role,
)
from tests.publications.factories import ReviewFactory, draft

pytestmark = pytest.mark.django_db

FACTS = actions.PublicationFacts(
    title_en="Gifts: a guide",
    title_zh_hant="收受禮物指南",
    kind="guide",
    body="csb",
    description_zh_hant="何謂利益",
)


@pytest.fixture
def staff():
    return person_with_role(Role.PROGRAMME_STAFF).user


@pytest.fixture
def icac():
    return person_with_role(Role.ICAC_STAFF).user


def create(by, facts=FACTS):
    return actions.create_publication(facts=facts, by=by, now=NOW)


def change(publication, by, facts, version=1):
    return actions.change_publication(
        publication_id=publication.pk, facts=facts, version=version, by=by, now=NOW
    )


def test_title_is_added_with_its_first_edition_as_a_draft(staff):
    topic = TopicFactory()

    publication = create(staff, replace(FACTS, topics=[topic]))

    assert publication.title_zh_hans == "收受礼物指南"
    assert publication.description_zh_hans == "何谓利益"
    assert list(publication.topics.all()) == [topic]
    assert publication.audience is None
    edition = publication.editions.get()
    assert (edition.number, edition.status, edition.created_by) == (1, "draft", staff)
    assert AuditEntry.objects.get().action == "publications.publication_created"


def test_title_added_twice_by_the_same_form_is_there_once(staff):
    assert create(staff) == create(staff)
    assert Publication.objects.count() == 1


def test_title_is_added_by_staff_of_its_body_alone(icac):
    with pytest.raises(PermissionRefused):
        create(icac)
    with pytest.raises(PermissionRefused):
        create(person_with_role(Role.AUDITOR).user)
    assert not Publication.objects.exists()


def test_title_is_found_under_its_new_words(staff):
    publication = create(staff)

    change(publication, staff, replace(FACTS, title_en="Advantages"))

    assert list(Publication.objects.search("advantages")) == [publication]
    assert list(Publication.objects.search("gifts")) == []


def test_corrected_simplified_title_stands_until_the_traditional_one_changes(staff):
    publication = create(staff)
    corrected = replace(FACTS, title_zh_hans="收礼指南")

    change(publication, staff, corrected)
    assert Publication.objects.get().title_zh_hans == "收礼指南"

    change(publication, staff, replace(corrected, title_zh_hans="", title_zh_hant="禮物"), 2)
    assert Publication.objects.get().title_zh_hans == "礼物"


def test_change_of_what_somebody_saved_meanwhile_is_refused(staff):
    publication = create(staff)
    change(publication, staff, replace(FACTS, reference="CSB 1/2026"))

    with pytest.raises(Stale):
        change(publication, staff, replace(FACTS, reference="CSB 2/2026"))

    assert Publication.objects.get().reference == "CSB 1/2026"


def test_other_body_changes_nothing(staff, icac):
    publication = create(staff)

    with pytest.raises(PermissionRefused):
        change(publication, icac, FACTS)
    with pytest.raises(PermissionRefused):
        change(publication, staff, replace(FACTS, body="icac"))


def test_audience_is_kept_while_there_is_one(staff):
    department = DepartmentFactory()
    publication = create(staff, replace(FACTS, levels=["senior"], departments=[department]))
    audience = publication.audience
    assert (audience.levels, list(audience.departments.all())) == (["senior"], [department])

    change(publication, staff, replace(FACTS, roles=["speaker"]))
    audience.refresh_from_db()
    assert (audience.levels, audience.roles, audience.departments.count()) == ([], ["speaker"], 0)

    change(publication, staff, FACTS, version=2)
    assert Publication.objects.get().audience is None
    assert not Audience.objects.exists()


def test_archived_title_leaves_the_readers_library_and_comes_back(staff):
    publication = PublicationFactory()
    reader = person_with_role(Role.CIVIL_SERVANT).user

    actions.archive_publication(publication_id=publication.pk, by=staff, now=NOW)
    actions.archive_publication(publication_id=publication.pk, by=staff, now=NOW)
    assert list(Publication.objects.visible_to(reader)) == []

    actions.restore_publication(publication_id=publication.pk, by=staff, now=NOW)
    assert list(Publication.objects.visible_to(reader)) == [publication]
    assert [entry.action for entry in AuditEntry.objects.order_by("pk")] == [
        "publications.publication_archived",
        "publications.publication_restored",
    ]


def test_title_in_review_is_not_archived(staff):
    review = ReviewFactory()

    with pytest.raises(EditionRefused, match="Recall it first"):
        actions.archive_publication(publication_id=review.edition.publication_id, by=staff, now=NOW)


def delete(publication, by):
    actions.delete_publication(publication_id=publication.pk, by=by, now=NOW)


def test_draft_is_deleted_with_all_that_was_made_for_it(staff):
    publication = create(staff, replace(FACTS, levels=["senior"]))
    edition = publication.editions.get()
    ReviewFactory(edition=edition, answer="returned", comment="No.", answered_at=NOW,
                  answered_by=staff)  # fmt: skip

    delete(publication, staff)

    assert not Publication.objects.exists()
    assert not Edition.objects.exists()
    assert not Audience.objects.exists()


@pytest.mark.parametrize("status", ["in_review", "approved"])
def test_what_came_further_than_a_draft_is_not_deleted(staff, status):
    edition = EditionFactory(status=status, publish_at=None)

    with pytest.raises(EditionRefused, match="Only a draft can be deleted"):
        delete(edition.publication, staff)


def test_what_is_used_is_archived_and_not_deleted(staff):
    publication = draft().publication

    def of_a_session(asked):
        return [Use(kind="Session", name="Gifts")] if asked == publication else []

    sources.append(of_a_session)
    try:
        with pytest.raises(EditionRefused, match="Archive it instead"):
            delete(publication, staff)
    finally:
        sources.remove(of_a_session)

    assert Publication.objects.filter(pk=publication.pk).exists()


def test_rights_end_on_their_day_for_readers_and_not_for_staff(staff):
    reader = person_with_role(Role.CIVIL_SERVANT).user
    publication = PublicationFactory(consent_ends_on=NOW.date())

    day_before = NOW.date() - dt.timedelta(days=1)
    assert not Publication.objects.within_rights(NOW.date()).exists()
    assert list(Publication.objects.within_rights(day_before)) == [publication]
    assert list(Publication.objects.visible_to(staff)) == [publication]
    assert reader.has("read_publications")
