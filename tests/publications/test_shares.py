"""Sharing out what is short: never more than there is, in whole pieces, in proportion."""

from hypothesis import given
from hypothesis import strategies as st

from publications.shares import in_proportion

ASKED = st.dictionaries(st.integers(), st.integers(min_value=1, max_value=10_000), max_size=30)
AVAILABLE = st.integers(min_value=0, max_value=100_000)


def test_each_gets_all_while_there_is_enough():
    assert in_proportion(30, {"customs": 10, "police": 20}) == {"customs": 10, "police": 20}


def test_what_is_short_is_shared_in_proportion():
    assert in_proportion(15, {"customs": 10, "police": 20}) == {"customs": 5, "police": 10}


def test_the_piece_left_over_goes_to_the_largest_remainder():
    assert in_proportion(10, {"customs": 7, "police": 8}) == {"customs": 5, "police": 5}


def test_among_equals_the_piece_left_over_goes_to_who_asked_first():
    assert in_proportion(1, {"police": 5, "customs": 5}) == {"police": 1, "customs": 0}


def test_nobody_gets_anything_of_nothing():
    assert in_proportion(0, {"customs": 7}) == {"customs": 0}


def test_nothing_is_asked_for_by_nobody():
    assert in_proportion(10, {}) == {}


@given(AVAILABLE, ASKED)
def test_all_is_given_that_is_asked_for_and_there_and_never_more(available, asked):
    shares = in_proportion(available, asked)

    assert sum(shares.values()) == min(available, sum(asked.values()))


@given(AVAILABLE, ASKED)
def test_nobody_gets_more_than_asked_or_less_than_nothing(available, asked):
    shares = in_proportion(available, asked)

    assert shares.keys() == asked.keys()
    assert all(0 <= shares[asker] <= asked[asker] for asker in asked)


@given(AVAILABLE, ASKED)
def test_each_gets_within_one_piece_of_the_exact_share(available, asked):
    shares = in_proportion(available, asked)

    total = sum(asked.values())
    given_out = min(available, total)
    assert all(
        abs(shares[asker] * total - asked[asker] * given_out) < total or not total
        for asker in asked
    )


@given(AVAILABLE, ASKED)
def test_who_asks_for_more_gets_no_less(available, asked):
    shares = in_proportion(available, asked)

    in_order = sorted(asked, key=lambda asker: (asked[asker], shares[asker]))
    by_asking = [shares[asker] for asker in in_order]
    assert by_asking == sorted(by_asking)
