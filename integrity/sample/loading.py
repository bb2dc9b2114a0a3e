"""Loading the sample, step by step; each step is whole or not there, and done once."""

import datetime as dt
from collections.abc import Callable

from django.conf import settings
from django.db import connection

from integrity import reference
from integrity.sample import (
    activities,
    circulations,
    copies,
    documents,
    ethics_officers,
    films,
    library,
    network,
    past,
    people,
    plans,
    reading,
    requirements,
    returns,
    strategies,
    talk_requests,
    training,
)
from people.models import User
from reporting.actions import refresh_coverage

STANDARD_SIZE = 3000


class SampleRefused(Exception):
    """The sample can't be loaded here; the message says why and what to do."""


def load(*, size: int, now: dt.datetime, progress: Callable[[int, int], None]) -> None:
    """Fill an empty database with the sample, or complete one that has been begun.

    Loading the same size again changes nothing. Raises SampleRefused where real people could be.
    """
    _check_this_is_a_sample()
    reference.load(now=now)
    if size < (fewest := people.fewest_people()):
        raise SampleRefused(f"A sample has at least {fewest} people: some for each department.")
    people.load_cast(now=now)
    people.load_crowd(people=size, now=now, progress=progress)
    ethics_officers.load(now=now)
    people.load_coordinators(now=now)
    people.verify_addresses_of_role_holders()
    training.load(now=now)
    past.load(now=now)
    strategies.load(now=now)
    plans.load(now=now)
    talk_requests.load(now=now)
    activities.load(now=now)
    _tell_the_planner()
    requirements.load(now=now)
    returns.load(now=now)
    network.load(now=now)
    library.load(now=now)
    circulations.load(now=now)
    reading.load(now=now)
    films.load(now=now)
    copies.load(now=now)
    documents.load(now=now)
    refresh_coverage(now=now)


def _tell_the_planner() -> None:
    """Have PostgreSQL count the new rows: over tables it takes for empty, figures take minutes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "ANALYZE people_person, people_posting, training_session, training_meeting,"
            " training_registration, training_attendance"
        )


def _check_this_is_a_sample() -> None:
    if not settings.SAMPLE:
        raise SampleRefused("The sample is for trying things out. Set SAMPLE=1 to load it.")
    if User.objects.filter(is_sample=False).exists():
        raise SampleRefused(
            "This database holds accounts that are not of the sample. "
            "Point DATABASE_URL at an empty one."
        )
