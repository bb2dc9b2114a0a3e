"""The machine: what it is, and the processor time that processes on it have taken."""

import os
import platform
import subprocess
from collections.abc import Collection
from pathlib import Path
from typing import Any

from scripts.machine import cores
from scripts.project import ROOT

_TICKS = os.sysconf("SC_CLK_TCK")


def facts() -> dict[str, Any]:
    """What the figures depend on: cores, how busy they were before we came, the programs."""
    return {
        "cores": cores(),
        "load_at_start": round(os.getloadavg()[0], 2),
        "machine": platform.machine(),
        "python": platform.python_version(),
    }


def commit() -> str:
    """The commit that is measured, with a plus when the tree differs from it."""
    try:
        name = _git("rev-parse", "--short", "HEAD")
        aside = ":!benchmarks/results.jsonl"
        changed = _git("status", "--porcelain", "--untracked-files=no", "--", aside)
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return f"{name}+" if changed else name


def cpu_seconds(roots: Collection[int]) -> float:
    """Give the processor time of these processes and all their descendants, ended ones too."""
    parents: dict[int, int] = {}
    ticks: dict[int, int] = {}
    for folder in Path("/proc").iterdir():
        if not folder.name.isdecimal():
            continue
        try:
            fields = _stat(int(folder.name))
        except OSError:
            continue  # it has just ended; its parent has its time
        parents[int(folder.name)] = int(fields[1])
        ticks[int(folder.name)] = sum(int(field) for field in fields[11:15])
    return sum(ticks[pid] for pid in ticks if _descends(pid, roots, parents)) / _TICKS


def own_cpu_seconds(pids: Collection[int]) -> float:
    """Give the processor time of these processes alone."""
    return sum(int(field) for pid in pids for field in _stat(pid)[11:13]) / _TICKS


def forget_peak_memory() -> None:
    """Let the peak of this process begin anew from what it has now."""
    Path("/proc/self/clear_refs").write_text("5")


def peak_memory() -> float:
    """Give how many megabytes this process had at most since its peak was forgotten."""
    status = Path("/proc/self/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


def parent_of(pid: int) -> int:
    return int(_stat(pid)[1])


def _descends(pid: int, roots: Collection[int], parents: dict[int, int]) -> bool:
    while pid not in roots:
        if pid not in parents:
            return False
        pid = parents[pid]
    return True


def _stat(pid: int) -> list[str]:
    """The fields after the name, which may hold spaces: state, parent, …, four times in ticks."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()


def _git(*arguments: str) -> str:
    command = ["git", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()
