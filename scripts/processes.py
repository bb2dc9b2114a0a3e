"""Processes that we start, and that never outlive us.

Each child has a session of its own, so that Ctrl-C in the terminal reaches only us and we decide
the order of going; and each is told by the kernel when we die without a word (Linux). That
message is sent when the *thread* that started the child ends: start children from the main
thread.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import IO, Any

from scripts.project import ROOT, CommandError

_PR_SET_PDEATHSIG = 1
_LINUX = sys.platform.startswith("linux")
# Looked up before any fork: between fork and exec as little as possible should happen.
_prctl = ctypes.CDLL(None).prctl if _LINUX else None


Command = Sequence[str | Path]


class StopRequested(BaseException):
    """Ctrl-C, or a signal asking us to end. Not an Exception: nothing swallows it on the way."""

    def __init__(self, signum: int) -> None:
        super().__init__(signal.Signals(signum).name)
        self.exit_code = 128 + signum


@dataclass(frozen=True)
class Account:
    """An ordinary user of this machine that a server runs as when we are root."""

    name: str
    uid: int
    gid: int


@dataclass
class Child:
    """One process that we started."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path | None = None
    stop_signal: int = signal.SIGTERM
    patience: float = 10.0
    _log_file: IO[bytes] | None = field(default=None, repr=False)

    def has_ended(self) -> bool:
        return self.process.poll() is not None

    def ask_to_stop(self) -> None:
        """Send the signal on which it ends in good order."""
        if not self.has_ended():
            with suppress(ProcessLookupError):
                self.process.send_signal(self.stop_signal)

    def make_sure_it_stopped(self) -> None:
        """Wait for its end, force it when that takes too long, and clear up its group."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=self.patience)
        # Also after a good end: a helper of it may have stayed behind in the same group.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        if self._log_file:
            self._log_file.close()

    def last_lines(self, count: int = 20) -> str:
        """The end of its log, to show why it ended."""
        if self.log is None or not self.log.exists():
            return ""
        lines = self.log.read_text(errors="replace").splitlines()
        return "\n".join(f"    {line}" for line in lines[-count:])


def start(
    name: str,
    command: Command,
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
    log: Path | None = None,
    stdin: int | IO[bytes] = subprocess.DEVNULL,
    account: Account | None = None,
    stop_signal: int = signal.SIGTERM,
    patience: float = 10.0,
) -> Child:
    """Start a child that ends with us. With `log`, what it says goes there, from an empty file."""
    log_file: IO[bytes] | None = None
    output: dict[str, Any] = {}
    if log:
        log.parent.mkdir(parents=True, exist_ok=True)
        log_file = log.open("wb")
        output = {"stdout": log_file, "stderr": subprocess.STDOUT}
    identity: dict[str, Any] = {}
    if account:
        identity = {"user": account.uid, "group": account.gid, "extra_groups": []}
    try:
        process = subprocess.Popen(
            [str(part) for part in command],
            env=_with_bytecode(env),
            cwd=cwd,
            stdin=stdin,
            start_new_session=True,
            preexec_fn=_dies_with(os.getpid(), stop_signal),  # runs after the change of user
            **output,
            **identity,
        )
    except OSError as error:
        if log_file:
            log_file.close()
        raise CommandError(f"{name} could not be started: {error}.") from error
    return Child(name, process, log, stop_signal, patience, log_file)


def run(
    name: str,
    command: Command,
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
    log: Path | None = None,
    stdin: int | IO[bytes] = subprocess.DEVNULL,
    account: Account | None = None,
    stop_signal: int = signal.SIGTERM,
    timeout: float | None = None,
) -> Child:
    """Start a child and wait for its end; whatever happens to us meanwhile, it ends too."""
    child = start(
        name,
        command,
        env=env,
        cwd=cwd,
        log=log,
        stdin=stdin,
        account=account,
        stop_signal=stop_signal,
    )
    try:
        child.process.wait(timeout)
    except subprocess.TimeoutExpired:
        raise CommandError(f"{name} did not end within {timeout:.0f} seconds.") from None
    finally:
        if not child.has_ended():
            child.ask_to_stop()
        child.make_sure_it_stopped()
    return child


def run_or_stop(
    name: str,
    command: Command,
    *,
    log: Path,
    env: Mapping[str, str] | None = None,
    stdin: int | IO[bytes] = subprocess.DEVNULL,
    cwd: Path = ROOT,
    account: Account | None = None,
) -> str:
    """Run a step to its end and give back what it said; a failure stops the command, with it."""
    child = run(name, command, env=env, cwd=cwd, log=log, stdin=stdin, account=account)
    complain_of_failure(child)
    return log.read_text(errors="replace")


@contextmanager
def stopped_in_order(children: list[Child]) -> Iterator[None]:
    """On leaving, ask all of them to stop at once, then wait for each."""
    try:
        yield
    finally:
        for child in children:
            child.ask_to_stop()
        for child in children:
            child.make_sure_it_stopped()


def wait_until(
    condition: Callable[[], bool], *, children: Sequence[Child], seconds: float, what: str
) -> None:
    """Wait for something to become true; stop with its log if a child ends or time runs out."""
    end = time.monotonic() + seconds
    while not condition():
        complain_of_the_dead(children)
        if time.monotonic() > end:
            logs = "\n".join(f"{child.name}:\n{child.last_lines()}" for child in children)
            raise CommandError(f"{what} within {seconds:.0f} seconds. The last lines of\n{logs}")
        time.sleep(0.05)


def complain_of_failure(child: Child) -> None:
    """Stop with a sentence and the last log lines when a step that has ended has failed."""
    if child.process.returncode != 0:
        raise CommandError(
            f"{child.name} failed (exit code {child.process.returncode}). Its last lines, "
            f"of {child.log}:\n{child.last_lines()}"
        )


def complain_of_the_dead(children: Sequence[Child]) -> None:
    """Stop with a sentence and the last log lines when one of the children has ended."""
    for child in children:
        if child.has_ended():
            raise CommandError(
                f"{child.name} ended by itself (exit code {child.process.returncode}). "
                f"Its last lines, of {child.log}:\n{child.last_lines()}"
            )


def listen_for_stop_requests() -> None:
    """From now on Ctrl-C, TERM and a closed terminal raise StopRequested, once.

    Later signals are ignored: the way out has been taken and must not be cut short.
    """
    asked = False

    def stop(signum: int, frame: FrameType | None) -> None:
        nonlocal asked
        if not asked:
            asked = True
            raise StopRequested(signum)

    for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(signum, stop)
    if _prctl and "MAKELEVEL" in os.environ:
        # Started by make: when make is killed, nobody would tell us.
        _prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _with_bytecode(env: Mapping[str, str] | None) -> dict[str, str]:
    """The environment, but let Python keep what it has compiled.

    We start a dozen Pythons that all read Django; without it each takes seconds longer.
    """
    given = os.environ if env is None else env
    return {name: value for name, value in given.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _dies_with(parent: int, signum: int) -> Callable[[], None] | None:
    prctl = _prctl
    if prctl is None:
        return None

    def in_the_child() -> None:
        prctl(_PR_SET_PDEATHSIG, signum)
        if os.getppid() != parent:  # it died before the line above
            os._exit(1)

    return in_the_child
