"""A Chromium for the tests: the system's, else one that can be had here."""

import os
import shutil
import subprocess
from pathlib import Path

from scripts import frontend
from scripts.machine import has_apt, install_with_apt
from scripts.processes import Command, run
from scripts.project import LOGS, PYTHON, ROOT, VENV, CommandError, say

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
CHINESE_FONTS = "fonts-noto-cjk"
CHINESE_FONTS_OF_NPM = "@expo-google-fonts/noto-sans-hk/[47]00*/*.ttf"
_UNPACKED = VENV / "browser"


def ensure() -> Path:
    """The path of a Chromium that starts; install one when there is none."""
    if named := os.environ.get("CHROMIUM"):
        if _starts(Path(named)):
            return Path(named)
        raise CommandError(f"CHROMIUM is set to {named}, but that does not start as a browser.")
    for find in (_of_the_system, _by_apt, _kept, _by_playwright, _by_npm):
        if browser := find():
            if browser.parent != _UNPACKED:  # which has its own
                _ensure_chinese_fonts()
            return browser
    raise CommandError(
        "The tests drive a real browser, and none could be installed. Install Chromium "
        "(sudo apt-get install chromium), or set CHROMIUM to the path of one."
    )


def node_for_playwright() -> dict[str, str]:
    """The variable that gives Playwright another Node where the one in its package cannot start.

    That one needs a library (libatomic) that bare systems do not have.
    """
    if "PLAYWRIGHT_NODEJS_PATH" in os.environ:
        return {}
    own = next(VENV.glob("lib/python*/site-packages/playwright/driver/node"), None)
    if own and _starts(own):
        return {}
    for other in (frontend.node_of_the_wheel(), shutil.which("node")):
        if other and _starts(Path(other)):
            return {"PLAYWRIGHT_NODEJS_PATH": str(other)}
    raise CommandError(
        "The tests need Node to drive the browser, and none starts here. Install nodejs."
    )


def _of_the_system() -> Path | None:
    for command in COMMANDS:
        # Some systems have a command of that name that only says where to get the browser.
        if (found := shutil.which(command)) and _starts(Path(found)):
            return Path(found)
    return None


def _by_apt() -> Path | None:
    if has_apt() and install_with_apt(["chromium", CHINESE_FONTS]):
        return _of_the_system()
    return None


def _kept() -> Path | None:
    """The one that an earlier run has installed."""
    for browser in (_browser_of_playwright(), _UNPACKED / "chromium.sh"):
        if browser and _starts(browser):
            return browser
    return None


def _by_playwright() -> Path | None:
    say("Fetching Chromium with Playwright …")
    command: Command = [PYTHON, "-m", "playwright", "install", "chromium"]
    env = {**os.environ, **node_for_playwright()}
    run("playwright install", command, env=env, log=LOGS / "browser.log")
    browser = _browser_of_playwright()
    return browser if browser and _starts(browser) else None


def _browser_of_playwright() -> Path | None:
    question = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as p: print(p.chromium.executable_path)"
    )
    env = {**os.environ, **node_for_playwright()}
    answer = subprocess.run(
        [PYTHON, "-c", question], env=env, capture_output=True, text=True, check=False, cwd=ROOT
    ).stdout.strip()
    return Path(answer) if answer else None


def _by_npm() -> Path | None:
    """Unpack the Chromium of an npm package, which needs neither root nor the system's libraries.

    The package is meant for a hosting service; told that it is there, it unpacks the libraries.
    """
    say("Fetching Chromium from npm …")
    log = LOGS / "browser.log"
    # The wheel's npm and Node: the package asks for a newer Node than many systems have.
    if run("npm ci", [*frontend.npm_of_the_wheel(), "ci"], log=log).process.returncode:
        return None
    shutil.rmtree(_UNPACKED, ignore_errors=True)
    _UNPACKED.mkdir()
    unpack = 'import c from "@sparticuz/chromium"; await c.executablePath();'
    node: Command = [frontend.node_of_the_wheel(), "--input-type=module", "--eval", unpack]
    env = {**os.environ, "TMPDIR": str(_UNPACKED), "AWS_EXECUTION_ENV": "24.x"}
    run("Unpacking Chromium", node, env=env, log=log)
    # Bare systems have no fonts, and without any, text has no height.
    for font in frontend.NODE_MODULES.glob(CHINESE_FONTS_OF_NPM):
        shutil.copy(font, _UNPACKED / "fonts")
    (_UNPACKED / "fonts.conf").write_text(
        "<fontconfig>"
        f"<dir>{_UNPACKED / 'fonts'}</dir><dir>/usr/share/fonts</dir>"
        f"<cachedir>{_UNPACKED / 'fonts-cache'}</cachedir>"
        "</fontconfig>\n"
    )
    shell = _UNPACKED / "chromium.sh"
    shell.write_text(
        "#!/bin/sh\n"
        f"LD_LIBRARY_PATH='{_UNPACKED / 'al2023' / 'lib'}'\n"
        f"FONTCONFIG_FILE='{_UNPACKED / 'fonts.conf'}'\n"
        "export LD_LIBRARY_PATH FONTCONFIG_FILE\n"
        "# This build brings no sandbox of its own; it is shown our own pages only.\n"
        f"exec '{_UNPACKED / 'chromium'}' --no-sandbox \"$@\"\n"
    )
    shell.chmod(0o755)
    return shell if _starts(shell) else None


def _starts(program: Path) -> bool:
    try:
        return not subprocess.run(
            [program, "--version"], capture_output=True, check=False, timeout=60, cwd=ROOT
        ).returncode
    except (OSError, subprocess.TimeoutExpired):
        return False


def _ensure_chinese_fonts() -> None:
    if _has_chinese_font() or (has_apt() and install_with_apt([CHINESE_FONTS])):
        return
    say(
        "No font for Chinese was found: the tests run, but pictures of pages show boxes for "
        f"Chinese text. On Debian or Ubuntu: sudo apt-get install {CHINESE_FONTS}"
    )


def _has_chinese_font() -> bool:
    if program := shutil.which("fc-list"):
        command = [program, ":lang=zh-hk"]
        return bool(subprocess.run(command, capture_output=True, check=False).stdout)
    return any(Path("/usr/share/fonts").glob("**/*CJK*"))
