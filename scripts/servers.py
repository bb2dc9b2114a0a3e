"""PostgreSQL and Redis for a command: the configured ones, else our own for as long as it runs.

    python3 -m scripts.servers [--durable] -- COMMAND …

runs COMMAND with DATABASE_URL and REDIS_URL set, on servers that are gone afterwards, and their
data with them.
"""

import argparse
import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from scripts import postgres, processes, project, redis_server
from scripts.bootstrap import bootstrap
from scripts.machine import account_for_servers, can_reach
from scripts.processes import Account, Child, StopRequested, listen_for_stop_requests
from scripts.project import ROOT, VAR, CommandError

TEMPORARY = "integrity-servers-"
_LOCATION = VAR / "servers-folder"


@dataclass(frozen=True)
class Servers:
    """Where the servers answer, and which of them are ours to watch."""

    urls: dict[str, str]
    children: list[Child]


@contextmanager
def running(*, keep_data: bool, durable: bool = False) -> Iterator[Servers]:
    """Have both servers while the block lasts.

    `keep_data` keeps the database for the next time; `durable` makes it safe against a crash of
    the machine, as in production, where otherwise speed goes first.
    """
    urls = {
        name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL") if os.environ.get(name)
    }
    if len(urls) == 2:
        yield Servers(urls, [])
        return
    account = account_for_servers()
    children: list[Child] = []
    with ExitStack() as stack:
        temporary = stack.enter_context(_temporary_folder(account))
        if "REDIS_URL" not in urls:
            server = redis_server.running(temporary, account=account)
            urls["REDIS_URL"], child = stack.enter_context(server)
            children.append(child)
        if "DATABASE_URL" not in urls:
            folder = _kept_folder(account) if keep_data else temporary
            database = postgres.running(folder, account=account, durable=durable)
            urls["DATABASE_URL"], child = stack.enter_context(database)
            children.append(child)
        yield Servers(urls, children)


def forget_kept_data() -> None:
    """Remove the database that earlier runs have kept."""
    folder = _remembered_folder()
    if folder and folder.exists():
        try:
            shutil.rmtree(folder)
        except PermissionError as error:
            raise CommandError(_not_ours(folder)) from error
    _LOCATION.unlink(missing_ok=True)


def _remembered_folder() -> Path | None:
    try:
        return Path(_LOCATION.read_text().strip())
    except FileNotFoundError:
        return None


def _kept_folder(account: Account | None) -> Path:
    """The folder of the kept database, the same each time.

    It is in var/, or, when the servers' user may not go there (a tree in root's home), in a
    folder of that user's; the choice is written down.
    """
    folder = _remembered_folder()
    if folder is None:
        folder = VAR / "servers"
        if account and not can_reach(account, VAR):
            folder = Path(tempfile.mkdtemp(prefix="integrity-training-", dir="/var/lib"))
        VAR.mkdir(exist_ok=True)
        _LOCATION.write_text(f"{folder}\n")
    folder.mkdir(mode=0o700, exist_ok=True)
    if account:
        os.chown(folder, account.uid, account.gid)
    elif folder.stat().st_uid != os.getuid():
        raise CommandError(_not_ours(folder))
    return folder


def _not_ours(folder: Path) -> str:
    return (
        f"The database of an earlier run, in {folder}, belongs to another user of this machine: "
        f"it was made as root. Run as root again, or remove the folder as root."
    )


@contextmanager
def _temporary_folder(account: Account | None) -> Iterator[Path]:
    """A folder of the servers' user, gone afterwards; those of killed runs are swept away too."""
    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=TEMPORARY))
    lock = (folder / "lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if account:
            os.chown(folder, account.uid, account.gid)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        lock.close()


def _sweep() -> None:
    """Remove the temporary folders of runs that were killed: nobody holds their lock."""
    for folder in Path(tempfile.gettempdir()).glob(f"{TEMPORARY}*"):
        with suppress(OSError), (folder / "lock").open("r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # One made this minute may be about to be locked by its owner.
            if time.time() - (folder / "lock").stat().st_mtime > 60:
                shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python3 -m scripts.servers",
        description="Run a command with PostgreSQL and Redis servers of its own.",
    )
    parser.add_argument(
        "--durable", action="store_true", help="safe against a crash, as production"
    )
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    listen_for_stop_requests()
    try:
        bootstrap("embedded")
        with running(keep_data=False, durable=options.durable) as servers:
            env = {**os.environ, **servers.urls}
            command = processes.run("The command", options.command, env=env, cwd=ROOT)
            return command.process.returncode
    except StopRequested as stop:
        return stop.exit_code


if __name__ == "__main__":
    project.leave(main)
