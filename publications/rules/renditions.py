"""When a rendition may be added."""

from django.utils.translation import gettext as _

from core.errors import RuleViolation
from publications.models import Edition, Rendition

_FORMAT = Rendition.Format

# How the content types of each format begin.
_TYPES: dict[str, str] = {
    _FORMAT.PDF: "application/pdf",
    _FORMAT.VIDEO: "video/",
    _FORMAT.IMAGE: "image/",
    _FORMAT.AUDIO: "audio/",
}


class RenditionRefused(RuleViolation):
    """The rendition can't be taken so."""


def check_is_not_there(edition: Edition, language: str, format_: str) -> None:
    same = edition.renditions.filter(language=language, format=format_).first()
    if same is not None:
        raise RenditionRefused(
            _("There is one already: %(rendition)s. Remove it first to replace it.")
            % {"rendition": same}
        )


def check_has_content(rendition: Rendition) -> None:
    """Refuse a rendition without what its format says it is."""
    if rendition.format == _FORMAT.LINK and not rendition.link:
        raise RenditionRefused(_("Write the address that it leads to, beginning with https://."))
    if rendition.format == _FORMAT.HTML and not rendition.text:
        raise RenditionRefused(_("Nothing readable is left of this text. Write it again."))
    if rendition.format not in (_FORMAT.LINK, _FORMAT.HTML) and rendition.stored is None:
        raise RenditionRefused(_("Choose the file."))


def check_is_of_its_format(rendition: Rendition) -> None:
    """Refuse a file that is of another format than was said."""
    stored = rendition.stored
    if stored is not None and not stored.content_type.startswith(_TYPES[rendition.format]):
        raise RenditionRefused(
            _("The file is not of the format chosen (%(format)s). Choose the other format.")
            % {"format": rendition.get_format_display()}
        )
