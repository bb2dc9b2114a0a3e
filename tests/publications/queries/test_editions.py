"""Which edition of a publication somebody is shown."""

import datetime as dt

import pytest

from people.roles import Role
from publications import queries
from tests.clock import NOW
from tests.factories import EditionFactory, PublicationFactory, person_with_role

pytestmark = pytest.mark.django_db


def test_reader_who_comes_as_the_last_edition_expires_is_shown_no_draft():
    reader = person_with_role(Role.CIVIL_SERVANT).user
    staff = person_with_role(Role.PROGRAMME_STAFF).user
    publication = PublicationFactory()
    published = publication.editions.get()
    published.expires_at = NOW
    published.save()
    draft = EditionFactory(
        publication=publication, number=2, in_the_making=True, change="typo", what_changed_en="More"
    )
    before = NOW - dt.timedelta(seconds=1)

    assert queries.edition_shown(publication, reader, before) == published
    assert queries.edition_shown(publication, reader, NOW) is None
    assert queries.edition_shown(publication, staff, NOW) == draft
