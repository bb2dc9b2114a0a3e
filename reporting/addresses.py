"""Addresses of lists, kept apart from where this installation happens to be reached."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.http import QueryDict
from django.urls import NoReverseMatch, Resolver404, ResolverMatch, resolve, reverse

# What an address may say that is not of the list itself: which page of it, and as what file.
_NOT_OF_THE_LIST = ("page", "export")

_LONGEST_QUERY = 4000


@dataclass(frozen=True)
class Address:
    """A page of ours with its filters and order: the name of its view, and what it is asked."""

    view: str
    kwargs: dict[str, Any] = field(default_factory=dict)
    query: str = ""

    @classmethod
    def of(cls, text: str) -> "Address | None":
        """Read an address such as `/system/people/?q=chan`; None if no page of ours is there.

        One that names a host, ours or another, is none: what is kept leads to this installation.
        """
        try:
            parts = urlsplit(text)
        except ValueError:
            return None
        if parts.scheme or parts.netloc or not parts.path.startswith("/"):
            return None
        try:
            match = resolve(parts.path)
        except Resolver404:
            return None
        query = QueryDict(parts.query, mutable=True)
        for name in _NOT_OF_THE_LIST:
            query.pop(name, None)
        asked = query.urlencode()
        if match.args or len(asked) > _LONGEST_QUERY:
            return None
        kept = {
            name: each if isinstance(each, int) else str(each)
            for name, each in match.kwargs.items()
        }
        return cls(match.view_name, kept, asked)

    @property
    def path(self) -> str:
        """The path of its page; empty if this release has no such page any more."""
        try:
            return reverse(self.view, kwargs=self.kwargs)
        except NoReverseMatch:
            return ""

    @property
    def url(self) -> str:
        return f"{self.path}?{self.query}" if self.query else self.path

    @property
    def match(self) -> ResolverMatch | None:
        """What answers at this address; None if nothing does any more."""
        return resolve(self.path) if self.path else None

    @property
    def digest(self) -> str:
        """The same for the same address, whatever the order in which its view is told things."""
        said = json.dumps([self.view, self.kwargs, self.query], sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()

    def as_file(self, file_format: str) -> str:
        """The address at which the list is given as a file."""
        return f"{self.path}?{self.query}{'&' if self.query else ''}export={file_format}"
