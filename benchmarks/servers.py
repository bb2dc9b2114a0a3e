"""The servers that are measured: databases of our own, the web server, a worker, a mail server."""

import http.client
import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

import psycopg2
from psycopg2 import sql

from benchmarks.clients import Site
from benchmarks.machine import parent_of
from scripts import processes
from scripts.machine import free_port
from scripts.processes import Child, Command
from scripts.project import LOGS, PYTHON, CommandError

ORIGIN = "https://integrity.example"
WORKERS = 2
THREADS = 4
MUST_BE_ON = ("fsync", "synchronous_commit", "full_page_writes")


@dataclass(frozen=True)
class Database:
    """The PostgreSQL server: its process, its release, whether a crash would cost nothing."""

    process: int
    version: str


@contextmanager
def own_databases(address: str, *names: str) -> Iterator[dict[str, str]]:
    """Make databases on the server, gone afterwards; give the address of each."""
    unique = {name: f"bench_{name}_{os.getpid()}" for name in names}
    connection = psycopg2.connect(address)
    connection.autocommit = True
    with closing(connection), connection.cursor() as cursor, ExitStack() as stack:
        for database in unique.values():
            cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database))
            stack.callback(cursor.execute, drop)
        yield {
            name: urlunsplit(urlsplit(address)._replace(path=f"/{database}"))
            for name, database in unique.items()
        }


def examine(address: str) -> Database:
    """Look at the server; refuse one whose figures would not be those of production."""
    with closing(psycopg2.connect(address)) as connection, connection.cursor() as cursor:
        for setting in MUST_BE_ON:
            cursor.execute("SELECT current_setting(%s)", [setting])
            if cursor.fetchone() != ("on",):
                raise CommandError(
                    f"The PostgreSQL server runs with {setting} off, so its figures would say "
                    "nothing about production. Unset DATABASE_URL to measure on one of our own."
                )
        try:
            process = parent_of(connection.info.backend_pid)
        except OSError:
            raise CommandError(
                "The PostgreSQL server is on another machine, where its processor time can't be "
                "read. Unset DATABASE_URL to measure on one of our own."
            ) from None
        return Database(process, str(connection.info.parameter_status("server_version")))


def environment(database: str, redis: str, mail_port: int) -> dict[str, str]:
    """The configuration of an installation, behind a proxy that ends TLS."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("OIDC_")}
    ours.pop("SAMPLE", None)
    return {
        **ours,
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        "DATABASE_URL": database,
        "REDIS_URL": redis,
        "SECRET_KEY": secrets.token_urlsafe(64),
        "BASE_URL": ORIGIN,
        "ALLOWED_HOSTS": "integrity.example",
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
        "MAIL_FROM": "Integrity Training <no-reply@integrity.example>",
        "PYTHONUNBUFFERED": "1",
    }


@contextmanager
def web(
    name: str, application: str, env: Mapping[str, str], database: Database, *, origin: str
) -> Iterator[Site]:
    """Serve an application as `make run` does, until the block ends."""
    port = free_port()
    command: Command = [
        PYTHON, "-m", "granian", "--interface", "wsgi", "--workers", str(WORKERS),
        "--blocking-threads", str(THREADS), "--host", "127.0.0.1", "--port", str(port),
        application,
    ]  # fmt: skip
    with child(name, command, env) as server:
        site = Site(port, origin=origin, processes=(server.process.pid, database.process))
        wait_for(lambda: _answers(site), server, seconds=60, what=f"{name} did not come up")
        yield site


@contextmanager
def child(name: str, command: Command, env: Mapping[str, str]) -> Iterator[Child]:
    """Have a process for as long as the block lasts."""
    log = LOGS / "bench" / f"{name.lower().replace(' ', '-')}.log"
    started = processes.start(name, command, env=env, log=log)
    with processes.stopped_in_order([started]):
        yield started


def wait_for(condition: Callable[[], bool], started: Child, *, seconds: float, what: str) -> None:
    processes.wait_until(condition, children=[started], seconds=seconds, what=what)


def _answers(site: Site) -> bool:
    connection = http.client.HTTPConnection(site.host, site.port, timeout=30)
    try:
        connection.request("GET", "/healthz", headers=site.headers)
        connection.getresponse().read()
    except OSError:
        return False
    finally:
        connection.close()
    return True
