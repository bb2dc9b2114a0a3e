"""A worker to be killed: `python -m tests.concurrency.circulation_worker`."""

import django

if __name__ == "__main__":
    django.setup()
    from publications.actions import rounds
    from tests.clock import NOW

    while rounds.send_batch(now=NOW, limit=10) is not None:
        pass
