"""Circulations for staff and for departments: list, page, form, sending, ending."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from core.models import AuditEntry
from people.roles import Role
from publications.models import Circulation
from tests.clock import NOW, TODAY
from tests.factories import DepartmentFactory, PersonFactory, person_with_role
from tests.pages import rows, words
from tests.publications.factories import (
    AcknowledgementFactory,
    CirculationFactory,
    RecipientFactory,
    RenditionFactory,
    RoundFactory,
)
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

LIST = reverse("publications:circulation-list")
CREATE = reverse("publications:circulation-create")


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def staff(as_role):
    return as_role(Role.PROGRAMME_STAFF)


def page_of(circulation, name="circulation-detail"):
    return reverse(f"publications:{name}", args=[circulation.pk])


def given(edition, **fields):
    return {
        "edition": edition.pk,
        "scale": "a",
        "must_acknowledge": "yes",
        "days": "10",
        "unit": "working_days",
        "takes_joiners": "on",
        "recurrence": "none",
        "days_before": "10",
        **fields,
    }


def test_the_list_says_how_many_of_the_newest_round_have_read(staff):
    out = RoundFactory(circulation__edition__publication__title_en="Gifts")
    AcknowledgementFactory(recipient__round=out)
    RecipientFactory(round=out)
    RecipientFactory(round=RoundFactory(circulation__edition=out.edition, closed_at=NOW))
    CirculationFactory(draft=True)

    listed = rows(staff.get(LIST, {"q": "gifts", "status": "sent", "sort": "starts_at"}))

    assert [row[1:] for row in listed] == [
        ["In circulation", "22 Nov 2026", "2", "1"],
        ["In circulation", "22 Nov 2026", "1", "0"],
    ]


def test_a_department_sees_what_reached_it_with_its_own_numbers(sign_in):
    own = DepartmentFactory()
    out = RoundFactory()
    RecipientFactory(round=out, person=PersonFactory(posting__department=own))
    elsewhere = RecipientFactory(round=out)
    RecipientFactory()
    client = sign_in(person_with_role(Role.TRAINING_COORDINATOR, own))

    assert [row[3:] for row in rows(client.get(LIST))] == [["1", "0"]]
    page = client.get(page_of(out.circulation))
    assert len(rows(page)) == 1
    assert elsewhere.person.name_en not in words(page)
    assert "Circulate a publication" not in words(client.get(LIST))


def test_the_list_asks_as_much_for_three_as_for_one(staff):
    RecipientFactory()
    staff.get(LIST)
    of_one = queries_of(staff, LIST)
    for _ in range(2):
        RecipientFactory()

    assert queries_of(staff, LIST) == of_one


def test_the_page_says_how_far_a_round_has_come(staff):
    out = RoundFactory()
    AcknowledgementFactory(recipient__round=out)
    RecipientFactory(round=out, opened_at=NOW)
    RecipientFactory(round=out, due_on=TODAY - dt.timedelta(days=1))

    page = words(staff.get(page_of(out.circulation)))

    assert "Asked 3" in page
    assert "Opened 2" in page
    assert "Late 1" in page
    assert AuditEntry.objects.get().action == "publications.recipients_viewed"


def test_filtering_the_recipients_of_an_earlier_round_stays_with_it(staff):
    first = RoundFactory(closed_at=NOW)
    RoundFactory(circulation=first.circulation, number=2, occasion="2027", cause="yearly")
    RecipientFactory(round=first, person__name_en="FIRST Ming")

    page = staff.get(page_of(first.circulation), {"round": "1"})
    form = page.context["filter"].form
    sent = {field.html_name: field.value() or "" for field in form}
    assert '<input type="hidden" name="round" value="1"' in page.content.decode()

    assert len(rows(staff.get(page_of(first.circulation), sent))) == 1
    assert len(rows(staff.get(page_of(first.circulation), {**sent, "round": ""}))) == 0


def test_an_earlier_round_is_shown_when_asked_for(staff):
    first = RoundFactory(closed_at=NOW)
    RecipientFactory(round=first)
    RoundFactory(circulation=first.circulation, number=2, occasion="2027", cause="yearly")

    assert len(rows(staff.get(page_of(first.circulation)))) == 0
    assert len(rows(staff.get(page_of(first.circulation), {"round": "1"}))) == 1


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("", {"done", "opened", "late", "left", "joiner"}),
        ("outstanding", {"opened", "late", "joiner"}),
        ("unopened", {"late", "left", "joiner"}),
        ("late", {"late"}),
        ("done", {"done"}),
        ("joined", {"joiner"}),
        ("left", {"left"}),
    ],
)
def test_recipients_are_found_by_how_far_they_came(staff, step, expected):
    out = RoundFactory()
    AcknowledgementFactory(recipient__round=out, recipient__person__name_en="done")
    for name, fields in {
        "opened": {"opened_at": NOW},
        "late": {"due_on": TODAY - dt.timedelta(days=1)},
        "left": {"left_on": TODAY},
        "joiner": {"is_joiner": True},
    }.items():
        RecipientFactory(round=out, person__name_en=name, **fields)

    listed = rows(staff.get(page_of(out.circulation), {"step": step}))

    assert {row[0].split()[0] for row in listed} == expected


def test_recipients_ask_as_much_for_three_as_for_one(staff):
    out = RoundFactory()
    RecipientFactory(round=out)
    address = page_of(out.circulation)
    staff.get(address)
    of_one = queries_of(staff, address)
    for _ in range(2):
        RecipientFactory(round=out)

    assert queries_of(staff, address) == of_one


def test_recipients_are_exported_with_their_proof_and_that_is_recorded(staff):
    out = RoundFactory()
    proof = AcknowledgementFactory(recipient__round=out)
    RecipientFactory(round=out)

    response = staff.get(page_of(out.circulation), {"export": "csv", "sort": "acknowledged_at"})

    lines = b"".join(response).decode().splitlines()
    assert len(lines) == 3
    assert proof.sha256 in lines[1]
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.details["found"]) == ("publications.recipients_exported", 2)


def test_progress_is_polled_while_it_goes_out(staff):
    out = RoundFactory(circulation__status="sending", finished_at=None, asked=2000, expected=174000)
    headers = {"HX-Request": "true", "HX-Target": "progress"}

    part = staff.get(page_of(out.circulation), headers=headers)

    assert "Going out: 2 000 of 174 000 have been asked." in words(part)
    assert 'hx-trigger="every 5s"' in part.content.decode()
    assert "<html" not in part.content.decode()


def test_a_draft_is_made_then_one_sees_whom_it_reaches(staff):
    edition = RenditionFactory().edition
    people = [PersonFactory(name_en="CHAN Siu-ming"), PersonFactory(user=None)]

    page = staff.post(CREATE, given(edition), follow=True)

    circulation = Circulation.objects.get()
    assert page.redirect_chain[-1][0] == page_of(circulation, "circulation-send")
    # The member of staff is one of those whom it reaches.
    assert f"People it reaches today {len(people) + 1}" in words(page)
    assert "Without an account 1" in words(page)
    assert "CHAN Siu-ming" in words(page)
    assert AuditEntry.objects.first().action == "publications.audience_viewed"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"message_en": "Read it."}, "in both languages"),
        ({"takes_joiners": "", "joiners_until": "2027-01-01"}, "Tick that joiners"),
        ({"recurrence": "festivals"}, "at least one festival"),
        (
            {"recurrence": "festivals", "festivals": ["christmas"], "days_before": ""},
            "how many working days",
        ),
        ({"scale": "chosen"}, "Choose whom it is for"),
        ({"days": "0"}, "This is too little"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(staff, wrong, sentence):
    page = staff.post(CREATE, given(RenditionFactory().edition, message_zh_hans="请", **wrong))

    assert page.status_code == 422
    assert sentence in words(page)
    assert "请</textarea>" in page.content.decode()
    assert Circulation.objects.count() == 0


def test_two_at_one_draft_are_told_what_differs(staff):
    draft = CirculationFactory(draft=True, edition=RenditionFactory().edition, version=2)
    address = page_of(draft, "circulation-edit")

    refused = staff.post(address, given(draft.edition, days="3", version="1"))
    saved = staff.post(address, given(draft.edition, days="3", version="1", overwrite="2"))

    assert refused.status_code == 422
    assert "Time to read" in words(refused)
    assert saved.status_code == 302
    draft.refresh_from_db()
    assert draft.days == 3


def test_the_form_of_a_draft_shows_what_is_saved(staff):
    draft = CirculationFactory(draft=True, edition=RenditionFactory().edition, days=7)

    page = staff.get(page_of(draft, "circulation-edit")).content.decode()

    assert 'name="days" value="7"' in page


def test_what_was_sent_is_changed_no_more(staff):
    sent = CirculationFactory(edition=RenditionFactory().edition)

    page = staff.post(page_of(sent, "circulation-edit"), given(sent.edition, version="1"))

    assert page.status_code == 422
    assert "This circulation was sent, so it can" in words(page)


def test_a_page_that_comes_too_late_leads_back_and_says_why(staff):
    sent = CirculationFactory(edition=RenditionFactory().edition)
    draft = CirculationFactory(draft=True)

    for circulation, name, why in [
        (sent, "circulation-edit", "This circulation was sent, so it can"),
        (sent, "circulation-send", "This circulation was sent already."),
        (draft, "circulation-end", "This circulation is not under way"),
    ]:
        page = staff.get(page_of(circulation, name), follow=True)
        assert page.redirect_chain == [(page_of(circulation), 302)]
        assert why in words(page)

    staff.post(page_of(sent, "circulation-end"))
    page = staff.get(page_of(sent, "circulation-cancel"), follow=True)
    assert "This circulation is over already." in words(page)


def test_sending_plans_it_and_a_refusal_says_why(staff):
    draft = CirculationFactory(draft=True)
    address, when = (
        page_of(draft, "circulation-send"),
        {
            "starts_at": "2026-11-24 09:00",
            "version": "1",
        },
    )

    refused = staff.post(address, when)
    RenditionFactory(edition=draft.edition)
    staff.post(address, when)

    assert refused.status_code == 422
    assert "has nothing to read yet" in words(refused)
    draft.refresh_from_db()
    assert draft.status == "planned"


def test_who_sends_what_was_changed_meanwhile_sees_first_whom_it_reaches_by_now(staff):
    draft = CirculationFactory(draft=True, edition=RenditionFactory().edition, version=2)
    address, when = page_of(draft, "circulation-send"), {"starts_at": "2026-11-24 09:00"}

    shown = staff.get(address)
    refused = staff.post(address, {**when, "version": "1"})

    assert 'name="version" value="2"' in shown.content.decode()
    assert refused.status_code == 422
    assert "What is saved differs from what you had opened." in words(refused)
    assert 'name="version" value="2"' in refused.content.decode()
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_ending_says_first_whom_it_touches(staff):
    recipient = RecipientFactory()
    address = page_of(recipient.round.circulation, "circulation-end")

    assert "1 person has not read it" in words(staff.get(address))
    page = staff.post(address, follow=True)

    assert "Ended. Nobody is asked any more." in words(page)
    assert "There is" not in words(page)
    assert "is not under way" in words(staff.post(address, follow=True))


def test_cancelling_needs_a_reason(staff):
    draft = CirculationFactory(draft=True)
    address = page_of(draft, "circulation-cancel")

    assert "0 people were asked so far." in words(staff.get(address))
    assert staff.post(address, {}).status_code == 422
    page = staff.post(address, {"reason": "Written twice."}, follow=True)

    assert "Written twice." in words(page)
    assert staff.post(address, {"reason": "Again."}).status_code == 422


@pytest.mark.parametrize(
    "name", ["circulation-edit", "circulation-send", "circulation-end", "circulation-cancel"]
)
def test_others_than_staff_do_none_of_it(name, as_role):
    client = as_role(Role.AUDITOR)
    draft = CirculationFactory(draft=True)

    assert client.post(page_of(draft, name)).status_code == 403
    assert client.get(page_of(draft)).status_code == 200


def test_what_is_not_there_is_not_found(staff):
    assert staff.get(reverse("publications:circulation-detail", args=[0])).status_code == 404
    assert staff.put(LIST).status_code == 405


def test_a_circulation_begins_with_the_edition_one_came_from(staff):
    edition = RenditionFactory().edition

    page = staff.get(CREATE, {"edition": edition.pk}).content.decode()

    assert f'<option value="{edition.pk}" selected>' in page
