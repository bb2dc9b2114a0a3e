"""LibreOffice and poppler for the tests, which open with them the files we make."""

import shutil

from scripts.machine import has_apt, install_with_apt
from scripts.project import say

# Writer and Calc alone, and without a screen: a tenth of the whole.
PACKAGES = {
    "soffice": ("libreoffice-writer-nogui", "libreoffice-calc-nogui"),
    "pdftotext": ("poppler-utils",),
}


def ensure() -> None:
    """Install what is missing where we may; elsewhere say which tests are left out."""
    missing = [
        package
        for program in PACKAGES
        if not shutil.which(program)
        for package in PACKAGES[program]
    ]
    if not missing or (has_apt() and install_with_apt(missing)):
        return
    say(
        "The tests that open our documents with LibreOffice and pdftotext are skipped, for they "
        f"are not here. On Debian or Ubuntu: sudo apt-get install {' '.join(missing)}"
    )
