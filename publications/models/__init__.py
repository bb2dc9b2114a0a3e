"""Topics, and the library: publications, editions, reviews, renditions."""

from publications.models.editions import Edition, EditionQuerySet, EditionReview
from publications.models.links import OutsiderLink
from publications.models.publications import (
    Body,
    Language,
    Publication,
    PublicationQuerySet,
    PublicationTopic,
)
from publications.models.renditions import Captions, Conversion, Passage, Rendition
from publications.models.topics import Topic

__all__ = [
    "Body",
    "Captions",
    "Conversion",
    "Edition",
    "EditionQuerySet",
    "EditionReview",
    "Language",
    "OutsiderLink",
    "Passage",
    "Publication",
    "PublicationQuerySet",
    "PublicationTopic",
    "Rendition",
    "Topic",
]
