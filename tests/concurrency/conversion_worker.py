"""A worker to be killed: `python -m tests.concurrency.conversion_worker FOLDER_OF_FILES`."""

import sys

import django
from django.test import override_settings

if __name__ == "__main__":
    django.setup()
    from publications.actions import conversions
    from tests.clock import NOW

    with override_settings(MEDIA_ROOT=sys.argv[1]):
        conversions.convert_next(now=NOW)
