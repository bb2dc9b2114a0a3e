"""The whole product on this machine, on sample data: `make run [PORT=8000] [FRESH=1]`."""

import hashlib
import os
import secrets
import shutil
import time
import urllib.error
import urllib.request

from scripts import processes, project, servers
from scripts.bootstrap import bootstrap
from scripts.machine import free_port, port_is_taken
from scripts.processes import Child, Command, StopRequested, listen_for_stop_requests
from scripts.project import LOGS, PYTHON, ROOT, STAMPS, VAR, CommandError, say

MAIL = VAR / "mail"
SECRET_KEY = VAR / "secret-key"
SIGN_INS = VAR / "sign-ins.txt"
STATIC_STAMP = VAR / "static.stamp"
# What FRESH=1 removes beside the database.
KEPT_BETWEEN_RUNS = [MAIL, SECRET_KEY, VAR / "celerybeat-schedule", VAR / "media"]


def serve(port: int, *, fresh: bool) -> int:
    """Start everything, say where it is, and keep it up until asked to stop."""
    began = time.monotonic()
    bootstrap("embedded")
    if fresh:
        _forget()
    with servers.running(keep_data=True) as running_servers:
        env = _environment(port) | running_servers.urls
        application: list[Child] = []
        with processes.stopped_in_order(application):
            if "EMAIL_URL" not in env:
                mail_port = free_port()
                env["EMAIL_URL"] = f"smtp://127.0.0.1:{mail_port}"
                application.append(_start("Mail catcher", env, "catch_mail", "--port", mail_port))
            say("Preparing the database and the sample data …")
            _prepare(env, application)
            say("Starting web, worker and beat …")
            application += _start_application(env, port)
            watched = [*application, *running_servers.children]
            _wait_for_the_page(port, watched)

            took = time.monotonic() - began
            say(f"\nReady after {took:.0f} seconds: http://localhost:{port}\n")
            say(SIGN_INS.read_text())
            say(f"Logs are in {LOGS}. Ctrl-C stops everything and keeps the data.")
            while True:
                processes.complain_of_the_dead(watched)
                time.sleep(0.3)


def _environment(port: int) -> dict[str, str]:
    """Ours over the person's own, except for EMAIL_URL: that one is a choice."""
    given = {name: value for name, value in os.environ.items() if value or name != "EMAIL_URL"}
    return {
        **given,
        "DJANGO_SETTINGS_MODULE": "integrity.settings",
        "SAMPLE": "1",
        "SECRET_KEY": _secret_key(),
        "BASE_URL": f"http://localhost:{port}",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "MAIL_CATCHER_DIR": str(MAIL),
        "PYTHONUNBUFFERED": "1",
    }


def _secret_key() -> str:
    """The same in each run, so that a second run knows the sessions of the first."""
    if not SECRET_KEY.exists():
        SECRET_KEY.touch(mode=0o600)
        SECRET_KEY.write_text(secrets.token_urlsafe(64))
    return SECRET_KEY.read_text()


def _forget() -> None:
    if os.environ.get("DATABASE_URL"):
        raise CommandError(
            "FRESH=1 removes only the database that `make run` keeps itself, and DATABASE_URL "
            "points to another one. Empty that one yourself, or leave one of the two out."
        )
    servers.forget_kept_data()
    for path in KEPT_BETWEEN_RUNS:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    say("Starting anew: the data of earlier runs has been removed.")


def _prepare(env: dict[str, str], application: list[Child]) -> None:
    """Bring the database and the static files up to date, side by side."""
    fingerprint = _fingerprint_of_static_files()
    static_files = None
    if not _has_collected(fingerprint):
        static_files = _start("Static files", env, "collectstatic", "--no-input")
        application.append(static_files)
    processes.run_or_stop(
        "Preparing the database",
        [PYTHON, "-m", "scripts.prepare", SIGN_INS],
        env=env,
        log=LOGS / "prepare.log",
    )
    if static_files:
        static_files.process.wait()
        processes.complain_of_failure(static_files)
        application.remove(static_files)
        STATIC_STAMP.write_text(fingerprint)


def _has_collected(fingerprint: str) -> bool:
    if STATIC_STAMP.exists() and STATIC_STAMP.read_text() == fingerprint:
        return (VAR / "static").is_dir()
    STATIC_STAMP.unlink(missing_ok=True)
    return False


def _fingerprint_of_static_files() -> str:
    """What is served and how: our files, those in the packages, and the settings."""
    digest = hashlib.sha256((STAMPS / "embedded").read_bytes())
    digest.update((ROOT / "integrity" / "settings.py").read_bytes())
    for folder in sorted([ROOT / "static", *ROOT.glob("*/static")]):
        for file in sorted(folder.rglob("*")):
            status = file.stat()
            digest.update(f"{file} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _start(name: str, env: dict[str, str], command: str, *arguments: str | int) -> Child:
    log = LOGS / f"{name.lower().replace(' ', '-')}.log"
    parts: Command = [PYTHON, "manage.py", command, *(str(argument) for argument in arguments)]
    return processes.start(name, parts, env=env, log=log)


def _start_application(env: dict[str, str], port: int) -> list[Child]:
    celery: Command = [PYTHON, "-m", "celery", "--app", "integrity"]
    commands: dict[str, Command] = {
        "Web": [
            PYTHON, "-m", "granian", "--interface", "wsgi", "--workers", "2",
            "--blocking-threads", "4",  # each holds a database connection
            "--host", "127.0.0.1", "--port", str(port), "integrity.wsgi:application",
        ],
        "Worker": [*celery, "worker", "--concurrency", "2", "--loglevel", "info"],
        "Beat": [*celery, "beat", "--loglevel", "info", "--pidfile="],
    }  # fmt: skip
    return [
        processes.start(name, command, env=env, log=LOGS / f"{name.lower()}.log")
        for name, command in commands.items()
    ]


def _wait_for_the_page(port: int, watched: list[Child]) -> None:
    """Wait until the page a person would open is really there, not just the port."""

    def answers() -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as page:
                return bool(page.status == 200)
        except urllib.error.HTTPError as error:
            raise CommandError(
                f"The first page answers with an error ({error.code}). The last lines of "
                f"{watched_web.log}:\n{watched_web.last_lines()}"
            ) from error
        except OSError:
            return False

    watched_web = next(child for child in watched if child.name == "Web")
    processes.wait_until(
        answers, children=watched, seconds=60, what="The first page did not come up"
    )


def _port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise CommandError(
            f"PORT={text} is not a port. It is a number, for example: make run PORT=8123"
        )
    port = int(text)
    if port_is_taken(port):
        raise CommandError(
            f"Port {port} is taken by another program on this machine (or may not be used). "
            f"Choose another one: make run PORT={port + 1 if port < 65535 else 8000}"
        )
    return port


def main() -> int:
    listen_for_stop_requests()
    try:
        with project.only_one(
            "run",
            otherwise="`make run` is already going in this folder. Stop it first (Ctrl-C there).",
        ):
            return serve(_port(), fresh=os.environ.get("FRESH", "0") not in ("", "0"))
    except StopRequested:
        say("Stopped: no process is left, and the data is kept.")
        return 0


if __name__ == "__main__":
    project.leave(main)
