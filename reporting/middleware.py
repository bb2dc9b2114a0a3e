"""What happens to every request for a list as a file."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from core.exports import Count, followed_by, format_asked
from reporting.actions import exports
from reporting.addresses import Address


class _TooLong(Exception):
    """There are more rows than somebody should wait for."""


class _ShortOnly:
    """Lets a file begin if it is soon made."""

    def begins(self, file_name: str, count: Count) -> None:
        most = exports.ROWS_ANSWERED_AT_ONCE
        if count(most + 1) > most:
            raise _TooLong

    def wrote(self, rows: int) -> None:
        """Short files need no progress."""


class LongExportMiddleware:
    """Leaves long lists to a worker, whichever list it is; whoever asked sees how far it gets.

    Stands last, so that the view is called with all that the others give. What the view had written
    down when its list turned out to be long is taken back: the worker has it written down when the
    file is made.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: Sequence[Any],
        kwargs: Mapping[str, Any],
    ) -> HttpResponse | None:
        file_format = format_asked(request)
        if file_format is None or request.method != "GET" or not request.user.is_authenticated:
            return None
        address = Address.of(request.get_full_path())
        if address is None:
            return None
        try:
            with transaction.atomic(), followed_by(_ShortOnly()):
                return view(request, *args, **kwargs)
        except _TooLong:
            export = exports.ask_for_export(
                address=address, file_format=file_format, by=request.user, now=timezone.now()
            )
            return redirect("reporting:export-detail", export.pk)
