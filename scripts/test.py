"""All tests, on a real PostgreSQL, a real Redis and a real browser: `make test [ARGS=…]`."""

import os
import shlex
import signal

from scripts import browser, office, processes, project, servers
from scripts.bootstrap import bootstrap
from scripts.machine import cores
from scripts.processes import Command, StopRequested, listen_for_stop_requests
from scripts.project import PYTHON, say


def test(arguments: list[str]) -> int:
    """Run pytest with these arguments and everything it needs; give back its exit code."""
    bootstrap("dev")
    chromium = browser.ensure()
    office.ensure()
    with servers.running(keep_data=False) as running_servers:
        env = {
            **os.environ,
            **running_servers.urls,
            **browser.node_for_playwright(),
            "CHROMIUM": str(chromium),
            # Playwright's event loop runs in the thread of the tests, which use the database too.
            "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
        }
        # The real numbers first: what the person types comes later and so wins.
        parallel = ["-n", str(cores())]
        pytest: Command = [PYTHON, "-m", "pytest", *parallel, *arguments]
        # On SIGINT it still says what it knows by then.
        child = processes.run("pytest", pytest, env=env, stop_signal=signal.SIGINT)
        return child.process.returncode


def main() -> int:
    listen_for_stop_requests()
    try:
        return test(shlex.split(os.environ.get("ARGS", "")))
    except StopRequested as stop:
        say("Stopped: no process is left.")
        return stop.exit_code


if __name__ == "__main__":
    project.leave(main)
