"""The sample's film: made for it, of a few seconds, with captions in two languages and a poster."""

import datetime as dt
import io
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from PIL import Image, ImageDraw, ImageFont

from core import files
from core.files import FileKind
from integrity.sample.data.cast import CAST
from people.models import User
from people.roles import Role
from publications.actions.captions import put_captions
from publications.actions.posters import put_poster
from publications.actions.renditions import RenditionFacts, add_rendition
from publications.models import Body, Edition, Language, Publication, Rendition

_FILMS = Path(__file__).parent / "data" / "films"
_NAME = "declare-it-early"
# It stands for the films of this package, of which the library has none.
_TITLE = "Reference Package on Conflict of Interest for Managers in the Civil Service"
_CAPTIONED = (Language.TRADITIONAL_CHINESE, Language.ENGLISH)


@transaction.atomic
def load(*, now: dt.datetime) -> None:
    """Give one title a film, unless it has one."""
    edition = Edition.objects.get(publication=Publication.objects.get(title_en=_TITLE), number=1)
    if edition.renditions.filter(format=Rendition.Format.VIDEO).exists():
        return
    writers = {Body.CSB: Role.PROGRAMME_STAFF, Body.ICAC: Role.ICAC_STAFF}
    role = writers[Body(edition.publication.body)]
    staff = next(part.email for part in CAST if part.role == role)
    by = User.objects.get(email=staff)
    stored = files.store(_file("webm"), kinds={FileKind.VIDEO}, by=by, now=now)
    film = add_rendition(
        edition_id=edition.pk,
        facts=RenditionFacts(
            language=Language.TRADITIONAL_CHINESE,
            format=Rendition.Format.VIDEO,
            stored_id=stored.pk,
        ),
        by=by,
        now=now,
    )
    for language in _CAPTIONED:
        put_captions(
            rendition_id=film.pk,
            language=language,
            upload=_file(f"{language.value}.vtt"),
            by=by,
            now=now,
        )
    put_poster(rendition_id=film.pk, upload=_poster(), by=by, now=now)


def _file(ending: str) -> SimpleUploadedFile:
    name = f"{_NAME}.{ending}"
    return SimpleUploadedFile(name, (_FILMS / name).read_bytes())


def _poster() -> SimpleUploadedFile:
    """Draw the first picture of the film: what it is about, in both languages."""
    font = str(Path(settings.FONTS_DIR) / "noto-sans-hk" / "NotoSansHK_700Bold.ttf")
    picture = Image.new("RGB", (960, 540), "#0b6b5d")
    draw = ImageDraw.Draw(picture)
    draw.text((480, 220), "Declare it early", "white", ImageFont.truetype(font, 64), anchor="mm")
    draw.text((480, 320), "及早申報", "#bfdcd6", ImageFont.truetype(font, 52), anchor="mm")
    written = io.BytesIO()
    picture.save(written, "PNG")
    return SimpleUploadedFile("poster.png", written.getvalue())
