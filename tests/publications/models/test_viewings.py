"""What is kept of what people watch."""

import datetime as dt

import pytest

from people.roles import Role
from publications.models import Viewing, whole_seconds
from tests.clock import NOW
from tests.factories import EditionFactory, PersonFactory, person_with_role
from tests.publications.factories import video
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db


def viewing(**fields):
    if "rendition" not in fields:
        fields["rendition"] = video(edition=EditionFactory())
    return Viewing.objects.create(**{"person": PersonFactory(), "heard_at": NOW, **fields})


def test_person_has_one_viewing_of_a_video():
    first = viewing()

    with refused_by("publications_viewing_one_of_a_person"):
        viewing(person=first.person, rendition=first.rendition)


def test_more_time_than_has_passed_is_never_spent():
    with refused_by("publications_viewing_allowance_not_overdrawn"):
        viewing(allowance=-0.1)


def test_database_itself_counts_the_seconds():
    kept = viewing()
    kept.add_seconds([0, 1, 9, 9, 1])
    kept.save()

    kept.refresh_from_db()

    assert kept.watched_seconds == 3


def test_seconds_added_before_stay():
    kept = viewing()
    kept.add_seconds(range(100, 110))
    kept.add_seconds(range(105, 115))
    kept.save()

    kept.refresh_from_db()

    assert kept.watched_seconds == 15


@pytest.mark.parametrize(("span", "seconds"), [(0.2, 1), (1.9, 1), (60, 60)])
def test_recordings_are_counted_in_whole_seconds(span, seconds):
    assert whole_seconds(dt.timedelta(seconds=span)) == seconds


def test_person_sees_their_own_viewings_and_staff_all():
    own, other = viewing(), viewing()
    staff = person_with_role(Role.PROGRAMME_STAFF)

    assert list(Viewing.objects.visible_to(own.person.user)) == [own]
    assert list(Viewing.objects.visible_to(staff.user)) == [own, other]
