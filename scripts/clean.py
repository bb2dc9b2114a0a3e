"""Remove everything that is not in git and can be made again, the kept sample data included."""

import shutil

from scripts import frontend, project, servers
from scripts.project import ROOT, VAR, VENV, say

CACHES = (".mypy_cache", ".pytest_cache", ".ruff_cache", ".import_linter_cache", ".hypothesis")


def clean() -> int:
    """Leave the tree as a fresh clone has it."""
    with project.only_one(
        "run", otherwise="`make run` is going in this folder. Stop it first (Ctrl-C there)."
    ):
        servers.forget_kept_data()
        for folder in (VENV, ROOT / "node_modules", frontend.VENDOR, frontend.FONTS, VAR):
            shutil.rmtree(folder, ignore_errors=True)
        for name in CACHES:
            shutil.rmtree(ROOT / name, ignore_errors=True)
        for catalogue in (ROOT / "locale").glob("*/LC_MESSAGES/*.mo"):
            catalogue.unlink()
    say("Removed. `make run` or `make test` makes it all again.")
    return 0


if __name__ == "__main__":
    project.leave(clean)
