"""Going out in batches, following the audience, going out again, and reminding."""

import datetime as dt

import pytest

from core.models import GeneralHoliday
from notifications.models import Message
from people.models import Posting
from people.roles import Role
from publications.actions import circulations, rounds
from publications.models import CirculationRound, Recipient
from tests.clock import NOW, TODAY, at
from tests.factories import (
    AudienceFactory,
    DepartmentFactory,
    EditionFactory,
    PersonFactory,
    UserFactory,
    person_with_role,
)
from tests.publications.factories import (
    AcknowledgementFactory,
    CirculationFactory,
    RecipientFactory,
    RenditionFactory,
    RoundFactory,
)

pytestmark = pytest.mark.django_db

TOMORROW = NOW + dt.timedelta(days=1)


def in_department(count=1, **fields):
    """Give a circulation about to go out to the people of one department, and those."""
    department = DepartmentFactory()
    people = [PersonFactory(posting__department=department) for _ in range(count)]
    audience = AudienceFactory()
    audience.departments.add(department)
    draft = CirculationFactory(draft=True, audience=audience, **fields)
    RenditionFactory(edition=draft.edition)
    staff = person_with_role(Role.PROGRAMME_STAFF).user
    circulation = circulations.send_circulation(
        circulation_id=draft.pk, starts_at=NOW, by=staff, now=NOW
    )
    return circulation, people


def go_out(now=NOW, limit=2):
    asked = []
    while (found := rounds.send_batch(now=now, limit=limit)) is not None:
        asked.append(found)
    return asked


def asked(circulation):
    recipients = Recipient.objects.filter(round__circulation=circulation).order_by(
        "round__number", "person_id"
    )
    return [recipient.person for recipient in recipients]


def test_batches_ask_everybody_of_the_audience_once():
    circulation, people = in_department(5)
    PersonFactory()

    assert go_out() == [2, 2, 1]

    assert asked(circulation) == people
    circulation.refresh_from_db()
    out = circulation.rounds.get()
    assert circulation.status == "sent"
    assert (out.asked, out.expected, out.batches, out.finished_at) == (5, 5, 3, NOW)


def test_a_recipient_keeps_the_department_the_day_and_the_deadline():
    _, [person] = in_department()

    go_out()

    recipient = Recipient.objects.get()
    assert recipient.department == person.postings.get().department
    assert (recipient.asked_at, recipient.due_on) == (NOW, TODAY + dt.timedelta(days=10))
    assert recipient.is_joiner is False


def test_a_day_that_was_fixed_is_the_deadline_of_all():
    in_department(due_on=TODAY + dt.timedelta(days=3))

    go_out()

    assert Recipient.objects.get().due_on == TODAY + dt.timedelta(days=3)


def test_each_with_an_account_gets_a_mail_and_batches_keep_their_pace():
    _, people = in_department(3)
    without = people[0]
    without.user = None
    without.save()

    go_out()

    found = Message.objects.filter(kind="publications.circulation").order_by("about_id")
    recipients = Recipient.objects.order_by("person_id")[1:]
    assert [(m.about_id, m.recipient, m.due_at) for m in found] == [
        (recipients[0].pk, people[1].user, NOW),
        (recipients[1].pk, people[2].user, NOW + rounds.PACE),
    ]


def test_nothing_goes_out_before_its_moment_or_once_cancelled():
    circulation, _ = in_department()
    assert rounds.send_batch(now=NOW - dt.timedelta(minutes=1)) is None

    circulations.cancel_circulation(
        circulation_id=circulation.pk, reason="Wrong.", by=circulation.sent_by, now=NOW
    )

    assert rounds.send_batch(now=NOW) is None
    assert Recipient.objects.count() == 0


def test_what_nobody_can_open_waits_and_keeps_no_other_back():
    withdrawn, _ = in_department()
    edition = withdrawn.edition
    edition.withdrawn_at, edition.withdrawn_by = NOW, UserFactory()
    edition.withdrawal_reason = "A wrong figure."
    edition.save()
    other, people = in_department()

    assert go_out() == [1]

    assert (asked(withdrawn), asked(other)) == ([], people)


