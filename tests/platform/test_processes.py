import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scripts import processes
from scripts.project import CommandError
from tests.platform.tools import ROOT

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


def is_alive(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def ends_within(seconds: float, pid: int) -> bool:
    end = time.monotonic() + seconds
    while is_alive(pid) and time.monotonic() < end:
        time.sleep(0.02)
    return not is_alive(pid)


def parent_with_a_child() -> tuple[subprocess.Popen[str], int]:
    """A process that has started one child with `processes`, and the child's number."""
    script = (
        "import sys, time\n"
        "from scripts import processes\n"
        "processes.listen_for_stop_requests()\n"
        f"child = processes.start('child', {SLEEP!r})\n"
        "try:\n"
        "    with processes.stopped_in_order([child]):\n"
        "        print(child.process.pid, flush=True)\n"
        "        time.sleep(60)\n"
        "except processes.StopRequested as stop: sys.exit(stop.exit_code)\n"
    )
    environment = {name: value for name, value in os.environ.items() if name != "MAKELEVEL"}
    parent = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert parent.stdout
    return parent, int(parent.stdout.readline())


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_child_ends_when_its_parent_is_asked_to_stop(signum):
    parent, child = parent_with_a_child()
    assert is_alive(child)

    parent.send_signal(signum)

    with parent:
        assert parent.wait(10) == 128 + signum
    assert not is_alive(child)


def test_child_ends_when_its_parent_is_killed_without_a_word():
    parent, child = parent_with_a_child()
    assert is_alive(child)

    parent.kill()

    with parent:
        parent.wait(10)
    assert ends_within(5, child)


def test_child_that_does_not_listen_is_ended_by_force():
    deaf = "import signal, time; signal.signal(15, signal.SIG_IGN); print(1, flush=True)"
    child = processes.start("deaf", [sys.executable, "-c", f"{deaf}; time.sleep(60)"], patience=0.2)
    time.sleep(0.5)

    with processes.stopped_in_order([child]):
        pass

    assert child.process.returncode == -signal.SIGKILL


def test_step_that_fails_shows_its_last_lines(tmp_path):
    command = [sys.executable, "-c", "print('the reason'); raise SystemExit(3)"]

    with pytest.raises(CommandError, match=r"(?s)The step failed \(exit code 3\).*the reason"):
        processes.run_or_stop("The step", command, log=tmp_path / "step.log")


def test_process_that_ends_by_itself_is_said_with_its_last_lines(tmp_path):
    child = processes.start(
        "Web", [sys.executable, "-c", "print('port?'); raise SystemExit(4)"], log=tmp_path / "log"
    )
    child.process.wait(10)

    with (
        processes.stopped_in_order([child]),
        pytest.raises(CommandError, match=r"(?s)Web ended by itself \(exit code 4\).*port\?"),
    ):
        processes.complain_of_the_dead([child])
