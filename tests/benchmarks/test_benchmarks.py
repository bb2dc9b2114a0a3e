"""The benchmarks still run, at their smallest; and see when something is wrong."""

import datetime as dt
import json

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory

from benchmarks import data, machine, report
from benchmarks.bare import bare
from benchmarks.clients import Answer, SignUp, Site, Visitor
from benchmarks.counting import HEADER, CountingMiddleware
from benchmarks.figures import Figure, percentile
from benchmarks.scenarios import Place, WrongOutcomeError
from benchmarks.scenarios.sign_ups import came_in_this_order, check, rush
from people.models import Person, Posting
from tests.clock import NOW
from training.models import Registration, Session


def place_on(live_server, *, people, capacity):
    """Sign people in to the live server, with one session to sign up for."""
    sessions = list(data.make_sessions(1, capacity=capacity))
    persons = data.make_people(people)
    keys = data.cookies_of(persons)
    visitors = [
        Visitor(person, {"sessionid": key}) for person, key in zip(persons, keys, strict=True)
    ]
    return Place(Site(live_server.thread.port, origin=live_server.url), visitors, sessions)


def answered(sent_at, answered_at):
    answer = Answer(200, b"", "", {}, 0, sent_at, answered_at)
    return SignUp(Visitor(0, {}), 1, [answer, answer, answer, answer])


@pytest.mark.django_db(transaction=True)
def test_a_small_rush_for_one_session_is_served_rightly(live_server):
    place = place_on(live_server, people=6, capacity=2)
    session = place.sessions[0]

    result = rush(place, [session], people=6, clients=3)

    check(result.ways, [session])
    assert Session.objects.get(pk=session).places_taken == 2
    assert list(
        Registration.objects.filter(session=session)
        .waiting()
        .values_list("waiting_number", flat=True)
    ) == [1, 2, 3, 4]


@pytest.mark.django_db(transaction=True)
def test_a_rush_in_which_somebody_was_lost_stops_the_benchmark(live_server):
    place = place_on(live_server, people=2, capacity=2)
    session = place.sessions[0]
    result = rush(place, [session], people=2, clients=1)
    Session.objects.filter(pk=session).update(places_taken=1)

    with pytest.raises(WrongOutcomeError, match="2 have one of 2 places, for 2 people"):
        check(result.ways, [session])


def test_pressing_before_the_other_is_answered_is_no_overtaking():
    assert came_in_this_order([answered(2, 4), answered(1, 3)])


def test_pressing_after_the_other_was_answered_and_going_first_is_overtaking():
    assert not came_in_this_order([answered(4, 5), answered(1, 3)])


@pytest.mark.django_db
def test_copies_of_a_person_are_people_of_their_own():
    people = data.make_people(3)

    made = Person.objects.filter(pk__in=people).order_by("pk")
    assert [person.user.person for person in made.select_related("user")] == list(made)
    assert [person.current_posting is not None for person in made] == [True, True, True]


@pytest.mark.django_db
def test_the_counting_middleware_says_how_many_statements_an_answer_took():
    def view(request):
        Person.objects.count()
        Session.objects.count()
        return HttpResponse()

    response = CountingMiddleware(view)(RequestFactory().get("/"))

    assert response.headers[HEADER] == "2"


def test_a_percentile_is_the_value_that_so_many_do_not_exceed():
    assert percentile(range(1, 101), 0.99) == 99


@pytest.mark.parametrize(
    ("figure", "is_met"),
    [
        (Figure("hot", "time", 1.0, "s", "≤", 1), True),
        (Figure("hot", "time", 1.1, "s", "≤", 1), False),
        (Figure("hot", "rate", 20, "per second", "≥", 0.5, of_bound=True, bound=40), True),
        (Figure("hot", "rate", 19, "per second", "≥", 0.5, of_bound=True, bound=40), False),
        (Figure("hot", "rate", 19, "per second", "≥", 0.5, of_bound=True), None),
        (Figure("hot", "rate", 19, "per second"), None),
    ],
)
def test_a_figure_is_met_by_itself_or_by_its_ratio_to_the_bound(figure, is_met):
    assert figure.is_met is is_met


def test_every_figure_becomes_one_line_of_json(tmp_path, monkeypatch):
    monkeypatch.setattr(report, "RESULTS", tmp_path / "results.jsonl")
    figure = Figure("hot", "rate", 20, "per second", "≥", 0.5, True, 40, "floor")

    report.append([figure, figure], {"commit": "abc", "cores": 2}, now=NOW.astimezone(dt.UTC))

    lines = [json.loads(line) for line in report.RESULTS.read_text().splitlines()]
    assert lines == [lines[0], lines[0]]
    assert lines[0] == {
        "at": NOW.astimezone(dt.UTC).isoformat(timespec="seconds"),
        "commit": "abc",
        "cores": 2,
        "scenario": "hot",
        "figure": "rate",
        "value": 20,
        "unit": "per second",
        "target": "≥ 0.5 × floor",
        "bound": 40,
        "bound_name": "floor",
        "ratio": 0.5,
        "met": True,
    }


@pytest.mark.django_db(transaction=True)
def test_past_registrations_are_spread_over_people_and_sessions():
    data.make_past(100)

    registrations = Registration.objects.filter(session__status=Session.Status.HELD)
    people = set(registrations.values_list("person_id", flat=True))
    # The one they were copied from is among them.
    assert (registrations.count(), len(people)) == (101, 11)


@pytest.mark.django_db(transaction=True)
def test_a_bare_table_is_as_it_was_once_it_is_filled():
    def of_table():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT conname FROM pg_constraint WHERE conrelid = 'people_posting'::regclass"
                " UNION ALL SELECT indexrelid::regclass::text FROM pg_index"
                " WHERE indrelid = 'people_posting'::regclass"
                " UNION ALL SELECT tgname || tgenabled::text FROM pg_trigger"
                " WHERE tgrelid = 'people_posting'::regclass AND NOT tgisinternal ORDER BY 1"
            )
            return [name for (name,) in cursor.fetchall()]

    before = of_table()
    with bare(Posting):
        meanwhile = of_table()

    assert "people_posting_one_at_any_instant" not in meanwhile
    assert of_table() == before


@pytest.mark.django_db(transaction=True)
def test_staff_are_signed_in_with_the_second_factor_that_is_required_of_them(client, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    client.cookies.load(data.make_staff().cookies)

    assert client.get("/schedule/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_service_is_spread_evenly_over_its_departments():
    departments = data.make_service(6, departments=2)

    counts = [department.postings.count() for department in departments]
    assert counts == [3, 3]
    users = Person.objects.exclude(user=None).values("user").distinct()
    assert users.count() == Person.objects.count() == 7  # one that they were copied from


@pytest.mark.django_db
def test_rows_are_copied_with_what_differs():
    people = data.make_people(3)
    Posting.objects.filter(person=people[0]).update(ends_on=NOW.date())

    made = data.copy(
        Posting, "person_id = %s", [people[0]], rank="'Copied'", starts_on="DATE '2026-11-22'",
        ends_on="NULL",
    )  # fmt: skip

    assert made == 1
    copied = Posting.objects.get(rank="Copied")
    assert (copied.person_id, copied.starts_on, copied.ends_on) == (people[0], NOW.date(), None)


def test_the_peak_of_memory_begins_anew_when_forgotten():
    filled = bytearray(b"x" * 64 * 2**20)
    before = machine.peak_memory()
    del filled
    machine.forget_peak_memory()

    assert before - machine.peak_memory() > 32
