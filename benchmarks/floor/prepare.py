"""Make the floor's tables and rows; print who may sign in where.

python -m benchmarks.floor.prepare '{"people": 500, "capacities": [100, 100]}'
"""

import datetime as dt
import json
import os
import sys

import django


def prepare(people: int, capacities: list[int]) -> dict[str, list[int] | list[str]]:
    """Make so many people, and a session for each capacity."""
    # Django is ready only now.
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from benchmarks.floor.models import Session
    from benchmarks.sign_ins import sign_in

    call_command("migrate", verbosity=0)
    # Then the floor's own tables, which have no migrations and point at those of Django.
    call_command("migrate", run_syncdb=True, verbosity=0)
    users = User.objects.bulk_create(User(username=f"person{number}") for number in range(people))
    soon = timezone.now() + dt.timedelta(days=60)
    sessions = Session.objects.bulk_create(
        Session(
            title=f"Conflict of interest for supervisors {number}",
            starts_at=soon + dt.timedelta(hours=number),
            capacity=capacity,
        )
        for number, capacity in enumerate(capacities)
    )
    keys = sign_in(users, "django.contrib.auth.backends.ModelBackend")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {"keys": keys, "sessions": [session.pk for session in sessions]}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.floor.settings")
    django.setup()
    json.dump(prepare(**json.loads(sys.argv[1])), sys.stdout)
