"""What is watched counts once, and never faster than time passes."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from people.roles import Role
from publications.actions import viewings
from publications.actions.viewings import FASTEST, MOST_SAVED, Heartbeat
from publications.models import Viewing
from publications.queries.viewings import share_of
from tests.clock import NOW
from tests.factories import EditionFactory, PersonFactory, RoleAssignmentFactory, UserFactory
from tests.publications.factories import video

pytestmark = pytest.mark.django_db


@pytest.fixture
def film():
    return video(seconds=100, edition=EditionFactory())


@pytest.fixture
def watcher():
    return reader()


def reader():
    return PersonFactory()


def beat(film, person, *, after, played, rate=1.0, position=None):
    """Let the player say at so many seconds after noon what it has played."""
    return viewings.note_heartbeat(
        rendition_id=film.pk,
        heartbeat=Heartbeat(*played, rate, played[1] if position is None else position),
        by=person.user,
        now=NOW + dt.timedelta(seconds=after),
    )


def watched_share(person, film):
    return share_of(Viewing.objects.filter(person=person).first(), film)


def seconds_of(person):
    return Viewing.objects.get(person=person).watched_seconds


def test_watching_from_beginning_to_end_is_all_of_it(film, watcher):
    beat(film, watcher, after=0, played=(0, 0))
    for tens in range(10):
        beat(film, watcher, after=tens * 10 + 10, played=(tens * 10, tens * 10 + 10))

    assert seconds_of(watcher) == 100
    assert watched_share(watcher, film) == 1.0


def test_heartbeats_between_whole_seconds_lose_and_add_nothing(film, watcher):
    beat(film, watcher, after=0, played=(0, 0))
    beat(film, watcher, after=10.2, played=(0, 10.2))
    beat(film, watcher, after=20.4, played=(10.2, 20.4))
    beat(film, watcher, after=30.6, played=(20.4, 30.6))

    assert seconds_of(watcher) == 30


def test_first_heartbeat_counts_nothing_whatever_it_says(film, watcher):
    beat(film, watcher, after=0, played=(0, 2))

    assert seconds_of(watcher) == 0


def test_nobody_is_credited_more_than_the_time_that_has_passed(film, watcher):
    beat(film, watcher, after=0, played=(0, 0))
    beat(film, watcher, after=10, played=(0, 12))

    assert seconds_of(watcher) == 10


def test_forged_jump_gives_nothing(film, watcher):
    beat(film, watcher, after=0, played=(0, 0))
    beat(film, watcher, after=10, played=(0, 100))

    assert seconds_of(watcher) == 0


def test_skipping_ahead_counts_what_is_played_there(film, watcher):
    beat(film, watcher, after=0, played=(0, 0))
    beat(film, watcher, after=10, played=(0, 10))
    beat(film, watcher, after=20, played=(80, 90))

    assert seconds_of(watcher) == 20


def test_replay_gives_nothing_more(film, watcher):
    beat(film, watcher, after=0, played=(0, 0))
    for again in range(1, 5):
        beat(film, watcher, after=again * 10, played=(0, 10))

    assert seconds_of(watcher) == 10


def test_same_heartbeat_sent_twice_counts_once(film, watcher):
    beat(film, watcher, after=0, played=(0, 0))
    beat(film, watcher, after=10, played=(0, 10))
    beat(film, watcher, after=10, played=(10, 20))

    assert seconds_of(watcher) == 10


def test_two_tabs_share_the_time_that_passes(film, watcher):
    beat(film, watcher, after=0, played=(0, 0))
    beat(film, watcher, after=0, played=(50, 50))
    for tens in range(4):
        beat(film, watcher, after=tens * 10 + 5, played=(tens * 5, tens * 5 + 5))
        beat(film, watcher, after=tens * 10 + 10, played=(50 + tens * 5, 55 + tens * 5))

    assert seconds_of(watcher) == 40


def test_overlapping_ranges_count_once(film, watcher):
    beat(film, watcher, after=0, played=(0, 0))
    beat(film, watcher, after=10, played=(0, 10))
    beat(film, watcher, after=20, played=(5, 15))

    assert seconds_of(watcher) == 15


@pytest.mark.parametrize(("rate", "played", "counted"), [(2, 20, 20), (4, 40, 0), (0.5, 5, 5)])
def test_playing_faster_counts_up_to_double_speed(film, watcher, rate, played, counted):
    beat(film, watcher, after=0, played=(0, 0))
    beat(film, watcher, after=10, played=(0, played), rate=rate)

    assert seconds_of(watcher) == counted


def test_nothing_counts_beyond_the_end(film, watcher):
    beat(film, watcher, after=0, played=(90, 90))
    beat(film, watcher, after=20, played=(90, 110))

    assert seconds_of(watcher) == 10


def test_time_away_is_saved_up_for_a_late_heartbeat_and_no_longer(film, watcher):
    beat(film, watcher, after=0, played=(0, 0))
    beat(film, watcher, after=3600, played=(0, MOST_SAVED))
    beat(film, watcher, after=3600, played=(MOST_SAVED, MOST_SAVED + 30))

    assert seconds_of(watcher) == MOST_SAVED


def test_clock_that_runs_backwards_gives_nothing(film, watcher):
    beat(film, watcher, after=100, played=(0, 0))
    beat(film, watcher, after=50, played=(0, 10))
    beat(film, watcher, after=100, played=(0, 10))

    assert seconds_of(watcher) == 0


def test_position_is_where_they_are_but_not_beyond_the_end(film, watcher):
    assert beat(film, watcher, after=0, played=(0, 0), position=42.7).position == 42
    assert beat(film, watcher, after=1, played=(0, 0), position=4200).position == 100


def test_each_person_has_their_own_share(film, watcher):
    other = reader()
    beat(film, watcher, after=0, played=(0, 0))
    beat(film, watcher, after=10, played=(0, 10))

    assert watched_share(watcher, film) == 0.1
    assert watched_share(other, film) == 0.0


def test_share_is_not_known_of_a_film_of_unknown_length(watcher):
    film = video(edition=EditionFactory())
    film.duration = None
    film.save()
    beat(film, watcher, after=0, played=(0, 0))

    viewing = beat(film, watcher, after=10, played=(0, 10))

    assert (viewing.watched_seconds, viewing.position) == (0, 10)
    assert watched_share(watcher, film) is None


def test_account_of_nobody_keeps_nothing(film):
    nobody = UserFactory()
    RoleAssignmentFactory(user=nobody, role=Role.AUDITOR)

    noted = viewings.note_heartbeat(
        rendition_id=film.pk, heartbeat=Heartbeat(0, 0, 1, 0), by=nobody, now=NOW
    )

    assert noted is None
    assert Viewing.objects.count() == 0


beats = st.lists(
    st.tuples(
        st.floats(0, 60),
        st.floats(0, 120),
        st.floats(0, 120),
        st.floats(0.25, 16),
    ),
    max_size=12,
)


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(beats=beats)
def test_share_only_grows_and_never_faster_than_double_time(film, beats):
    person = reader()
    elapsed, shares = 0.0, [0.0]
    beat(film, person, after=0, played=(0, 0))

    for pause, start, length, rate in beats:
        elapsed += pause
        beat(film, person, after=elapsed, played=(start, start + length), rate=rate)
        shares.append(watched_share(person, film))

        assert shares[-1] <= elapsed * FASTEST / 100 + 1e-9

    assert shares == sorted(shares)
    assert shares[-1] <= 1.0
