"""Set up everything that is not in git: Python packages, front-end files, message catalogues.

Does nothing, and that quickly, where nothing has changed. Nothing else in the project fetches
anything from anywhere, except scripts/browser.py and scripts/office.py for the tests.
"""

import argparse

from scripts import environment, frontend, project
from scripts.processes import StopRequested, listen_for_stop_requests, run_or_stop
from scripts.project import LOGS, PYTHON, ROOT, STAMPS


def bootstrap(requirements: str) -> None:
    """Bring the tree up to date with its lock files."""
    with project.only_one("bootstrap", otherwise=None):
        environment.ensure(requirements)
        frontend.ensure()
        _compile_messages()


def _compile_messages() -> None:
    """Compile the translations if one of them is newer than the last time."""
    command = ROOT / "scripts" / "messages.py"
    stamp = STAMPS / "messages"
    catalogues = sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po"))
    wanted = "".join(
        f"{path.relative_to(ROOT)} {path.stat().st_mtime_ns} {path.with_suffix('.mo').exists()}\n"
        for path in catalogues
    )
    if not catalogues or (stamp.exists() and stamp.read_text() == wanted):
        return
    run_or_stop(
        "Compiling the message catalogues",
        [PYTHON, command, "compile"],
        log=LOGS / "messages.log",
    )
    stamp.write_text(wanted.replace(" False\n", " True\n"))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python3 -m scripts.bootstrap", description=__doc__)
    parser.add_argument("--requirements", choices=("embedded", "dev"), default="embedded")
    options = parser.parse_args()
    listen_for_stop_requests()
    try:
        bootstrap(options.requirements)
    except StopRequested as stop:
        return stop.exit_code
    return 0


if __name__ == "__main__":
    project.leave(main)
