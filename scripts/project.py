"""Where things are in the tree, and how the scripts speak to the person at the keyboard."""

import fcntl
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / ".stamps"
VAR = ROOT / "var"
LOGS = VAR / "log"


class CommandError(Exception):
    """Something that stops the command, in a sentence that says what it is and how to mend it."""


def say(text: str) -> None:
    """Print a line at once, also into a pipe."""
    print(text, flush=True)


def forced_wheels() -> bool:
    """Whether the servers and tools from wheels are to be used even where the system has its own.

    Continuous integration runs a part of the tests so; else only one of the two ways stays alive.
    """
    return os.environ.get("INTEGRITY_FORCE_WHEELS", "0") not in ("", "0")


def leave(main: Callable[[], int]) -> NoReturn:
    """Run a command's `main` and end the program with its exit code, a problem being one line."""
    try:
        code = main()
    except CommandError as problem:
        print(f"\n{problem}", file=sys.stderr, flush=True)
        code = 1
    sys.exit(code)


@contextmanager
def only_one(name: str, *, otherwise: str | None) -> Iterator[None]:
    """Hold a lock of this tree; when another process has it, wait, or stop with `otherwise`."""
    VAR.mkdir(exist_ok=True)
    with (VAR / f"{name}.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (fcntl.LOCK_NB if otherwise else 0))
        except BlockingIOError:
            raise CommandError(otherwise or "") from None
        yield
