"""Things of the library to test with. Each is valid on its own; say only what the test is about."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from core import files
from core.chinese import fold
from core.files import FileKind
from publications.models import (
    Acknowledgement,
    Captions,
    Circulation,
    CirculationRound,
    Conversion,
    CopyOrder,
    EditionReview,
    Passage,
    PostedPhoto,
    Recipient,
    Rendition,
    Stock,
)
from tests import uploads
from tests.clock import NOW, TODAY, at
from tests.factories import (
    AudienceFactory,
    DepartmentFactory,
    EditionFactory,
    PersonFactory,
    PublicationFactory,
    UserFactory,
)


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


def kept(upload, by=None):
    """A file in the store, as one has handed it in."""
    return files.store(upload, kinds=set(FileKind), by=by or UserFactory(), now=NOW)


class VideoFactory(RenditionFactory):
    """A video of two seconds with captions and a picture of it."""

    class Meta:
        model = Rendition
        skip_postgeneration_save = True

    format = "video"
    link = ""
    stored = factory.LazyFunction(lambda: kept(uploads.clip("film.mp4")))

    @factory.post_generation
    def captions(self, create, extracted, **kwargs):
        Captions.objects.create(
            rendition=self,
            language="en",
            stored=kept(uploads.captions()),
            added_at=NOW,
            added_by=UserFactory(),
        )

    @factory.post_generation
    def preview(self, create, extracted, **kwargs):
        preview = kept(uploads.photograph("frame.jpg"))
        Conversion.objects.create(rendition=self, state="done", preview=preview)


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


class CirculationFactory(DjangoModelFactory):
    """A circulation to everybody that is out, without a round; `draft=True` for a draft."""

    class Meta:
        model = Circulation

    class Params:
        draft = factory.Trait(status="draft", starts_at=None, sent_at=None, sent_by=None)

    edition = factory.SubFactory(EditionFactory)
    audience = factory.SubFactory(AudienceFactory)
    scale = Circulation.Scale.ALL
    message_en = "Please read it before the festival."
    status = Circulation.Status.SENT
    starts_at = NOW
    days = 10
    unit = Circulation.Unit.DAYS
    created_at = NOW
    created_by = factory.SubFactory(UserFactory)
    sent_at = NOW
    sent_by = factory.SelfAttribute("created_by")


class RoundFactory(DjangoModelFactory):
    """The first round of a circulation, gone out to nobody yet known."""

    class Meta:
        model = CirculationRound

    circulation = factory.SubFactory(CirculationFactory)
    number = 1
    edition = factory.SelfAttribute("circulation.edition")
    cause = CirculationRound.Cause.FIRST
    occasion = "first"
    starts_at = factory.SelfAttribute("circulation.starts_at")
    begun_at = NOW
    finished_at = NOW


class RecipientFactory(DjangoModelFactory):
    """Somebody asked today, with ten days to read."""

    class Meta:
        model = Recipient

    round = factory.SubFactory(RoundFactory)
    person = factory.SubFactory(PersonFactory)
    department = factory.LazyAttribute(lambda recipient: recipient.person.postings.get().department)
    asked_at = NOW
    due_on = TODAY + dt.timedelta(days=10)


class AcknowledgementFactory(DjangoModelFactory):
    """What a recipient acknowledged, with the recipient marked so."""

    class Meta:
        model = Acknowledgement

    recipient = factory.SubFactory(
        RecipientFactory,
        opened_at=factory.SelfAttribute("..acknowledged_at"),
        acknowledged_at=factory.SelfAttribute("..acknowledged_at"),
    )
    person = factory.SelfAttribute("recipient.person")
    edition = factory.SelfAttribute("recipient.round.edition")
    rendition = factory.SubFactory(RenditionFactory, edition=factory.SelfAttribute("..edition"))
    language = "en"
    sha256 = "a" * 64
    acknowledged_at = NOW + dt.timedelta(hours=1)


def rendition_of(upload, format_="pdf", **fields):
    """A rendition that is a file."""
    adder = fields.pop("added_by", None) or UserFactory()
    stored = kept(upload, by=adder)
    return RenditionFactory(format=format_, link="", stored=stored, added_by=adder, **fields)


def video(*, seconds=60, edition=None, **fields):
    """A video that says it is so long, in an edition in the making unless told otherwise."""
    return rendition_of(
        uploads.clip("film.webm"),
        "video",
        duration=dt.timedelta(seconds=seconds),
        edition=edition or EditionFactory(in_the_making=True),
        **fields,
    )


class PassageFactory(DjangoModelFactory):
    """The first page of a PDF in English, unless said otherwise."""

    class Meta:
        model = Passage

    rendition = factory.SubFactory(RenditionFactory)
    language = factory.SelfAttribute("rendition.language")
    page = 1
    text = "Declare what you hold."
    search_text = factory.LazyAttribute(lambda passage: fold(passage.text))


class StockFactory(DjangoModelFactory):
    """Printed copies of an edition in English: a hundred on hand, all free."""

    class Meta:
        model = Stock

    edition = factory.SubFactory(EditionFactory)
    language = "en"
    on_hand = 100
    created_at = NOW
    created_by = factory.SubFactory(UserFactory)


class CopyOrderFactory(DjangoModelFactory):
    """An order of ten copies that waits, unless it `was_allotted`, `was_sent`, `was_received`….

    What is allotted and not yet sent is noted in the stock, too.
    """

    class Meta:
        model = CopyOrder
        skip_postgeneration_save = True

    class Params:
        was_sent = factory.Trait(
            status="sent",
            allotted=factory.SelfAttribute("copies"),
            sent_at=NOW,
            sent_by=factory.SelfAttribute("ordered_by"),
        )
        was_received = factory.Trait(
            was_sent=True,
            status="received",
            received_at=NOW,
            received_by=factory.SelfAttribute("ordered_by"),
        )
        was_allotted = factory.Trait(status="allotted", allotted=factory.SelfAttribute("copies"))
        was_withdrawn = factory.Trait(
            status="withdrawn", closed_at=NOW, closed_by=factory.SelfAttribute("ordered_by")
        )

    stock = factory.SubFactory(StockFactory)
    department = factory.SubFactory(DepartmentFactory)
    copies = 10
    contact = "Miss Ho, Executive Officer"
    address = "Room 302, 3/F, Customs Headquarters Building"
    ordered_at = NOW
    ordered_by = factory.SubFactory(UserFactory)
    allotted_at = factory.LazyAttribute(lambda order: NOW if order.allotted else None)
    allotted_by = factory.LazyAttribute(lambda order: order.ordered_by if order.allotted else None)
    allotted = None

    @factory.post_generation
    def set_aside(self, create, extracted, **kwargs):
        if self.status == CopyOrder.Status.ALLOTTED:
            self.stock.allotted += self.allotted
            self.stock.save()


class PostedPhotoFactory(DjangoModelFactory):
    """A photograph of a notice board on which copies hang."""

    class Meta:
        model = PostedPhoto

    order = factory.SubFactory(CopyOrderFactory, was_received=True)
    stored = factory.LazyFunction(lambda: kept(uploads.photograph("board.jpg")))
    place = "Notice board, 3/F"
    posted_on = TODAY
    added_at = NOW
    added_by = factory.SubFactory(UserFactory)
