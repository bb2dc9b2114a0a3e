"""What views that show a page share."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, QueryDict

from core.errors import RuleViolation


def posted(request: HttpRequest) -> QueryDict | None:
    """What was posted, if anything was: an empty form that was sent is still one."""
    return request.POST if request.method == "POST" else None


def page_or_part(request: HttpRequest, template: str, part: str = "results") -> str:
    """Name what answers a request: the page, or that part of it where htmx asks for no more."""
    htmx: Any = request.htmx  # type: ignore[attr-defined]
    return f"{template}#{part}" if htmx and not htmx.boosted else template


@contextmanager
def told(request: HttpRequest, done: str) -> Iterator[None]:
    """Say on the next page that what is within was done or, where a rule refused it, why not."""
    try:
        yield
    except RuleViolation as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
