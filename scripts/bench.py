"""How fast it is, beside its bounds, on a durable PostgreSQL: `make bench [ARGS=…]`."""

import os
import shlex

from scripts import processes, project, servers
from scripts.bootstrap import bootstrap
from scripts.processes import Command, StopRequested, listen_for_stop_requests
from scripts.project import PYTHON, say


def bench(arguments: list[str]) -> int:
    """Run the benchmarks with these arguments and all they need; give back their exit code."""
    bootstrap("dev")
    with servers.running(keep_data=False, durable=True) as running_servers:
        env = {**os.environ, **running_servers.urls}
        command: Command = [PYTHON, "-m", "benchmarks", *arguments]
        return processes.run("The benchmarks", command, env=env).process.returncode


def main() -> int:
    listen_for_stop_requests()
    try:
        return bench(shlex.split(os.environ.get("ARGS", "")))
    except StopRequested as stop:
        say("Stopped: no process is left.")
        return stop.exit_code


if __name__ == "__main__":
    project.leave(main)
