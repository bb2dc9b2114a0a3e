"""Editions: where they have got to."""

import datetime as dt

import pytest

from publications.models import Edition
from tests.clock import NOW
from tests.factories import EditionFactory, UserFactory

pytestmark = pytest.mark.django_db

MINUTE = dt.timedelta(minutes=1)


@pytest.mark.parametrize(
    ("fields", "standing"),
    [
        ({"status": "draft", "publish_at": None}, "draft"),
        ({"status": "in_review", "publish_at": None}, "in_review"),
        ({"status": "returned", "publish_at": None}, "returned"),
        ({"publish_at": None}, "approved"),
        ({"publish_at": NOW + MINUTE}, "scheduled"),
        ({"publish_at": NOW}, "published"),
        ({"publish_at": NOW - MINUTE, "expires_at": NOW + MINUTE}, "published"),
        ({"publish_at": NOW - MINUTE, "expires_at": NOW}, "expired"),
    ],
)
def test_standing_of_an_edition_follows_from_its_status_and_the_clock(fields, standing):
    edition = EditionFactory(**fields)

    assert edition.standing(NOW) == standing
    assert edition.is_published(NOW) == (standing == "published")
    assert Edition.objects.published(NOW).contains(edition) == (standing == "published")


def test_withdrawn_edition_is_withdrawn_whatever_the_clock_says():
    edition = EditionFactory(
        withdrawn_at=NOW, withdrawn_by=UserFactory(), withdrawal_reason="Wrong address."
    )

    assert edition.standing(NOW) == "withdrawn"
    assert not edition.is_published(NOW)
