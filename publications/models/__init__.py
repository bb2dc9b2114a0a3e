"""Topics, and the library: publications, editions, reviews, renditions."""

from publications.models.chasers import (
    Chaser,
    ChaserQuerySet,
)
from publications.models.circulations import (
    Acknowledgement,
    Circulation,
    CirculationQuerySet,
    CirculationRound,
    Recipient,
    RecipientQuerySet,
)
from publications.models.concordances import (
    Concordance,
)
from publications.models.editions import (
    Edition,
    EditionQuerySet,
    EditionReview,
)
from publications.models.links import (
    OutsiderLink,
)
from publications.models.publications import (
    Body,
    Language,
    Publication,
    PublicationQuerySet,
    PublicationTopic,
)
from publications.models.renditions import (
    Captions,
    Conversion,
    Passage,
    Rendition,
)
from publications.models.topics import (
    Topic,
)
from publications.models.viewings import (
    Viewing,
    whole_seconds,
)

__all__ = [
    "Acknowledgement",
    "Body",
    "Captions",
    "Chaser",
    "ChaserQuerySet",
    "Circulation",
    "CirculationQuerySet",
    "CirculationRound",
    "Concordance",
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
    "Recipient",
    "RecipientQuerySet",
    "Rendition",
    "Topic",
    "Viewing",
    "whole_seconds",
]
