"""Photographs: decoded, turned upright, made smaller, and written anew.

Only the picture itself is written. Where and with what it was taken, and anything hidden behind
it, stays out.
"""

import io
import threading
from typing import IO

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from core.files.kinds import JPEG, PNG, Content, FileRefused

# Pillow's own limit warns at a number of pixels that is not ours; we ask before decoding.
Image.MAX_IMAGE_PIXELS = None

_FORMATS = ("JPEG", "PNG", "WEBP")
_QUALITY = 85
# A large picture takes some hundred megabytes while it is decoded.
_FEW_AT_A_TIME = threading.BoundedSemaphore(2)


def written_anew(file: IO[bytes]) -> tuple[io.BytesIO, Content]:
    """Give the picture in a new file, which is small, and what that is.

    Raises FileRefused if the file is no picture that can be shown.
    """
    with _FEW_AT_A_TIME:
        picture = _decoded(file)
        # JPEG knows no transparency; and what has it is a drawing rather than a photograph.
        is_drawing = picture.mode == "RGBA" or picture.format == "PNG"
        written = io.BytesIO()
        picture.info = {}
        if is_drawing:
            picture.save(written, "PNG", optimize=True)
        else:
            picture.save(written, "JPEG", quality=_QUALITY, progressive=True)
    return written, PNG if is_drawing else JPEG


def _decoded(file: IO[bytes]) -> Image.Image:
    edge = settings.LARGEST_IMAGE_EDGE
    file.seek(0)
    try:
        with Image.open(file, formats=_FORMATS) as opened:
            _check_pixels(opened.width * opened.height)
            opened.draft("RGB", (edge, edge))
            mode = "RGBA" if opened.has_transparency_data else "RGB"
            picture = ImageOps.exif_transpose(opened).convert(mode)
            picture.thumbnail((edge, edge), Image.Resampling.LANCZOS)
            picture.format = opened.format
            return picture
    except FileRefused:
        raise
    # Decoders raise whatever a broken file leads them to, and none of it is a fault of ours.
    except Exception as broken:
        raise FileRefused(
            _("This photograph is damaged and can't be shown. Take or save it again.")
        ) from broken


def _check_pixels(pixels: int) -> None:
    if pixels > settings.LARGEST_IMAGE_PIXELS:
        raise FileRefused(
            _(
                "This photograph has %(pixels)s million pixels. "
                "Save it smaller, with up to %(limit)s million."
            )
            % {
                "pixels": -(-pixels // 1_000_000),
                "limit": settings.LARGEST_IMAGE_PIXELS // 1_000_000,
            }
        )