def test_a_batch_takes_as_many_queries_for_one_as_for_three(django_assert_num_queries):
    in_department(1)
    with django_assert_num_queries(14):
        rounds.send_batch(now=NOW)
    in_department(3)

    with django_assert_num_queries(14):
        rounds.send_batch(now=NOW)


def join(circulation):
    return PersonFactory(posting__department=circulation.audience.departments.get())


def test_who_joins_is_asked_with_a_deadline_of_their_own():
    circulation, people = in_department(due_on=TODAY + dt.timedelta(days=3))
    go_out()
    joiner = join(circulation)
    later = NOW + dt.timedelta(days=2)

    assert rounds.follow_audience(circulation_id=circulation.pk, now=later) == 1
    assert rounds.follow_audience(circulation_id=circulation.pk, now=later) == 0

    assert asked(circulation) == [*people, joiner]
    recipient = Recipient.objects.get(person=joiner)
    assert (recipient.is_joiner, recipient.due_on) == (True, TODAY + dt.timedelta(days=12))
    message = Message.objects.get(recipient=joiner.user)
    assert (message.kind, message.due_at) == ("publications.circulation", later)


def test_joiners_come_in_batches_too():
    circulation, _ = in_department()
    go_out()
    for _ in range(3):
        join(circulation)

    batches = [
        rounds.follow_audience(circulation_id=circulation.pk, now=TOMORROW, limit=2)
        for _ in range(3)
    ]

    assert batches == [2, 1, 0]
    assert Message.objects.count() == 4
    assert circulation.rounds.get().asked == 4


@pytest.mark.parametrize(
    "fields", [{"takes_joiners": False}, {"joiners_until": TODAY - dt.timedelta(days=1)}]
)
def test_nobody_joins_what_takes_no_joiners(fields):
    circulation, people = in_department(**fields)
    go_out()
    join(circulation)

    assert rounds.follow_audience(circulation_id=circulation.pk, now=TOMORROW) == 0
    assert asked(circulation) == people


def test_who_leaves_the_audience_is_let_go_until_they_come_back():
    circulation, [leaver, stays] = in_department(2)
    go_out()
    Posting.objects.filter(person=leaver).update(ends_on=TODAY)

    rounds.follow_audience(circulation_id=circulation.pk, now=TOMORROW)
    assert list(Recipient.objects.asked_now()) == [Recipient.objects.get(person=stays)]

    Posting.objects.filter(person=leaver).update(ends_on=None)
    rounds.follow_audience(circulation_id=circulation.pk, now=TOMORROW)
    assert Recipient.objects.asked_now().count() == 2


def again(circulation, now):
    return rounds.begin_round(circulation_id=circulation.pk, now=now)


def test_a_yearly_circulation_asks_all_again_once_a_year():
    circulation, people = in_department(2, recurrence="yearly")
    go_out()
    first = circulation.rounds.get()
    in_a_year = at("2027-11-22", "00:05")

    assert again(circulation, in_a_year - dt.timedelta(minutes=10)) is None
    assert again(circulation, in_a_year).occasion == "2027"
    go_out(in_a_year)
    assert again(circulation, in_a_year) is None

    assert asked(circulation) == [*people, *people]
    first.refresh_from_db()
    assert first.closed_at == in_a_year
    assert Recipient.objects.asked_now().count() == 2


def test_before_a_festival_all_are_asked_again_once():
    GeneralHoliday.objects.create(
        date="2026-12-25", name_en="Christmas Day", name_zh_hant="聖誕節", name_zh_hans="圣诞节"
    )
    circulation, _ = in_department(recurrence="festivals", festivals=["christmas"], days_before=5)
    go_out()

    assert again(circulation, at("2026-12-17")) is None
    assert again(circulation, at("2026-12-21")).occasion == "christmas:2026"
    go_out(at("2026-12-21"))
    assert again(circulation, at("2026-12-22")) is None


