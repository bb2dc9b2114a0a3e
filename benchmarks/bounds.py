"""What nothing on this machine can be faster than."""

import os
import re
import shutil
import smtplib
import subprocess
import time
from contextlib import closing
from email.message import EmailMessage
from pathlib import Path
from tempfile import NamedTemporaryFile

import psycopg2

from benchmarks.machine import cpu_seconds

TABLES = """
CREATE TABLE bound_session (id int PRIMARY KEY, capacity int, taken int NOT NULL);
CREATE TABLE bound_registration (
    id bigserial PRIMARY KEY, session_id int, person_id bigserial, at timestamptz,
    UNIQUE (session_id, person_id)
);
CREATE TABLE bound_audit (id bigserial PRIMARY KEY, at timestamptz, what text, about bigint);
CREATE TABLE bound_message (id uuid PRIMARY KEY, key text UNIQUE, due_at timestamptz);
INSERT INTO bound_session SELECT n, 1000000000, 0 FROM generate_series(1, 50) n;
"""
# What a sign-up cannot do without: lock, count, register, write down, tell. In one transaction.
SIGN_UP = r"""
\set session random(1, :sessions)
BEGIN;
SELECT id, capacity, taken FROM bound_session WHERE id = :session FOR UPDATE;
UPDATE bound_session SET taken = taken + 1 WHERE id = :session;
INSERT INTO bound_registration (session_id, at) VALUES (:session, now()) RETURNING id \gset
INSERT INTO bound_audit (at, what, about) VALUES (now(), 'training.registered', :id);
INSERT INTO bound_message (id, key, due_at)
    VALUES (gen_random_uuid(), 'training.confirmed:' || :id, now());
COMMIT;
"""


class Transactions:
    """The minimum honest transaction, by pgbench."""

    def __init__(self, address: str, postgres: int) -> None:
        self._address, self._postgres = address, postgres
        self.program = _pgbench()
        if self.program:
            with closing(psycopg2.connect(address)) as connection, connection.cursor() as cursor:
                cursor.execute(TABLES)
                connection.commit()

    def run(self, *, sessions: int, clients: int, seconds: int) -> tuple[float, float] | None:
        """Give transactions per second and CPU ms of PostgreSQL for each; None without pgbench."""
        if not self.program:
            return None
        with NamedTemporaryFile("w", suffix=".sql") as script:
            script.write(SIGN_UP)
            script.flush()
            before = cpu_seconds([self._postgres])
            said = subprocess.run(
                [
                    self.program, "--no-vacuum", "--file", script.name, f"--time={seconds}",
                    f"--client={clients}", "--jobs=2", f"--define=sessions={sessions}",
                    self._address,
                ],
                capture_output=True, text=True, check=True,
            ).stdout  # fmt: skip
            spent = cpu_seconds([self._postgres]) - before
        rate = re.search(r"^tps = ([\d.]+)", said, re.MULTILINE)
        count = re.search(r"actually processed: (\d+)", said)
        if not rate or not count:
            raise ValueError(said)
        return float(rate[1]), spent * 1000 / max(int(count[1]), 1)


def bare_mail(port: int, *, count: int, size: int) -> float:
    """Send so many mails of that size over one connection; give how many in a second."""
    message = EmailMessage()
    message["From"], message["To"] = "a@bench.example", "b@bench.example"
    message["Subject"] = "Reminder"
    message.set_content("x" * 70 + "\n" + ("y" * 70 + "\n") * (size // 71))
    began = time.monotonic()
    with smtplib.SMTP("127.0.0.1", port) as server:
        for number in range(count):
            del message["Message-ID"]
            message["Message-ID"] = f"<bare-{number}@bench.example>"
            server.send_message(message)
    return count / (time.monotonic() - began)


def _pgbench() -> str | None:
    """The program, on the path or beside a PostgreSQL of the system."""
    if found := shutil.which("pgbench"):
        return found
    beside = sorted(Path("/usr/lib/postgresql").glob("*/bin/pgbench"))
    return os.fspath(beside[-1]) if beside else None
