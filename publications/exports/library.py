"""The columns of the library as a file."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.exports import Column, bilingual, joined, labels
from publications.models import Language, Publication, Topic


def library_columns(topics: Iterable[Topic]) -> list[Column]:
    """Of publications with their `topic_ids`."""
    languages = labels(Language.choices)
    topic_names = labels((topic.pk, topic.name) for topic in topics)
    # The language of the page is no longer active when rows are written; addresses have none.
    address = settings.BASE_URL + reverse("publications:publication-detail", args=[0])
    return [
        *bilingual(_("Title"), en="title_en", zh="title_zh_hant"),
        Column(_("Kind"), "kind", labels(Publication.Kind.choices)),
        Column(_("Publisher"), "publisher", width=30),
        Column(pgettext_lazy("of a publication", "Reference"), "reference"),
        Column(_("Year"), "year", width=8),
        Column(
            _("Languages"), "languages", lambda stored: joined(map(languages, stored)), width=36
        ),
        Column(_("Topics"), "topic_ids", lambda ids: joined(map(topic_names, ids)), width=36),
        Column(_("Subjects"), "subjects", width=36),
        Column(
            pgettext_lazy("of a link", "Address"),
            "pk",
            lambda pk: address.replace("/0/", f"/{pk}/"),
            width=36,
        ),
    ]