def test_a_new_edition_with_typing_errors_mended_asks_nobody():
    circulation, _ = in_department()
    go_out()
    new_edition(circulation, "typo")

    assert again(circulation, TOMORROW) is None
    assert CirculationRound.objects.count() == 1


def new_edition(circulation, change, number=2):
    return EditionFactory(
        publication=circulation.edition.publication,
        number=number,
        change=change,
        what_changed_en="Two figures.",
    )


def test_a_material_edition_asks_all_again_and_leaves_the_proofs():
    circulation, [reader, other] = in_department(2)
    go_out()
    proof = AcknowledgementFactory(
        recipient=mark_read(reader),
        edition=circulation.edition,
        rendition=circulation.edition.renditions.get(),
    )
    material = new_edition(circulation, "material")
    newest = new_edition(circulation, "typo", number=3)

    fresh = again(circulation, TOMORROW)
    go_out(TOMORROW)

    assert (fresh.cause, fresh.edition, fresh.number) == ("edition", newest, 2)
    assert asked(circulation) == [reader, other, reader, other]
    proof.refresh_from_db()
    assert proof.edition == circulation.edition
    assert again(circulation, TOMORROW) is None
    assert material.number == 2


def mark_read(person):
    recipient = Recipient.objects.get(person=person)
    recipient.opened_at = recipient.acknowledged_at = NOW
    recipient.save()
    return recipient


def test_who_read_the_material_edition_before_its_round_is_not_asked_for_it():
    circulation, [reader, other] = in_department(2)
    go_out()
    newest = new_edition(circulation, "material")
    AcknowledgementFactory(recipient=mark_read(reader), edition=newest)

    again(circulation, TOMORROW)
    go_out(TOMORROW)

    assert asked(circulation) == [reader, other, other]


def remind(now):
    return rounds.plan_reminders(now=now)


def reminders():
    found = Message.objects.filter(kind="publications.circulation_reminder").order_by("key")
    return [message.key.removeprefix("publications.circulation_reminder:") for message in found]


def test_only_those_who_have_not_read_are_reminded_once_a_step():
    out = RoundFactory()
    due = {"due_on": TODAY + dt.timedelta(days=8), "asked_at": NOW - dt.timedelta(days=2)}
    late = RecipientFactory(round=out, **due)
    RecipientFactory(round=out, left_on=TODAY, **due)
    RecipientFactory(round=out, opened_at=NOW, acknowledged_at=NOW, **due)
    RecipientFactory(round__closed_at=NOW, **due)

    assert remind(NOW) == 0
    assert remind(TOMORROW) == 1
    assert remind(TOMORROW) == 0

    assert reminders() == [f"{late.pk}:1"]


def test_after_an_outage_one_reminder_is_sent_for_all_that_were_missed():
    recipient = RecipientFactory(due_on=TODAY, asked_at=NOW - dt.timedelta(days=10))

    remind(NOW)
    remind(NOW + dt.timedelta(days=40))

    assert reminders() == [f"{recipient.pk}:3"]


def test_nobody_is_reminded_by_night_or_on_the_day_of_asking():
    RecipientFactory(due_on=TODAY + dt.timedelta(days=2))
    night = at("2026-11-23", "08:59")

    assert [remind(NOW), remind(night)] == [0, 0]
    assert remind(at("2026-11-23", "09:00")) == 1


def test_who_is_only_to_read_is_reminded_until_they_open_it():
    out = RoundFactory(circulation__must_acknowledge=False)
    due = {"due_on": TODAY, "asked_at": NOW - dt.timedelta(days=9)}
    unopened = RecipientFactory(round=out, **due)
    RecipientFactory(round=out, opened_at=NOW, **due)

    remind(NOW)

    assert reminders() == [f"{unopened.pk}:3"]
