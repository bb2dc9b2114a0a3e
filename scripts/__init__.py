"""What makes the project run, be tested and be checked, with the standard library alone.

Every command is a module run from the top of the tree: `python3 -m scripts.run`. The Makefile
calls them. This file stays readable to older Pythons, so that they can say what is wrong.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - the sentence is for those who have an older one
    sys.exit(
        f"This project needs Python 3.11 or newer; {sys.executable} is Python "
        f"{sys.version_info[0]}.{sys.version_info[1]}. If a newer one is installed, name it: "
        "make run PYTHON=python3.12"
    )
