"""The machine we run on: its users, its ports, its package manager."""

import fcntl
import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from scripts.processes import Account, run
from scripts.project import LOGS, ROOT, CommandError, say

APT_PATIENCE = 600


def free_port() -> int:
    """A TCP port of the loopback interface on which nobody listens at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def port_is_taken(port: int) -> bool:
    """Whether somebody listens there already."""
    with socket.socket() as probe:
        # As web servers do: connections of a server that has just ended do not count.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def cores() -> int:
    """How many processor cores we may use."""
    if hasattr(os, "sched_getaffinity"):  # not everywhere
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def is_root() -> bool:
    return os.geteuid() == 0


def account_for_servers() -> Account | None:
    """Whom the servers run as: None is ourselves; root hands them to an ordinary user."""
    if not is_root():
        return None
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, entry.pw_uid, entry.pw_gid)
    raise CommandError(
        "PostgreSQL does not run as root, and this machine has neither a user postgres nor a "
        "user nobody to run it. Add one (useradd --system postgres), or run as an ordinary user."
    )


def can_reach(account: Account | None, path: Path) -> bool:
    """Whether that user can read and execute a file or enter a folder."""
    if account is None:
        return os.access(path, os.R_OK | os.X_OK)
    return (
        subprocess.run(
            ["/bin/sh", "-c", 'test -r "$0" && test -x "$0"', str(path)],
            user=account.uid,
            group=account.gid,
            extra_groups=[],
            cwd="/",
            stderr=subprocess.DEVNULL,
            check=False,
        ).returncode
        == 0
    )


def has_apt() -> bool:
    """Whether we can install the distribution's packages."""
    return is_root() and shutil.which("apt-get") is not None


def install_with_apt(packages: Sequence[str]) -> bool:
    """Install Debian packages, waiting for others who are installing; tell whether it worked.

    The services in them are not started: we start our own, where and when we want them.
    """
    say(f"Installing {', '.join(packages)} with apt …")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    log = LOGS / "apt.log"
    apt = ["apt-get", "-q", "-y", "-o", f"DPkg::Lock::Timeout={APT_PATIENCE}"]
    for attempt in ("with the package lists as they are", "after updating them"):
        if attempt == "after updating them":
            # `update` does not heed DPkg::Lock::Timeout: it has another lock.
            _wait_for_the_lock_of_the_lists()
            run("apt-get update", [*apt, "update"], env=env, cwd=ROOT, log=log)
        command = [*apt, "install", "--no-install-recommends", *packages]
        child = run("apt-get install", command, env=env, cwd=ROOT, log=log)
        if child.process.returncode == 0:
            return True
    say(f"apt could not install them; what it said is in {log}.")
    return False


def _wait_for_the_lock_of_the_lists() -> None:
    lists = Path("/var/lib/apt/lists/lock")
    end = time.monotonic() + APT_PATIENCE
    while lists.exists() and time.monotonic() < end:
        with lists.open("a") as lock:
            try:
                fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                time.sleep(1)
            else:
                return
