"""Asking clamd, where there is one, whether a file holds a virus it knows.

The protocol is clamd's INSTREAM: pieces, each after its length, and an answer in one line.
"""

import socket
from typing import IO
from urllib.parse import urlsplit

from django.conf import settings

_PIECE = 256 * 1024
# A large file takes clamd minutes; whether it is there at all is known at once.
_SECONDS_TO_SCAN = 600
_SECONDS_TO_ANSWER = 2
_LONGEST_ANSWER = 4096


class ScannerUnreachable(Exception):
    """The scanner is not there, or can't say."""


def is_configured() -> bool:
    return bool(settings.CLAMAV_SOCKET)


def signature_in(file: IO[bytes]) -> str:
    """Give the name of the virus in a file, or nothing. Raises ScannerUnreachable."""
    file.seek(0)
    try:
        with _connection(_SECONDS_TO_SCAN) as connection:
            connection.sendall(b"zINSTREAM\0")
            try:
                while piece := file.read(_PIECE):
                    connection.sendall(len(piece).to_bytes(4) + piece)
                connection.sendall(bytes(4))
            except ConnectionError:
                # It has heard enough, and says why before it goes.
                pass
            answer = _answer(connection)
    except OSError as unreachable:
        raise ScannerUnreachable from unreachable
    if answer.endswith(" FOUND"):
        return answer.removeprefix("stream:").removesuffix(" FOUND").strip()[:200]
    if answer != "stream: OK":
        raise ScannerUnreachable(answer)
    return ""


def answers() -> bool:
    """Say whether the scanner is there."""
    try:
        with _connection(_SECONDS_TO_ANSWER) as connection:
            connection.sendall(b"zPING\0")
            return _answer(connection) == "PONG"
    except OSError:
        return False


def _connection(seconds: float) -> socket.socket:
    address = urlsplit(settings.CLAMAV_SOCKET)
    if address.scheme == "tcp":
        connection = socket.create_connection(
            (address.hostname or "", address.port or 3310), timeout=_SECONDS_TO_ANSWER
        )
        connection.settimeout(seconds)
        return connection
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(seconds)
    try:
        connection.connect(address.path)
    except OSError:
        connection.close()
        raise
    return connection


def _answer(connection: socket.socket) -> str:
    received = b""
    while b"\0" not in received and len(received) < _LONGEST_ANSWER:
        piece = connection.recv(_LONGEST_ANSWER)
        if not piece:
            break
        received += piece
    return received.partition(b"\0")[0].decode("utf-8", "replace").strip()
