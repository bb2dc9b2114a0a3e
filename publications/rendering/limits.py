"""Running a program on a file that may be hostile: with limits, and without our secrets."""

import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

# Sets the limits upon itself and then becomes the program. It is run by its path, so that it needs
# nothing of ours, and finds no settings.
_UNDER_LIMITS = str(Path(__file__).with_name("under_limits.py"))


class ProgramFailed(Exception):
    """The program ended with an error, or its limits ended it."""


@dataclass(frozen=True)
class Limits:
    """What one program may take."""

    seconds: int
    memory: int = 2 * 1024**3
    output: int = 64 * 1024**2


def run(arguments: list[str], limits: Limits) -> bytes:
    """Run a program and give what it wrote. Raises ProgramFailed if it did not end well."""
    command = [
        sys.executable, "-I", _UNDER_LIMITS,
        str(limits.seconds), str(limits.memory), str(limits.output), *arguments,
    ]  # fmt: skip
    with tempfile.TemporaryFile() as written:
        process = subprocess.Popen(  # noqa: S603 (a list, and no shell)
            command,
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=subprocess.DEVNULL,
            # Neither the key nor the address of the database.
            env={"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8"},
            start_new_session=True,
        )
        try:
            # Computing is limited from within; this ends what waits for ever.
            code = process.wait(timeout=limits.seconds * 2)
        except subprocess.TimeoutExpired as late:
            raise ProgramFailed("It took too long.") from late
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        if code != 0:
            raise ProgramFailed(f"It ended with {code}.")
        written.seek(0)
        return written.read()
