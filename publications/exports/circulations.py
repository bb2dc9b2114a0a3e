"""The columns of circulations as files."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.exports import Column, bilingual, labels
from publications.models import Circulation, Language


def acknowledgement_columns() -> list[Column]:
    """Of acknowledgements, the proof: what was read, in which edition, and the hash of the file."""
    return [
        *bilingual(
            pgettext_lazy("of a publication", "Title"),
            en="edition__publication__title_en",
            zh="edition__publication__title_zh_hant",
        ),
        Column(_("Reference"), "edition__publication__reference", width=24),
        Column(_("Edition"), "edition__number", width=10),
        Column(_("Language"), "language", labels(Language.choices), width=20),
        Column(_("Acknowledged"), "acknowledged_at"),
        Column(_("SHA-256 of what was read"), "sha256", width=66),
    ]


def circulation_columns() -> list[Column]:
    """Of circulations with the numbers of their newest round."""
    return [
        *bilingual(
            pgettext_lazy("of a publication", "Title"),
            en="edition__publication__title_en",
            zh="edition__publication__title_zh_hant",
        ),
        Column(_("Edition"), "edition__number", width=10),
        Column(_("State"), "status", labels(Circulation.Status.choices)),
        Column(pgettext_lazy("of a circulation", "From"), "starts_at"),
        Column(pgettext_lazy("of a circulation", "Asked"), "asked_then", width=10),
        Column(_("Read"), "done_then", width=10),
    ]


def recipient_columns() -> list[Column]:
    """Of the recipients of a round: who was asked, by when, and what came of it."""
    proof = "acknowledgement"
    return [
        *bilingual(
            pgettext_lazy("of a person", "Name"),
            en="person__name_en",
            zh="person__name_zh",
            width=24,
        ),
        Column(_("Code"), "department__code", width=10),
        *bilingual(_("Department"), en="department__name_en", zh="department__name_zh_hant"),
        Column(pgettext_lazy("of a recipient", "Asked"), "asked_at"),
        Column(_("To be read by"), "due_on"),
        Column(_("Opened"), "opened_at"),
        Column(_("Acknowledged"), "acknowledged_at"),
        Column(_("Left the audience"), "left_on"),
        Column(_("Edition"), f"{proof}__edition__number", width=10),
        Column(_("Language"), f"{proof}__language", labels(Language.choices), width=20),
        Column(_("SHA-256 of what was read"), f"{proof}__sha256", width=66),
    ]
