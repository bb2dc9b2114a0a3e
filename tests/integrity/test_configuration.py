"""Configuration comes from the environment; what is wrong refuses to start, in a sentence."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from people.models import Level

RIGHT = {
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnop",
    "BASE_URL": "https://integrity.example.hk",
    "ALLOWED_HOSTS": "integrity.example.hk",
    "DATABASE_URL": "postgres://integrity@127.0.0.1/integrity",
    "REDIS_URL": "redis://127.0.0.1/0",
    "EMAIL_URL": "smtp+tls://127.0.0.1:587",
}


def start(**changes):
    """Load the settings as an installation does; give the last line it says."""
    environment = {
        name: value
        for name, value in {**os.environ, "SAMPLE": "", **RIGHT, **changes}.items()
        if value is not None
    }
    environment["DJANGO_SETTINGS_MODULE"] = "integrity.settings"
    code = "from django.conf import settings; print(settings.ALLOWED_HOSTS)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    return (done.stdout + done.stderr).strip().splitlines()[-1].split("ImproperlyConfigured: ")[-1]


def test_what_is_right_starts():
    assert start() == "['integrity.example.hk']"


def test_store_of_objects_may_take_the_place_of_the_folder():
    store = {"OBJECT_STORE_URL": "https://objects.example.hk", "OBJECT_STORE_USER": "user"}

    started = start(OBJECT_STORE_BUCKET="files", OBJECT_STORE_SECRET="secret", **store)

    assert started == "['integrity.example.hk']"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"OBJECT_STORE_BUCKET": "files", "FILES_BY_NGINX": "1"},
            (
                "FILES_BY_NGINX=1 has nginx send files from FILES_DIR, but OBJECT_STORE_BUCKET "
                "keeps them elsewhere: set FILES_BY_NGINX=0."
            ),
        ),
        (
            {"OBJECT_STORE_BUCKET": "files"},
            (
                "The environment variable OBJECT_STORE_URL is not set. "
                "See .env.example for what it means."
            ),
        ),
        (
            {"CLAMAV_SOCKET": "/run/clamd.ctl"},
            (
                "The environment variable CLAMAV_SOCKET is wrong: "
                "it starts with “:” but must start with unix or tcp."
            ),
        ),
        (
            {"SECRET_KEY": None},
            "The environment variable SECRET_KEY is not set. See .env.example for what it means.",
        ),
        (
            {"SECRET_KEY": "short"},
            (
                "The environment variable SECRET_KEY is wrong: "
                "a secret has at least 50 characters; "
                "make one with `openssl rand -hex 32`."
            ),
        ),
        (
            {"DATABASE_URL": "mysql://127.0.0.1/integrity"},
            (
                "The environment variable DATABASE_URL is wrong: it starts with “mysql:” but must "
                "start with postgres or postgresql."
            ),
        ),
        (
            {"BASE_URL": "integrity.example.hk"},
            (
                "The environment variable BASE_URL is wrong: write an address such as "
                "https://integrity.example.hk, without a path."
            ),
        ),
        (
            {"BASE_URL": "http://integrity.example.hk"},
            (
                "BASE_URL is http://integrity.example.hk, but outside the sample pages are served "
                "over https only."
            ),
        ),
        (
            {"ALLOWED_HOSTS": "https://integrity.example.hk"},
            (
                "The environment variable ALLOWED_HOSTS is wrong: write host names separated by "
                "commas, without http:// and without spaces."
            ),
        ),
        (
            {"REQUIRE_SECOND_FACTOR": "perhaps"},
            "The environment variable REQUIRE_SECOND_FACTOR is wrong: write 1 for yes or 0 for no.",
        ),
        (
            {"ETHICS_OFFICER_LEVELS": "senior,directorate"},
            (
                "The environment variable ETHICS_OFFICER_LEVELS is wrong: write one or more of "
                "recruit, junior, middle, senior, separated by commas."
            ),
        ),
        (
            {"SAMPLE": "1"},
            (
                "SAMPLE=1 signs anybody in without a password, "
                "so it runs on this machine only: set "
                "ALLOWED_HOSTS to 127.0.0.1,localhost, or leave SAMPLE out."
            ),
        ),
        (
            {"COVERAGE_ASKED": "25%"},
            (
                "The environment variable COVERAGE_ASKED is wrong: "
                "write a whole number from 0 to 100, without the sign %."
            ),
        ),
        (
            {"COVERAGE_ASKED": "101"},
            (
                "The environment variable COVERAGE_ASKED is wrong: "
                "write a whole number from 0 to 100, without the sign %."
            ),
        ),
    ],
)
def test_what_is_wrong_refuses_to_start_and_says_why(changes, sentence):
    assert start(**changes) == sentence


def test_levels_that_may_be_configured_are_those_of_postings():
    assert start(ETHICS_OFFICER_LEVELS=", ".join(Level.values)) == "['integrity.example.hk']"
