"""What videos and recordings may have, and what they lack for people who don't hear them."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from core.errors import RuleViolation
from publications.models import Language, Rendition

_CHINESE = {Language.TRADITIONAL_CHINESE, Language.SIMPLIFIED_CHINESE}


class NotRecorded(RuleViolation):
    """There is nothing to be heard in it."""


def check_can_have_captions(rendition: Rendition) -> None:
    if rendition.format not in {Rendition.Format.VIDEO, Rendition.Format.AUDIO}:
        raise NotRecorded(_("Only videos and recordings have captions. Choose one of those."))


def check_can_have_poster(rendition: Rendition) -> None:
    if rendition.format != Rendition.Format.VIDEO:
        raise NotRecorded(_("Only videos have a poster. Choose one of those."))


def barriers_of_recording(
    rendition: Rendition, captioned: Collection[str]
) -> list[Rendition.Barrier]:
    """Give what keeps people out who don't hear it, by the languages it has captions in.

    Captions are needed in the language that is spoken; in which script of Chinese is all the same.
    The transcript is made of them. What is neither video nor recording has no such barriers.
    """
    spoken = _CHINESE if rendition.language in _CHINESE else {rendition.language}
    if spoken & set(captioned):
        return []
    if rendition.format == Rendition.Format.VIDEO:
        return [Rendition.Barrier.NO_CAPTIONS]
    if rendition.format == Rendition.Format.AUDIO:
        return [Rendition.Barrier.NO_TRANSCRIPT]
    return []
