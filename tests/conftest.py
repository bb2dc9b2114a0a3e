"""What all tests share."""

import os
import shutil

import pytest
from django.conf import settings
from django.db import connection

from people.models import Person
from people.roles import Role
from tests.factories import person_with_role

# Playwright runs an event loop in the thread of the test; the database is used beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture
def sign_in(client):
    """Sign a person in; give the client: `sign_in(person).get(…)`."""

    def sign_in_as(person: Person):
        client.force_login(person.user)
        return client

    return sign_in_as


@pytest.fixture
def as_role(sign_in, db):
    """Sign somebody with a role in; give the client: `as_role(Role.AUDITOR).get(…)`."""

    def sign_in_with(role: Role, **fields):
        return sign_in(person_with_role(role, **fields))

    return sign_in_with


@pytest.fixture(scope="session", autouse=True)
def _no_file_left_behind():
    yield
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def _nobody_left_in_the_database(django_db_setup, django_db_blocker):
    """Let the test database go at the end, though a thread of a live server may still hold it."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
