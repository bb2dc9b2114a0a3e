"""Bring the database to this release and fill it with the sample. Runs inside `.venv`.

One process for all steps: each new one would spend a second on reading Django again.
"""

import os
import sys
from pathlib import Path

import django
from django.core.management import call_command


def prepare(sign_ins: Path) -> None:
    """Do it, saying each step; list the sample sign-ins in that file."""
    for command in ("migrate", "createcachetable", "load_sample"):
        print(f"=== {command}", flush=True)
        call_command(command)
    with sign_ins.open("w") as file:
        call_command("list_sample_sign_ins", stdout=file)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "integrity.settings")
    django.setup()
    prepare(Path(sys.argv[1]))
