# ruff: noqa: S607 - what is started and asked here is ours
"""What the tests of the platform share."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def tool(name: str) -> str:
    """The path of a program; without it the test is skipped, or in CI, where it must be, fails."""
    folders = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"])
    if found := shutil.which(name, path=folders):
        return found
    if os.environ.get("CI"):
        pytest.fail(f"{name} is missing, and in CI nothing is skipped")
    pytest.skip(f"{name} is not installed on this machine")


def tracked_files() -> list[Path]:
    """What a clone would have, with the changes not yet committed."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    return [Path(name) for name in listed.split("\0") if name and (ROOT / name).is_file()]
