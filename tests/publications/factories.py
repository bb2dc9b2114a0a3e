"""Things of the library to test with. Each is valid on its own; say only what the test is about."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from publications.models import EditionReview, Rendition
from tests.clock import TODAY, at
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


class ReviewFactory(DjangoModelFactory):
    """A review that ICAC is asked for, of a draft of CSB with something to read."""

    class Meta:
        model = EditionReview
        skip_postgeneration_save = True

    edition = factory.SubFactory(EditionFactory, status="in_review", publish_at=None)
    rendition = factory.RelatedFactory(RenditionFactory, edition=factory.SelfAttribute("..edition"))
    body = "icac"
    due_on = TODAY + dt.timedelta(days=7)
    asked_at = at("2026-11-20")
    asked_by = factory.SubFactory(UserFactory)


def draft(**fields):
    """A first edition of CSB in the making, with something to read."""
    edition = EditionFactory(in_the_making=True, **fields)
    RenditionFactory(edition=edition)
    return edition


def approved(**fields):
    """A first edition of CSB that ICAC has approved and nobody has published."""
    edition = EditionFactory(publish_at=None, **fields)
    RenditionFactory(edition=edition)
    return edition


def publication_for(department):
    """A published publication for the people of one department alone."""
    audience = AudienceFactory()
    audience.departments.add(department)
    return PublicationFactory(audience=audience)
