"""Serving files that were handed in, so that nothing in them can act as a page of ours."""

import re
from collections.abc import Iterator
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

from core.models import StoredFile

# What a browser may show; nothing here can hold a script that runs as ours.
_SHOWN = {
    *("image/jpeg", "image/png", "application/pdf", "text/vtt"),
    *("video/mp4", "video/webm"),
    *("audio/mpeg", "audio/mp4", "audio/ogg", "audio/wav", "audio/webm"),
}
_READ_AT_ONCE = 256 * 1024
_RANGE = re.compile(r"bytes=(\d{1,18})?-(\d{1,18})?")

# The name of the address that nginx alone can follow: deploy/nginx/integrity.conf.
_ADDRESS_FOR_NGINX = "/kept-files/"


def serve(
    stored: StoredFile, *, inline: bool = False, request: HttpRequest | None = None
) -> HttpResponseBase:
    """Answer with a file, as an attachment or, where asked and harmless, to be shown.

    The caller has made sure that this user may have it. With the request, a browser that has it
    already is told so, and a part asked for (a player seeks) is given.
    """
    response = _answer(stored, request)
    shown = inline and stored.content_type in _SHOWN
    response["Content-Disposition"] = content_disposition_header(not shown, stored.name) or ""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = _policy(stored.content_type if shown else "")
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    # Kept by this browser only, and never shown again without asking whether it still may be.
    response["Cache-Control"] = "private, no-cache"
    return response


def _policy(shown: str) -> str:
    if shown == "application/pdf":
        # A sandbox would keep browsers from opening their viewer of PDF, which has its own.
        return "default-src 'none'; object-src 'self'; frame-ancestors 'none'"
    if shown.startswith(("video/", "audio/")):
        return "default-src 'none'; media-src 'self'; frame-ancestors 'none'; sandbox"
    return "default-src 'none'; frame-ancestors 'none'; sandbox"


def _answer(stored: StoredFile, request: HttpRequest | None) -> HttpResponseBase:
    if settings.FILES_BY_NGINX:
        response = HttpResponse(content_type=stored.content_type)
        response["X-Accel-Redirect"] = _ADDRESS_FOR_NGINX + quote(str(stored.file))
        return response
    etag = f'"{stored.sha256}"'
    if request and (known := get_conditional_response(request, etag=etag)):
        return known
    span = _span_asked(request, etag, stored.size)
    if span == (0, 0):
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{stored.size}"})
    start, stop = span or (0, stored.size)
    status = 206 if span else 200
    part: HttpResponseBase
    if request and request.method == "HEAD":
        part = HttpResponse(content_type=stored.content_type, status=status)
    else:
        # A store of objects gives a part by itself; of a file we read it.
        read = getattr(default_storage, "parts", _parts)
        parts = read(str(stored.file), start, stop - start)
        part = StreamingHttpResponse(parts, content_type=stored.content_type, status=status)
    part["ETag"] = etag
    part["Accept-Ranges"] = "bytes"
    part["Content-Length"] = str(stop - start)
    if span:
        part["Content-Range"] = f"bytes {start}-{stop - 1}/{stored.size}"
    return part


def _span_asked(request: HttpRequest | None, etag: str, size: int) -> tuple[int, int] | None:
    """Give the bytes asked for, from one inclusive to one exclusive; None is all of them.

    A span that holds none of the file's bytes comes back as (0, 0).
    """
    if request is None or request.headers.get("If-Range", etag) != etag:
        return None
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    if not asked or not any(asked.groups()):
        return None
    first, last = asked.groups()
    if first is None:
        start, stop = max(size - int(last), 0), size
    else:
        start, stop = int(first), min(int(last) + 1 if last else size, size)
    return (start, stop) if start < stop else (0, 0)


def _parts(name: str, start: int, length: int) -> Iterator[bytes]:
    with default_storage.open(name) as file:
        file.seek(start)
        while length > 0 and (part := file.read(min(length, _READ_AT_ONCE))):
            length -= len(part)
            yield part
