"""The sample's library: a sheet for each title that is known, and some that are in the making."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from core.days import HONG_KONG, day_of
from integrity.sample.data.cast import CAST
from integrity.sample.data.library import MADE, NEXT_EDITION_OF, PARAGRAPHS, Made
from people.models import User
from people.roles import Role
from publications import actions
from publications.models import Body, Edition, Publication

_SHEET = Path(__file__).parent / "data" / "publication.typ"
_STAFF = {Body.CSB: Role.PROGRAMME_STAFF, Body.ICAC: Role.ICAC_STAFF}
_ON_ANOTHER_SITE = {Publication.Kind.WEB_PACKAGE, Publication.Kind.E_LEARNING}


@transaction.atomic
def load(*, now: dt.datetime) -> None:
    """Give the known titles something to read, and make some more, unless that was done."""
    if Publication.objects.filter(title_en=MADE[0].title_en).exists():
        return
    staff = _staff()
    known = Edition.objects.filter(created_at=None, renditions=None).select_related("publication")
    for edition in known.order_by("pk"):
        _give_files(edition, staff[Body(edition.publication.body)], now)
    for made in MADE:
        _make(made, staff, now)
    _begin_next_edition(staff, now)


def _staff() -> dict[Body, User]:
    emails = {part.role: part.email for part in CAST}
    return {body: User.objects.get(email=emails[role]) for body, role in _STAFF.items()}


def _give_files(edition: Edition, by: User, now: dt.datetime) -> None:
    publication = edition.publication
    if publication.kind == Publication.Kind.VIDEO:
        return
    for language in publication.languages or ["en"]:
        if publication.kind in _ON_ANOTHER_SITE:
            facts = actions.RenditionFacts(
                language=language, format="link", link="https://learning.example/integrity"
            )
        else:
            facts = _sheet(publication, language, by, now)
        actions.add_rendition(edition_id=edition.pk, facts=facts, by=by, now=now)


def _sheet(
    publication: Publication, language: str, by: User, now: dt.datetime
) -> actions.RenditionFacts:
    """Give a PDF of a few kilobytes, typeset here, where the publication's own would be."""
    is_english = language == "en"
    title = publication.title_en if is_english else publication.title_zh_hant
    data: dict[str, Any] = {
        "title": title or publication.title_en or publication.title_zh_hant,
        "publisher": publication.publisher or "CSB",
        "lang": "en" if is_english else "zh",
        "paragraphs": PARAGRAPHS["en" if is_english else "zh-hant"],
    }
    compiled = typst.compile(
        _SHEET,
        font_paths=[settings.FONTS_DIR],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=int(dt.datetime(2026, 1, 1, tzinfo=HONG_KONG).timestamp()),
    )
    stored = actions.keep_rendition_file(
        publication=publication,
        upload=SimpleUploadedFile(f"{language}.pdf", bytes(compiled)),
        by=by,
        now=now,
    )
    return actions.RenditionFacts(language=language, format="pdf", stored_id=stored.pk)


def _make(made: Made, staff: dict[Body, User], now: dt.datetime) -> None:
    author = staff[made.body]
    begun = now - dt.timedelta(days=20)
    facts = actions.PublicationFacts(
        title_en=made.title_en,
        title_zh_hant=made.title_zh_hant,
        description_en=made.description_en,
        description_zh_hant=made.description_zh_hant,
        kind=made.kind,
        body=made.body,
        publisher=made.body.upper(),
        owner=author,
        licence="Pictures, for one year" if made.stage == "rights_ending" else "",
        licence_ends_on=(
            day_of(now) + dt.timedelta(days=20) if made.stage == "rights_ending" else None
        ),
    )
    publication = actions.create_publication(facts=facts, by=author, now=begun)
    edition = publication.editions.get()
    for language in ("en", "zh-hant"):
        sheet = _sheet(publication, language, author, begun)
        actions.add_rendition(edition_id=edition.pk, facts=sheet, by=author, now=begun)
    if made.stage == "draft":
        return
    is_late = made.stage == "overdue"
    review = actions.ask_for_review(
        edition_id=edition.pk,
        due_on=day_of(now) + dt.timedelta(days=-2 if is_late else 5),
        note=made.note,
        by=author,
        now=begun,
    )
    reviewer = staff[made.body.other]
    if made.stage == "returned":
        actions.answer_review(
            review_id=review.pk,
            answer="returned",
            comment=made.comment,
            by=reviewer,
            now=now - dt.timedelta(days=1),
        )
    elif made.stage == "rights_ending":
        actions.answer_review(review_id=review.pk, answer="approved", by=reviewer, now=begun)
        actions.publish_edition(edition_id=edition.pk, by=author, now=begun)


def _begin_next_edition(staff: dict[Body, User], now: dt.datetime) -> None:
    publication = Publication.objects.get(title_en=NEXT_EDITION_OF)
    author, reviewer = staff[Body.CSB], staff[Body.ICAC]
    edition = actions.begin_edition(
        publication_id=publication.pk,
        facts=actions.EditionFacts(
            change=Edition.Change.MATERIAL,
            dated_on=day_of(now),
            what_changed_en="Names the lenders whose terms have changed, and the new form.",
            what_changed_zh_hant="列出條款有所更改的貸款機構，並載有新表格。",
        ),
        by=author,
        now=now,
    )
    sheet = _sheet(publication, "en", author, now)
    actions.add_rendition(edition_id=edition.pk, facts=sheet, by=author, now=now)
    review = actions.ask_for_review(edition_id=edition.pk, due_on=day_of(now), by=author, now=now)
    actions.answer_review(review_id=review.pk, answer="approved", by=reviewer, now=now)
    actions.publish_edition(
        edition_id=edition.pk, publish_at=now + dt.timedelta(days=3), by=author, now=now
    )
