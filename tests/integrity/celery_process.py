"""A real Celery worker with beat in it, to be started, killed and started again."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings as configured

PATIENCE = 90


class CeleryProcess:
    """`with CeleryProcess(folder) as celery: celery.start(email_port=…)`, ended with the block."""

    process: subprocess.Popen

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.started: list[subprocess.Popen] = []

    def __enter__(self) -> "CeleryProcess":
        return self

    def __exit__(self, *error: object) -> None:
        for process in self.started:
            _kill(process)

    def start(self, *, email_port: int, broker: str | None = None) -> None:
        """Start a worker; unless told a broker, in a keyspace of its own of the usual one."""
        database = configured.DATABASES["default"]
        address = f"postgres://{database['USER']}:{database['PASSWORD']}"
        address += f"@{database['HOST']}:{database['PORT']}/{database['NAME']}"
        own = urlunsplit(urlsplit(configured.REDIS_URL)._replace(path="/9"))
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "integrity.settings",
            "DATABASE_URL": address,
            "REDIS_URL": broker or own,
            "EMAIL_URL": f"smtp://127.0.0.1:{email_port}",
        }
        schedule = ["--beat", "--schedule", str(self.folder / f"schedule{len(self.started)}")]
        command = [sys.executable, "-m", "celery", "-A", "integrity", "worker", *schedule]
        with (self.folder / "log").open("a") as log:
            self.process = subprocess.Popen(
                [*command, "--pool", "solo"],
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.started.append(self.process)

    def kill(self) -> None:
        """End the worker and its beat without a word, as a power cut does."""
        _kill(self.process)

    def has_ended(self) -> bool:
        return self.process.poll() is not None


def _kill(process: subprocess.Popen) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)  # beat is a child of the worker
    process.wait()


def wait_until(condition):
    """Wait until something holds; give it."""
    deadline = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < deadline, "It did not happen in time"
        time.sleep(0.2)
    return found
