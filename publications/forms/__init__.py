"""Input about publications, turned into clean values. Nothing here saves anything."""

from publications.forms.editions import (
    EditionForm,
    values_of_edition,
)
from publications.forms.links import (
    LinkForm,
)
from publications.forms.publications import (
    PublicationForm,
    values_of_publication,
)
from publications.forms.publishing import (
    ExpiryForm,
    PublishingForm,
    WithdrawalForm,
)
from publications.forms.renditions import (
    AlternativeTextForm,
    ExemptionForm,
    RenditionForm,
)
from publications.forms.reviews import (
    AnswerForm,
    ReviewForm,
)

__all__ = [
    "AlternativeTextForm",
    "AnswerForm",
    "EditionForm",
    "ExemptionForm",
    "ExpiryForm",
    "LinkForm",
    "PublicationForm",
    "PublishingForm",
    "RenditionForm",
    "ReviewForm",
    "WithdrawalForm",
    "values_of_edition",
    "values_of_publication",
]
