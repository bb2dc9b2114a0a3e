"""A mail as it goes over the wire, written by hand.

Python's generator takes longer over one mail than everything else that is done for it; in a mass
of reminders that is most of the time. What is written here is the little of RFC 5322 and 2045
that our mails need: a letter in two or three forms, each in base64, which any server passes on.
"""

import base64
from collections.abc import Sequence
from email.header import Header
from functools import lru_cache

from django.core.mail import EmailMessage
from django.core.mail.message import forbid_multi_line_headers

_CRLF = b"\r\n"

# A plain header of this length stands as it is; others, and those of addresses, are looked at.
_SHORT = 70
_ADDRESSES = {"From", "To"}


class Letter(EmailMessage):
    """A mail in several forms of the same content, the plainest first: (media type, text)."""

    def __init__(
        self, *, forms: Sequence[tuple[str, str]], boundary: str, **fields: object
    ) -> None:
        super().__init__(body=forms[0][1], **fields)  # type: ignore[arg-type]
        self.forms = forms
        self.boundary = boundary

    def message(self) -> "_OnTheWire":  # type: ignore[override]
        headers = {
            "Subject": self.subject,
            "From": self.from_email,
            "To": ", ".join(self.to),
            **self.extra_headers,
            "MIME-Version": "1.0",
        }
        boundary = self.boundary.encode()
        lines = [_header(name, value) for name, value in headers.items()]
        lines += [b"Content-Type: multipart/alternative;", b' boundary="%s"' % boundary]
        parts = [_CRLF.join(lines), _CRLF * 2]
        for media_type, text in self.forms:
            parts += [b"--", boundary, _CRLF, _part(media_type, text)]
        return _OnTheWire(b"".join([*parts, b"--", boundary, b"--", _CRLF]))


class _OnTheWire:
    """What a mail backend takes for a message: it gives its bytes."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def as_bytes(self, linesep: str = "\r\n") -> bytes:
        return self._content.replace(_CRLF, linesep.encode())


def _header(name: str, value: str) -> bytes:
    if value.isascii() and value.isprintable() and len(value) < _SHORT and name not in _ADDRESSES:
        return f"{name}: {value}".encode()
    return _encoded_header(name, value)


@lru_cache(maxsize=200)
def _encoded_header(name: str, value: str) -> bytes:
    _name, encoded = forbid_multi_line_headers(name, value, "utf-8")
    if name not in _ADDRESSES:
        encoded = Header(value, "utf-8", header_name=name).encode()
    return f"{name}: {encoded}".replace("\n", "\r\n").encode()


def _part(media_type: str, text: str) -> bytes:
    encoded = base64.encodebytes(text.encode()).replace(b"\n", _CRLF)
    head = f"Content-Type: {media_type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return head.encode() + encoded
