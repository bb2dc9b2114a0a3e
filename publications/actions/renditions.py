"""Adding files, links and texts to an edition in the making, and taking them away."""

import datetime as dt
from dataclasses import dataclass

import nh3
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from core import audit, files
from core.files import FileKind
from core.models import StoredFile
from people.models import User
from publications import barriers, permissions, rules
from publications.actions.captions import note_barriers_of_recording
from publications.actions.conversions import queue_conversion
from publications.actions.locking import locked_edition, locked_rendition
from publications.actions.publications import delete_renditions
from publications.models import Edition, Publication, Rendition

# Which kind of file each format is.
RENDITION_KINDS = {
    Rendition.Format.PDF: FileKind.PDF,
    Rendition.Format.IMAGE: FileKind.IMAGE,
    Rendition.Format.VIDEO: FileKind.VIDEO,
    Rendition.Format.AUDIO: FileKind.AUDIO,
}

# What a text may be made of: nothing that looks like a part of our page, or fetches anything.
_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "code", "dd", "dl", "dt", "em", "h2", "h3",
    "h4", "hr", "i", "li", "ol", "p", "q", "s", "small", "strong", "sub", "sup", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"}}


@dataclass(frozen=True)
class RenditionFacts:
    """A rendition as staff give it: a kept file, a link or a text, by its format."""

    language: str
    format: str
    stored_id: int | None = None
    link: str = ""
    text: str = ""
    alternative_text: str = ""


@transaction.atomic
def keep_rendition_file(
    *, publication: Publication, upload: UploadedFile, by: User, now: dt.datetime
) -> StoredFile:
    """Keep a file that is to become a rendition. Raises FileRefused if it is of no kind we take."""
    permissions.check_can_change(by, publication)
    stored = files.store(upload, kinds=set(RENDITION_KINDS.values()), by=by, now=now)
    audit.record(by, "publications.file_uploaded", stored, at=now)
    return stored


@transaction.atomic
def add_rendition(
    *, edition_id: int, facts: RenditionFacts, by: User, now: dt.datetime
) -> Rendition:
    """Add a language and format to an edition in the making, or the file of one long published.

    Safe to repeat: the same again is there once. Raises RenditionRefused if another is there.
    """
    edition = _to_write(edition_id, by)
    text = harmless(facts.text)
    stored = (
        StoredFile.objects.visible_to(by).get(pk=facts.stored_id)
        if facts.stored_id is not None and facts.format in RENDITION_KINDS
        else None
    )
    rendition = Rendition(
        edition=edition,
        language=facts.language,
        format=facts.format,
        stored=stored,
        link=facts.link if facts.format == Rendition.Format.LINK else "",
        text=text if facts.format == Rendition.Format.HTML else "",
        alternative_text=facts.alternative_text,
        added_at=now,
        added_by=by,
    )
    if same := _same(rendition):
        return same
    rules.check_is_standing(edition.publication)
    rules.check_is_open_to_files(edition)
    rules.check_has_content(rendition)
    rules.check_is_of_its_format(rendition)
    rules.check_is_not_there(edition, facts.language, facts.format)

    rendition.barriers = barriers.check(rendition)
    if stored is not None and stored.content_type.startswith(("video/", "audio/")):
        with stored.file.open() as file:
            rendition.duration = files.duration_of(file)
    rendition.save()
    note_barriers_of_recording(rendition)
    queue_conversion(rendition=rendition)
    edition.note_change(by=by, at=now)
    edition.save()

    audit.record(
        by, "publications.rendition_added", rendition, at=now,
        edition=edition.pk, language=rendition.language, format=rendition.format,
    )  # fmt: skip
    return rendition


@transaction.atomic
def change_alternative_text(
    *, rendition_id: int, alternative_text: str, by: User, now: dt.datetime
) -> Rendition:
    """Say what a picture shows to those who can't see it, while its edition is in the making."""
    rendition = _rendition_to_write(rendition_id, by)
    if rendition.alternative_text == alternative_text:
        return rendition
    rules.check_is_in_the_making(rendition.edition)

    rendition.alternative_text = alternative_text
    rendition.barriers = barriers.check(rendition)
    rendition.save()

    audit.record(by, "publications.alternative_text_changed", rendition, at=now)
    return rendition


@transaction.atomic
def exempt_rendition(*, rendition_id: int, reason: str, by: User, now: dt.datetime) -> Rendition:
    """Write down why a rendition is published though it keeps some readers out.

    An empty reason takes the exemption back. Raises EditionRefused once it has readers.
    """
    rendition = _rendition_to_write(rendition_id, by)
    if rendition.exemption_reason == reason:
        return rendition
    rules.check_can_be_exempted(rendition.edition, now)

    rendition.exemption_reason = reason
    rendition.exempted_at, rendition.exempted_by = (now, by) if reason else (None, None)
    rendition.save()

    audit.record(by, "publications.rendition_exempted", rendition, at=now, is_exempt=bool(reason))
    return rendition


@transaction.atomic
def remove_rendition(*, rendition_id: int, by: User, now: dt.datetime) -> Edition:
    """Take a language and format off an edition in the making."""
    rendition = _rendition_to_write(rendition_id, by)
    edition = rendition.edition
    rules.check_is_in_the_making(edition)

    audit.record(
        by, "publications.rendition_removed", rendition, at=now,
        edition=edition.pk, language=rendition.language, format=rendition.format,
    )  # fmt: skip
    delete_renditions(Rendition.objects.filter(pk=rendition.pk))
    edition.note_change(by=by, at=now)
    edition.save()
    return edition


def harmless(html: str) -> str:
    """Give a text without anything that could act; empty if no words are left."""
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"https", "mailto"},
        link_rel="noopener noreferrer",
    ).strip()
    has_words = nh3.clean(clean, tags=set()).replace("&nbsp;", " ").strip()
    return clean if has_words else ""


def _to_write(edition_id: int, by: User) -> Edition:
    edition = locked_edition(edition_id)
    permissions.check_can_change(by, edition.publication)
    return edition


def _rendition_to_write(rendition_id: int, by: User) -> Rendition:
    rendition = locked_rendition(rendition_id)
    permissions.check_can_change(by, rendition.edition.publication)
    return rendition


def _same(rendition: Rendition) -> Rendition | None:
    """Give the rendition that is there already, if it says exactly this."""
    there = Rendition.objects.filter(
        edition=rendition.edition, language=rendition.language, format=rendition.format
    ).select_related("stored").first()  # fmt: skip
    if there is None or (there.link, there.text) != (rendition.link, rendition.text):
        return None
    hashes = [each.stored.sha256 if each.stored else "" for each in (there, rendition)]
    return there if hashes[0] == hashes[1] else None
