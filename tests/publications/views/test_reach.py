"""The reach of a circulation: who sees which departments, the picture, the table, the files."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from core.models import AuditEntry
from people.roles import Role
from publications.models import Viewing
from tests.clock import NOW, TODAY
from tests.factories import DepartmentFactory, PersonFactory, person_with_role
from tests.files import csv_rows, xlsx_rows
from tests.mail import MessageFactory
from tests.pages import rows, words
from tests.publications.factories import (
    AcknowledgementFactory,
    CirculationFactory,
    RecipientFactory,
    RoundFactory,
    video,
)
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def staff(as_role):
    return as_role(Role.PROGRAMME_STAFF)


@pytest.fixture
def customs():
    return DepartmentFactory(
        code="C&ED",
        name_en="Customs",
        strength=10,
        strength_basis="establishment",
        strength_as_at=TODAY,
    )


def ask(out, department, *, level="senior", **fields):
    person = PersonFactory(posting__department=department, posting__level=level)
    return RecipientFactory(round=out, person=person, **fields)


def page_of(out):
    return reverse("publications:circulation-reach", args=[out.circulation_id])


def test_before_anybody_was_asked_the_page_says_so(staff):
    page = words(staff.get(page_of(RoundFactory(begun_at=None, finished_at=None))))

    assert "Nobody has been asked yet." in page
    assert "No department matches." not in page


def test_staff_see_each_department_with_its_shares(staff, customs):
    out = RoundFactory()
    AcknowledgementFactory(
        recipient__round=out, recipient__person=PersonFactory(posting__department=customs)
    )
    ask(out, customs, due_on=TODAY - dt.timedelta(days=1))
    ask(out, DepartmentFactory(name_en="Works"))

    response = staff.get(page_of(out))

    assert [row[1:] for row in rows(response)] == [
        [
            "10 Posts (establishment), 22 Nov 2026",
            "2 20% of strength",
            "0 0% of those asked 0% of strength",
            "1 50% of those asked 10% of strength",
            "1 50% of those asked 10% of strength",
            "1 50% of those asked 10% of strength",
        ],
        ["–", "1", *["0 0% of those asked"] * 4],
    ]
    page = words(response)
    assert "50% acknowledged, 50% opened" in page
    assert "All other departments" not in page


def test_some_of_a_large_department_are_less_than_1_percent_and_not_0(staff):
    large = DepartmentFactory(strength=7866, strength_basis="establishment", strength_as_at=TODAY)
    out = RoundFactory()
    ask(out, large)

    assert rows(staff.get(page_of(out)))[0][2:4] == [
        "1 less than 1% of strength",
        "0 0% of those asked 0% of strength",
    ]


def test_a_number_leads_to_the_people_it_counts(staff, customs):
    out = RoundFactory()
    late = ask(out, customs, due_on=TODAY - dt.timedelta(days=1))
    ask(out, customs)
    ask(out, DepartmentFactory(), due_on=TODAY - dt.timedelta(days=1))

    page = staff.get(page_of(out)).content.decode()
    behind = reverse("publications:circulation-detail", args=[out.circulation_id])
    address = f"{behind}?round=1&amp;department={customs.pk}&amp;step=late"
    assert address in page

    listed = rows(staff.get(address.replace("&amp;", "&")))
    assert [late.person.name_en in row[0] for row in listed] == [True]


def test_the_number_sent_leads_to_those_to_whom_the_mail_went(staff, customs):
    out = RoundFactory()
    sent = ask(out, customs)
    ask(out, customs)
    MessageFactory(kind="publications.circulation", about_id=sent.pk, status="sent", sent_at=NOW)

    assert rows(staff.get(page_of(out)))[0][3] == "1 50% of those asked 10% of strength"
    behind = reverse("publications:circulation-detail", args=[out.circulation_id])
    listed = rows(staff.get(behind, {"step": "sent"}))
    assert [sent.person.name_en in each[0] for each in listed] == [True]


def test_what_was_only_to_be_opened_has_no_column_of_acknowledgements(staff, customs):
    out = RoundFactory(circulation__must_acknowledge=False)
    ask(out, customs, opened_at=NOW)

    response = staff.get(page_of(out))

    assert len(rows(response)[0]) == 6
    assert "100% opened" in words(response)
    assert "Acknowledged" not in words(response)


@pytest.mark.parametrize(
    "role",
    [
        Role.TRAINING_COORDINATOR,
        Role.ETHICS_OFFICER,
        Role.ASSISTANT_ETHICS_OFFICER,
        Role.HEAD_OF_DEPARTMENT,
    ],
)
def test_a_department_sees_itself_beside_all_others_together(sign_in, customs, role):
    out = RoundFactory()
    ask(out, customs)
    works = DepartmentFactory(name_en="Works")
    for _ in range(12):
        ask(out, works)
    for _ in range(6):
        ask(out, works, opened_at=NOW)
    client = sign_in(person_with_role(role, customs))

    response = client.get(page_of(out))

    page = words(response)
    assert len(rows(response)) == 1
    assert "Works" not in page
    assert "All other departments together 18 people asked 33% opened Other" in page


def test_a_circulation_that_reached_nobody_of_a_department_is_absent_for_it(sign_in, customs):
    out = RoundFactory()
    ask(out, DepartmentFactory())

    client = sign_in(person_with_role(Role.TRAINING_COORDINATOR, customs))

    assert client.get(page_of(out)).status_code == 404


def test_the_reach_is_filtered_by_level_and_by_department(staff, customs):
    out = RoundFactory()
    works = DepartmentFactory()
    ask(out, customs, level="senior")
    ask(out, customs, level="middle")
    ask(out, works, level="middle")

    def asked(**filters):
        return [row[2].split()[0] for row in rows(staff.get(page_of(out), filters))]

    assert sorted(asked()) == ["1", "2"]
    assert asked(level="senior") == ["1"]
    assert asked(department=customs.pk) == ["2"]
    assert asked(department=customs.pk, level="junior") == []


def test_an_earlier_round_is_shown_when_asked_for_and_no_other(staff, customs):
    first = RoundFactory(closed_at=NOW)
    ask(first, customs)
    RoundFactory(circulation=first.circulation, number=2, occasion="2027", cause="yearly")

    assert len(rows(staff.get(page_of(first)))) == 0
    assert len(rows(staff.get(page_of(first), {"round": "1"}))) == 1
    assert staff.get(page_of(first), {"round": "3"}).status_code == 404


def test_a_draft_has_no_reach(staff):
    draft = CirculationFactory(draft=True)

    page = reverse("publications:circulation-reach", args=[draft.pk])
    assert staff.get(page).status_code == 404


def test_the_table_is_sorted_by_share(staff, customs):
    out = RoundFactory()
    ask(out, customs, opened_at=NOW)
    works = DepartmentFactory(name_en="Works")
    ask(out, works, opened_at=NOW)
    ask(out, works)

    listed = rows(staff.get(page_of(out), {"sort": "opened"}))

    assert [row[0].split()[0] for row in listed] == ["Works", "Customs"]


def test_the_file_has_what_the_page_has_and_is_noted(staff, customs):
    out = RoundFactory()
    ask(out, customs, opened_at=NOW)

    heading, row = csv_rows(staff.get(page_of(out), {"export": "csv"}))

    found = dict(zip(heading, row, strict=True))
    assert found["Code"] == "C&ED"
    assert found["Strength"] == "10"
    assert found["What the strength counts"] == "Posts (establishment)"
    assert found["Asked, % of strength"] == "10"
    assert (found["Opened"], found["Opened, % of asked"]) == ("1", "100")
    entry = AuditEntry.objects.get()
    assert entry.action == "publications.reach_exported"
    assert xlsx_rows(staff.get(page_of(out), {"export": "xlsx"}))[0] == heading


def test_of_a_video_the_page_and_the_file_say_how_much_of_it_was_watched(staff, customs):
    film = video(seconds=10)
    out = RoundFactory(circulation__edition=film.edition)
    all_of_it = ask(out, customs)
    ask(out, customs)
    Viewing.objects.create(
        person=all_of_it.person, rendition=film, watched=b"\xff\x03", heard_at=NOW
    )

    response = staff.get(page_of(out))

    assert rows(response)[0][-2:] == ["1 50% of those asked 10% of strength", "50%"]
    assert "50% watched on average" in words(response)
    heading, row = csv_rows(staff.get(page_of(out), {"export": "csv"}))
    found = dict(zip(heading, row, strict=True))
    assert (found["Watched"], found["Watched on average, %"]) == ("1", "50")
    behind = reverse("publications:circulation-detail", args=[out.circulation_id])
    listed = rows(staff.get(behind, {"step": "watched"}))
    assert [all_of_it.person.name_en in each[0] for each in listed] == [True]


def test_where_nothing_can_be_watched_no_column_tells_of_it(staff, customs):
    out = RoundFactory()
    ask(out, customs)

    assert "Watched" not in words(staff.get(page_of(out)))
    heading, _row = csv_rows(staff.get(page_of(out), {"export": "csv"}))
    assert "Watched" not in heading


def test_the_page_asks_as_much_for_three_departments_as_for_one(staff):
    out = RoundFactory()
    ask(out, DepartmentFactory())
    staff.get(page_of(out))
    of_one = queries_of(staff, page_of(out))
    for _ in range(2):
        ask(out, DepartmentFactory())

    assert queries_of(staff, page_of(out)) == of_one


def test_recipients_are_found_by_the_level_they_had_and_by_having_opened_it(staff, customs):
    out = RoundFactory()
    ask(out, customs, level="senior", opened_at=NOW)
    ask(out, customs, level="senior")
    ask(out, customs, level="junior", opened_at=NOW)
    behind = reverse("publications:circulation-detail", args=[out.circulation_id])

    assert len(rows(staff.get(behind, {"level": "senior"}))) == 2
    assert len(rows(staff.get(behind, {"level": "senior", "step": "opened"}))) == 1


def test_people_of_a_department_that_has_ended_are_still_found(staff, customs):
    out = RoundFactory()
    ask(out, customs)
    ask(out, DepartmentFactory())
    customs.ends_on = TODAY
    customs.save()
    behind = reverse("publications:circulation-detail", args=[out.circulation_id])

    assert len(rows(staff.get(behind, {"department": customs.pk}))) == 1
