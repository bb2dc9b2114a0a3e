"""A worker to be killed: `python -m tests.concurrency.export_worker FOLDER_OF_FILES`."""

import sys
from pathlib import Path

import django
from django.test import override_settings

if __name__ == "__main__":
    django.setup()
    from reporting.actions import exports
    from tests.clock import NOW

    folder = Path(sys.argv[1])
    with override_settings(
        MEDIA_ROOT=folder,
        INCOMING_DIR=folder / "incoming",
        ROOT_URLCONF="tests.reporting.lists",
    ):
        exports.make_next(now=NOW)
