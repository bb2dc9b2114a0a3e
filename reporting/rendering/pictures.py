"""Pictures of points, for the files that hold no drawing."""

import json

import typst
from django.conf import settings

from reporting.rendering.paper import Picture

_TEMPLATE = settings.BASE_DIR / "templates" / "reporting" / "picture.typ"
_POINTS_PER_INCH = 200


def as_png(picture: Picture) -> bytes:
    """Give the picture as a PNG; a drawing as it looks across a page of A4."""
    if not picture.is_svg:
        return picture.data
    compiled = typst.compile(
        _TEMPLATE,
        format="png",
        ppi=_POINTS_PER_INCH,
        font_paths=[settings.FONTS_DIR],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps({"svg": picture.data.decode(), "width": picture.width})},
    )
    return bytes(compiled)
