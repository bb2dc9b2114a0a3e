"""The page of thematic sessions: what was held, when, and where that is published."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from ethics_officers.models import ThematicSession
from people.roles import Role
from tests.clock import NOW
from tests.ethics_officers.network_factories import ThematicSessionFactory
from tests.pages import words
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

SESSIONS = reverse("ethics_officers:thematic-session-list")
NETWORK = reverse("ethics_officers:network")


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


def test_workshop_shows_its_number_day_kind_attendance_and_source(as_role):
    ThematicSessionFactory(
        number=21, theme_en="Supervisory accountability", held_on=dt.date(2024, 11, 6),
        attendance="about 150", source="ICAC press release", audience="Ethics Officers",
    )  # fmt: skip

    shown = words(as_role(Role.ETHICS_OFFICER).get(SESSIONS))

    assert (
        "No. 21: Supervisory accountability 6 November 2024 · Workshop · "
        "Ethical Leadership Programme Ethics Officers Attendance: about 150 "
        "Source: ICAC press release"
    ) in shown


def test_session_of_which_only_the_month_is_known_shows_no_day(as_role):
    ThematicSessionFactory(
        theme_en="Procurement", held_on=dt.date(2020, 11, 1), day_known=False,
        kind=ThematicSession.Kind.WEBINAR,
    )  # fmt: skip

    shown = words(as_role(Role.AUDITOR).get(SESSIONS))

    assert "Procurement November 2020 · Webinar" in shown


def test_sessions_are_a_tab_of_the_network_and_say_so_when_there_is_none(as_role):
    client = as_role(Role.ETHICS_OFFICER)

    assert f'href="{SESSIONS}"' in client.get(NETWORK).text
    assert "No thematic session is on record." in client.get(SESSIONS).text


def test_newest_session_comes_first(as_role):
    older = ThematicSessionFactory(held_on=dt.date(2010, 6, 8))
    newer = ThematicSessionFactory(held_on=dt.date(2024, 11, 6))

    page = as_role(Role.ETHICS_OFFICER).get(SESSIONS).context["page"]

    assert list(page) == [newer, older]


def test_page_asks_as_much_for_three_sessions_as_for_one(as_role):
    client = as_role(Role.ETHICS_OFFICER)
    ThematicSessionFactory()
    client.get(SESSIONS)
    of_one = queries_of(client, SESSIONS)
    ThematicSessionFactory.create_batch(2)

    assert queries_of(client, SESSIONS) == of_one
