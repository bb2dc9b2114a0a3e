"""Asking a list's own view for its file, outside of any request: by a worker, or to look first.

The view is called as somebody, with what they may do at that moment. So who may open a list, which
of its rows they see, and what is recorded of it is said in one place, that list's own.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.module_loading import import_string
from django_htmx.middleware import HtmxDetails

from core.exports import Count, FileFormat, Follower, followed_by
from people.models import User
from reporting.addresses import Address


class NotOpen(Exception):
    """This user may not open the list, or it is not there for them."""


class NotAList(Exception):
    """The page is there, but gives no file: it is no list, or its filter is wrong."""


class _Begun(Exception):
    """The file would begin now; whoever only looks ends here."""


class _OnlyLooking:
    def begins(self, file_name: str, count: Count) -> None:
        raise _Begun

    def wrote(self, rows: int) -> None:
        """Nothing is ever written."""


def replay(address: Address, *, by: User, file_format: str, follower: Follower) -> HttpResponseBase:
    """Have the list's file made for somebody, in their language; give the answer that holds it.

    Raises NotOpen or NotAList, and whatever the follower raises. A CSV is made while the
    answer is read, so read it with the same language active.
    """
    match = address.match
    if match is None or not by.is_active:
        raise NotOpen
    request = _request(address, by, file_format)
    try:
        with followed_by(follower):
            response = match.func(request, *match.args, **match.kwargs)
    except (PermissionDenied, Http404) as refusal:
        raise NotOpen from refusal
    if not response.streaming:
        raise NotAList
    return response


def check_gives_a_list(address: Address, *, by: User) -> None:
    """Ask whether a list would be given to somebody; raises NotOpen or NotAList.

    Nothing is made, and nothing recorded: nobody has seen a row.
    """
    try:
        with transaction.atomic(), translation.override(by.language):
            replay(address, by=by, file_format=FileFormat.CSV, follower=_OnlyLooking())
    except _Begun:
        return
    raise NotAList


def is_for(address: Address, user: User) -> bool:
    """Say whether a page is for users like this one, by what its view requires of everybody.

    Costs no query. A page of one thing, such as a department's, may still be shut to them.
    """
    match = address.match
    required = getattr(match.func, "required_permissions", ()) if match else ()
    return match is not None and (not required or any(map(user.has, required)))


def opens(address: Address, *, by: User) -> bool:
    """Say whether somebody may open a list."""
    try:
        check_gives_a_list(address, by=by)
    except NotOpen:
        return False
    except NotAList:
        return True  # The page is open to them, and says itself what is wrong with its filter.
    return True


def _request(address: Address, by: User, file_format: str) -> HttpRequest:
    """Make the request by which this user would ask for the file."""
    request = HttpRequest()
    url = address.as_file(file_format)
    request.method = "GET"
    request.path = request.path_info = address.path
    request.META = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": address.path,
        "QUERY_STRING": url.partition("?")[2],
        "SERVER_NAME": urlsplit(settings.BASE_URL).hostname or "",
        "SERVER_PORT": "443" if settings.OVER_TLS else "80",
    }
    request.GET = QueryDict(request.META["QUERY_STRING"])
    request.user = by
    request.session = import_string(f"{settings.SESSION_ENGINE}.SessionStore")()
    request.htmx = HtmxDetails(request)  # type: ignore[attr-defined]
    request.LANGUAGE_CODE = translation.get_language()
    request.resolver_match = address.match
    return request
