"""Deadlines of sessions, given or relative to the start."""

import datetime as dt

from tests.clock import at
from training.models import DaysBefore, Session
from training.models.deadlines import moment_of


def test_a_relative_deadline_counts_hong_kong_days_from_the_day_of_the_start():
    deadline = DaysBefore(2, dt.time(17, 0))

    assert deadline.moment(at("2026-12-01", "07:30")) == at("2026-11-29", "17:00")


def test_a_deadline_of_a_given_moment_is_that_moment_and_none_is_none():
    moment = at("2026-11-30", "17:00")

    assert moment_of(moment, at("2026-12-01")) == moment
    assert moment_of(None, at("2026-12-01")) is None


def test_a_session_keeps_what_was_asked_for_beside_the_instant_it_comes_to():
    session = Session(starts_at=at("2026-12-01"))

    session.opens = None
    session.closes = DaysBefore(2, dt.time(17, 0))
    session.cancellable_until = at("2026-11-30")

    assert (session.opens_at, session.opens) == (None, None)
    assert session.closes_at == at("2026-11-29", "17:00")
    assert session.closes == DaysBefore(2, dt.time(17, 0))
    assert (session.cancel_by, session.cancellable_until) == (at("2026-11-30"), at("2026-11-30"))
