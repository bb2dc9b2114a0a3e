"""A server that speaks clamd's protocol on a socket of this machine, and knows one virus.

Not a mock of ours: what it checks is what clamd checks, byte by byte, as its manual tells.
"""

import socket
import threading
from contextlib import contextmanager

# What every scanner finds, without there being a virus: https://www.eicar.org, cut in two so that
# no scanner finds it in this repository.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + rb"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@contextmanager
def clamd(folder, *, longest=100 * 1024 * 1024):
    """Run such a server; give the address for CLAMAV_SOCKET."""
    path = str(folder / "clamd.ctl")
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    server.bind(path)
    server.listen()
    thread = threading.Thread(target=_serve, args=(server, longest), daemon=True)
    thread.start()
    try:
        yield f"unix://{path}"
    finally:
        server.shutdown(socket.SHUT_RDWR)
        server.close()
        thread.join(5)


def _serve(server, longest):
    while True:
        try:
            connection, _peer = server.accept()
        except OSError:
            return
        with connection, connection.makefile("rb") as stream:
            connection.sendall(_answer(stream, longest) + b"\0")


def _answer(stream, longest):
    command = b""
    while not command.endswith(b"\0"):
        command += stream.read(1)
    if command == b"zPING\0":
        return b"PONG"
    if command != b"zINSTREAM\0":
        return b"UNKNOWN COMMAND"
    received = b""
    while length := int.from_bytes(stream.read(4)):
        received += stream.read(length)
        if len(received) > longest:
            return b"INSTREAM size limit exceeded. ERROR"
    return b"stream: Eicar-Signature FOUND" if EICAR in received else b"stream: OK"
