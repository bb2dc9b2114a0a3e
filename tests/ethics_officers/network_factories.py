"""What officers ask, answer, subscribe to and share, to test with."""

import factory
from factory.django import DjangoModelFactory

from ethics_officers.models import (
    BoardAnswer,
    BoardQuestion,
    BoardSubscription,
    SharedFile,
    ThematicSession,
)
from tests.clock import NOW, TODAY
from tests.ethics_officers.factories import StoredFileFactory
from tests.factories import UserFactory


class BoardQuestionFactory(DjangoModelFactory):
    class Meta:
        model = BoardQuestion
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Fruit baskets {n}")
    text = "Do you return them?"
    asked_at = NOW
    asked_by = factory.SubFactory(UserFactory)

    @factory.post_generation
    def search_text(self, create, extracted, **kwargs):
        self.search_text = self.searchable()
        self.save(update_fields=["search_text"])


class BoardAnswerFactory(DjangoModelFactory):
    class Meta:
        model = BoardAnswer

    question = factory.SubFactory(BoardQuestionFactory)
    text = "We write to the contractors before."
    written_at = NOW
    written_by = factory.SubFactory(UserFactory)


class BoardSubscriptionFactory(DjangoModelFactory):
    class Meta:
        model = BoardSubscription

    user = factory.SubFactory(UserFactory)
    rhythm = BoardSubscription.Rhythm.DAILY
    digested_until = NOW


class SharedFileFactory(DjangoModelFactory):
    class Meta:
        model = SharedFile
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Letter to contractors {n}")
    stored = factory.SubFactory(StoredFileFactory)
    shared_at = NOW
    shared_by = factory.SubFactory(UserFactory)

    @factory.post_generation
    def search_text(self, create, extracted, **kwargs):
        self.search_text = self.searchable()
        self.save(update_fields=["search_text"])


class ThematicSessionFactory(DjangoModelFactory):
    """A workshop of history, or `of` a session in this system."""

    class Meta:
        model = ThematicSession

    class Params:
        of = None

    session = factory.SelfAttribute("of")
    kind = factory.LazyAttribute(lambda made: "" if made.of else ThematicSession.Kind.WORKSHOP)
    held_on = factory.LazyAttribute(lambda made: None if made.of else TODAY)
    theme_en = factory.LazyAttributeSequence(
        lambda made, n: "" if made.of else f"Supervisory accountability {n}"
    )
