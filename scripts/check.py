"""All checks that are not tests: `make check`. Runs every one, then says which failed."""

import os
import secrets
import time
from collections.abc import Mapping
from pathlib import Path

from scripts import processes, project, servers
from scripts.bootstrap import bootstrap
from scripts.machine import cores
from scripts.processes import Child, Command, StopRequested, listen_for_stop_requests
from scripts.project import LOGS, PYTHON, say

MANAGE: Command = [PYTHON, "manage.py"]

CHECKS: dict[str, Command] = {
    "types": [PYTHON, "-m", "mypy", "."],
    "types of the scripts": [PYTHON, "-m", "mypy", "--config-file=", "--strict", "scripts"],
    "templates, formatted": [PYTHON, "-m", "djlint", "--check", "templates"],
    "templates, linted": [PYTHON, "-m", "djlint", "--lint", "--quiet", "templates"],
    "deployment settings": [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"],
    "models and migrations agree": [*MANAGE, "makemigrations", "--check", "--dry-run"],
    "migrations do not break a running release": [PYTHON, "-m", "scripts.lint_migrations"],
    "imports run one way": [PYTHON.with_name("lint-imports"), "--no-cache"],
    "message catalogues": [PYTHON, "scripts/messages.py", "check"],
    "formatting": [PYTHON, "-m", "ruff", "format", "--check", "."],
    "style, bugs, security": [PYTHON, "-m", "ruff", "check", "."],
}


def check() -> int:
    """Run all checks, a core each; 1 if any failed, with what it said."""
    bootstrap("dev")
    with servers.running(keep_data=False) as running_servers:
        results = _run_all(_like_production() | running_servers.urls)
    failed = [name for name, (child, _) in results.items() if child.process.returncode]
    for name in failed:
        say(f"\n=== {name} ===\n{_log_of(name).read_text(errors='replace').strip()}")
    say("")
    for name, (child, seconds) in results.items():
        say(f"{'FAILED' if child.process.returncode else 'ok':7}{name} ({seconds:.1f} s)")
    say(f"\n{len(results) - len(failed)} checks passed, {len(failed)} failed.")
    return 1 if failed else 0


def _run_all(env: Mapping[str, str]) -> dict[str, tuple[Child, float]]:
    """Start the longest first and keep each core busy with one."""
    waiting = list(CHECKS.items())
    going: dict[str, tuple[Child, float]] = {}
    finished: dict[str, tuple[Child, float]] = {}
    children: list[Child] = []
    with processes.stopped_in_order(children):
        while waiting or going:
            while waiting and len(going) < cores():
                name, command = waiting.pop(0)
                child = _start(name, command, env)
                children.append(child)
                going[name] = (child, time.monotonic())
            for name, (child, began) in list(going.items()):
                if child.has_ended():
                    finished[name] = (child, time.monotonic() - began)
                    del going[name]
            time.sleep(0.05)
    return finished


def _start(name: str, command: Command, env: Mapping[str, str]) -> Child:
    return processes.start(name, command, env=env, log=_log_of(name))


def _log_of(name: str) -> Path:
    return LOGS / "check" / f"{name.replace(' ', '-').replace(',', '')}.log"


def _like_production() -> dict[str, str]:
    """An environment as an installation has it: nothing of the sample."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("OIDC_")}
    ours.pop("SAMPLE", None)
    return {
        **ours,
        "SECRET_KEY": secrets.token_urlsafe(64),
        "BASE_URL": "https://integrity.example",
        "ALLOWED_HOSTS": "integrity.example",
        "EMAIL_URL": "smtp+tls://someone:secret@mail.example:587",
        "MAIL_FROM": "Integrity Training <no-reply@integrity.example>",
        "REQUIRE_SECOND_FACTOR": "1",
    }


def main() -> int:
    listen_for_stop_requests()
    try:
        return check()
    except StopRequested as stop:
        return stop.exit_code


if __name__ == "__main__":
    project.leave(main)
