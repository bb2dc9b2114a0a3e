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
from publications.models.copies import (
    DEFAULT_LIMIT,
    CopyOrder,
    CopyOrderQuerySet,
    Movement,
    PostedPhoto,
    Stock,
    StockQuerySet,
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
    "DEFAULT_LIMIT",
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
    "CopyOrder",
    "CopyOrderQuerySet",
    "Edition",
    "EditionQuerySet",
    "EditionReview",
    "Language",
    "Movement",
    "OutsiderLink",
    "Passage",
    "PostedPhoto",
    "Publication",
    "PublicationQuerySet",
    "PublicationTopic",
    "Recipient",
    "RecipientQuerySet",
    "Rendition",
    "Stock",
    "StockQuerySet",
    "Topic",
    "Viewing",
    "whole_seconds",
]
