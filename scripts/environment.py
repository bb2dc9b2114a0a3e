"""The virtual environment `.venv` and the Python packages in it, as the hash locks say."""

import hashlib
import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.machine import has_apt, install_with_apt
from scripts.processes import Command, run_or_stop
from scripts.project import LOGS, PYTHON, ROOT, STAMPS, VENV, CommandError, say

# Each contains the one before it.
REQUIREMENT_SETS = ("embedded", "dev")


def ensure(requirements: str) -> None:
    """Make `.venv` hold exactly the locked packages of that set; at once if it already does."""
    if not _is_usable():
        _create()
    stamp = _stamp(requirements)
    wanted = _fingerprint(requirements)
    if stamp.exists() and stamp.read_text() == wanted:
        return

    say(f"Installing the Python packages of requirements/{requirements}.txt …")
    # What was installed by an older lock is no longer known, whatever its stamp says.
    for name in REQUIREMENT_SETS:
        _stamp(name).unlink(missing_ok=True)
    _install_uv()
    install: Command = [
        PYTHON, "-m", "uv", "pip", "install", "--quiet", "--python", PYTHON,
        "--require-hashes", "--requirements", _lock(requirements),
    ]  # fmt: skip
    run_or_stop("Installing the Python packages", install, log=LOGS / "packages.log")
    STAMPS.mkdir(exist_ok=True)
    for included in REQUIREMENT_SETS[: REQUIREMENT_SETS.index(requirements) + 1]:
        _stamp(included).write_text(_fingerprint(included))


def site_packages() -> Path:
    """Where the packages lie, found without running anything in the environment."""
    return next((VENV / "lib").glob("python*/site-packages"))


def _lock(requirements: str) -> Path:
    return ROOT / "requirements" / f"{requirements}.txt"


def _stamp(requirements: str) -> Path:
    return STAMPS / requirements


def _fingerprint(requirements: str) -> str:
    lock = hashlib.sha256(_lock(requirements).read_bytes()).hexdigest()
    # The place is part of it: a copied or renamed tree has commands that point to the old one.
    return f"{lock} Python {_python_version()} {VENV}\n"


def _python_version() -> str:
    """The version of the environment as written down when it was made, such as 3.11.2."""
    try:
        text = (VENV / "pyvenv.cfg").read_text()
    except OSError:
        return ""
    found = re.search(r"^version *= *(\S+)", text, flags=re.MULTILINE)
    return found[1] if found else ""


def _is_usable() -> bool:
    """Whether the interpreter of the environment starts and is still the one it was made with."""
    version = "import sys; print('%d.%d.%d' % sys.version_info[:3])"
    try:
        answer = subprocess.run(
            [PYTHON, "-I", "-S", "-c", version], capture_output=True, text=True, check=True
        ).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return False
    # A fix release may replace the interpreter under the environment; a 3.x step may not.
    return bool(answer) and answer.split(".")[:2] == _python_version().split(".")[:2]


def _create() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        _install_ensurepip()
    say(f"Making a virtual environment with {_version_of_this_python()} …")
    shutil.rmtree(VENV, ignore_errors=True)
    run_or_stop(
        "Making the virtual environment",
        # -I: nothing of the person's own Python settings gets in.
        [sys.executable, "-I", "-m", "venv", VENV],
        log=LOGS / "venv.log",
    )


def _install_ensurepip() -> None:
    """Debian keeps in a package of its own what a virtual environment gets its pip from."""
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if has_apt() and install_with_apt([package]):
        importlib.invalidate_caches()
        return
    raise CommandError(
        f"{_version_of_this_python()} cannot make virtual environments here, because its module "
        f"ensurepip is missing. On Debian or Ubuntu, type this line and try again:\n"
        f"    sudo apt-get install --no-install-recommends {package}"
    )


def _version_of_this_python() -> str:
    return "Python {}.{}.{}".format(*sys.version_info[:3])


def _install_uv() -> None:
    """Get the installer itself, in the version and with the hashes that the lock has for it."""
    lock = _lock("dev").read_text()
    pin = re.search(r"^uv==([^\s;]+).*?(?=^\S)", lock + "end", flags=re.MULTILINE | re.DOTALL)
    if pin is None:
        raise CommandError("requirements/dev.txt does not lock uv, the installer: add it.")
    if (site_packages() / f"uv-{pin[1]}.dist-info").is_dir():
        return
    alone = VENV / "uv.txt"
    alone.write_text(re.sub(r"^\s+#.*$", "", pin[0], flags=re.MULTILINE))
    pip: Command = [
        PYTHON,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--require-hashes",
        "--requirement",
        alone,
    ]
    run_or_stop("Installing uv", pip, log=LOGS / "packages.log")
    alone.unlink()
