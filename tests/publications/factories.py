"""Things of the library to test with. Each is valid on its own; say only what the test is about."""

import factory
from factory.django import DjangoModelFactory

from publications.models import Rendition
from tests.clock import at
from tests.factories import AudienceFactory, EditionFactory, PublicationFactory, UserFactory


class RenditionFactory(DjangoModelFactory):
    """A link to an e-learning course, unless said otherwise."""

    class Meta:
        model = Rendition

    edition = factory.SubFactory(EditionFactory)
    language = "en"
    format = "link"
    link = "https://learning.example/integrity"
    added_at = at("2020-01-01")
    added_by = factory.SubFactory(UserFactory)


def publication_for(department):
    """A published publication for the people of one department alone."""
    audience = AudienceFactory()
    audience.departments.add(department)
    return PublicationFactory(audience=audience)
