"""How files come in: large ones to disk, beside the storage, so that keeping one is moving it."""

import datetime as dt
import tempfile
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django_htmx.http import HttpResponseClientRedirect

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

# A form has words beside its files, and lines between them.
_BESIDE_THE_FILES = 1024 * 1024
# What is still coming in has been written to within this time.
_TIME_TO_COME_IN = dt.timedelta(days=1)


def takes_large_files(view: View) -> View:
    """Let forms sent to this view be as large as the largest file, once it lets its user in.

    Where a script has sent the form (templates/components/upload.html), it follows a redirection as
    the browser does, so that the messages of the next page are shown there.
    """

    @wraps(view)
    def taking(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if request.htmx and isinstance(response, HttpResponseRedirect):
            return HttpResponseClientRedirect(response.url)
        return response

    taking.takes_large_files = True  # type: ignore[attr-defined]
    return taking  # type: ignore[return-value]


def largest_body(request: HttpRequest, view: Callable[..., Any]) -> int:
    """Say how many bytes may be sent to a view; what is above is refused before it is read.

    A stranger has nothing to send but words.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return _BESIDE_THE_FILES
    permissions = getattr(view, "required_permissions", ())
    if getattr(view, "takes_large_files", False) and any(map(user.has, permissions)):
        return max(settings.LARGEST_FILES.values()) + _BESIDE_THE_FILES
    return int(settings.LARGEST_FORM)


class Incoming(TemporaryUploadedFile):
    """A file that is coming in, in the folder for those; gone when it is closed and not kept."""

    def __init__(
        self,
        name: str | None,
        content_type: str | None,
        size: int | None,
        charset: str | None,
        content_type_extra: Any = None,
    ) -> None:
        settings.INCOMING_DIR.mkdir(parents=True, exist_ok=True)
        file = tempfile.NamedTemporaryFile(suffix=".upload", dir=settings.INCOMING_DIR)  # noqa: SIM115 - closed with the upload
        UploadedFile.__init__(self, file, name, content_type, size, charset, content_type_extra)


class IncomingHandler(TemporaryFileUploadHandler):
    """Write what comes in to disk piece by piece."""

    is_whole = True

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        FileUploadHandler.new_file(self, *args, **kwargs)
        self.file = Incoming(self.file_name, self.content_type, 0, self.charset)
        self.is_whole = False

    def file_complete(self, file_size: int) -> UploadedFile | None:
        self.is_whole = True
        return super().file_complete(file_size)


def drop_what_broke_off(request: HttpRequest) -> None:
    """Close what had not come whole when its connection broke; Django leaves it to chance when."""
    for handler in request.upload_handlers:
        if isinstance(handler, IncomingHandler) and not handler.is_whole:
            handler.upload_interrupted()


def sweep_incoming(now: dt.datetime) -> int:
    """Remove what a process left that was killed while a file came in; give how many."""
    removed = 0
    for path in Path(settings.INCOMING_DIR).glob("*.upload"):
        try:
            if path.stat().st_mtime < (now - _TIME_TO_COME_IN).timestamp():
                path.unlink()
                removed += 1
        except FileNotFoundError:
            continue
    return removed
