"""What views that show a page share."""

from typing import Any

from django.http import HttpRequest, QueryDict


def posted(request: HttpRequest) -> QueryDict | None:
    """What was posted, if anything was: an empty form that was sent is still one."""
    return request.POST if request.method == "POST" else None


def page_or_part(request: HttpRequest, template: str, part: str = "results") -> str:
    """Name what answers a request: the page, or that part of it where htmx asks for no more."""
    htmx: Any = request.htmx  # type: ignore[attr-defined]
    return f"{template}#{part}" if htmx and not htmx.boosted else template
