"""A worker to be killed: `python -m tests.concurrency.outbox_worker PORT`."""

import sys

import django
from django.test import override_settings

if __name__ == "__main__":
    django.setup()
    import tests.mail  # noqa: F401 (registers the composer of the messages)
    from notifications import actions
    from tests.clock import NOW

    with override_settings(EMAIL_HOST="127.0.0.1", EMAIL_PORT=int(sys.argv[1])):
        actions.send_due(now=NOW)
