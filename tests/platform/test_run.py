# ruff: noqa: S607 - what is started and asked here is ours
"""The first command of the README, as a newcomer meets it: in a clone, with nothing there."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from scripts.machine import free_port
from tests.platform.tools import ROOT, tracked_files

# What `make test` and pytest give to their processes.
FOR_US_ALONE = {"DATABASE_URL", "REDIS_URL", "EMAIL_URL", "MAKELEVEL", "FRESH"}


@pytest.fixture
def clone(tmp_path):
    """The tree as a clone has it, removed again with the database it made."""
    for name in tracked_files():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, tmp_path / name)
    yield tmp_path
    subprocess.run([sys.executable, "-m", "scripts.clean"], cwd=tmp_path, check=True)


def environment(**more: str) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if name not in FOR_US_ALONE}
    return {**ours, **more}


def descendants(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [one for child in children for one in (int(child), *descendants(int(child)))]


def alive(pids: list[int]) -> list[str]:
    found = []
    for pid in pids:
        process = Path(f"/proc/{pid}")
        try:
            if "\nState:\tZ" not in (process / "status").read_text():
                found.append((process / "cmdline").read_text().replace("\0", " "))
        except FileNotFoundError:
            continue
    return found


def gone_within(seconds: float, pids: list[int]) -> list[str]:
    """Those still there after that time; an empty list is what we want."""
    end = time.monotonic() + seconds
    while alive(pids) and time.monotonic() < end:
        time.sleep(0.1)
    return alive(pids)


class Run:
    """`make run` in a clone, from start to the line that says it is ready."""

    def __init__(self, clone: Path, port: int) -> None:
        self.process = subprocess.Popen(
            ["make", "run"],
            cwd=clone, env=environment(PORT=str(port), PYTHON=sys.executable),
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
        )  # fmt: skip
        self.said = ""
        assert self.process.stdout
        for line in self.process.stdout:
            self.said += line
            if line.startswith("Logs are in"):
                break
        self.processes = descendants(self.process.pid)

    def send(self, signum: int) -> str:
        """Send a signal to all that a terminal would send it to; give back what is said then."""
        if signum == signal.SIGKILL:
            os.kill(self.processes[0], signum)
        else:
            os.killpg(self.process.pid, signum)
        assert self.process.stdout
        rest = self.process.stdout.read()
        self.process.wait(60)
        self.process.stdout.close()
        return rest


@pytest.mark.timeout(600)
def test_run_starts_from_nothing_keeps_its_data_and_leaves_no_process(clone):
    port = free_port()

    first = Run(clone, port)
    try:
        assert f"http://localhost:{port}" in first.said
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as page:
            assert page.status == 200
        sign_ins = re.findall(r"\S+@\S+", first.said)
        assert sign_ins
    finally:
        goodbye = first.send(signal.SIGINT)
    assert "no process is left" in goodbye
    assert gone_within(5, first.processes) == []

    second = Run(clone, port)
    try:
        assert "Installing" not in second.said
        assert re.findall(r"\S+@\S+", second.said) == sign_ins
    finally:
        second.send(signal.SIGKILL)
    assert gone_within(30, second.processes) == []


def test_run_says_that_the_port_is_taken():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        answer = subprocess.run(
            [sys.executable, "-m", "scripts.run"],
            cwd=ROOT, env=environment(PORT=str(port)), capture_output=True, text=True, check=False,
        )  # fmt: skip

    # Or that it is going already, where somebody works with it beside the tests.
    assert answer.returncode == 1
    assert re.search(rf"Port {port} is taken|already going", answer.stderr)


@pytest.mark.parametrize("port", ["eight", "0", "70000"])
def test_run_says_what_a_port_is(port):
    answer = subprocess.run(
        [sys.executable, "-m", "scripts.run"],
        cwd=ROOT, env=environment(PORT=port), capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert answer.returncode == 1
    assert re.search(rf"PORT={port} is not a port|already going", answer.stderr)
