"""Lock files say what is installed, and not where from: that is each machine's own business."""

import json
import re

import pytest

from tests.platform.tools import ROOT

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def test_npm_lock_names_no_registry():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]

    assert len(packages) > 1
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if name and not package["integrity"]] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_python_lock_has_a_hash_for_each_package_and_no_address(lock):
    text = lock.read_text()

    packages = re.findall(r"^[\w.-]+==\S+.*\\\n    --hash=sha256:", text, flags=re.MULTILINE)

    assert packages
    assert len(packages) == len(re.findall(r"^[\w.-]+(?:==| @ )", text, flags=re.MULTILINE))
    assert "://" not in text


def test_installer_is_locked_where_the_setup_looks_for_it():
    assert re.search(r"^uv==\S+ \\$", (ROOT / "requirements" / "dev.txt").read_text(), re.MULTILINE)
