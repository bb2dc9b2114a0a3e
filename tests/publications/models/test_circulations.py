"""What the database refuses of circulations, and who sees which."""

import datetime as dt

import pytest
from django.db import InternalError, transaction

from people.roles import Role
from publications.models import (
    Acknowledgement,
    Circulation,
    CirculationRound,
    Publication,
    Recipient,
)
from tests.clock import NOW, TODAY
from tests.factories import DepartmentFactory, UserFactory, person_with_role
from tests.publications.factories import (
    AcknowledgementFactory,
    CirculationFactory,
    RecipientFactory,
    RoundFactory,
    publication_for,
)
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("changed_by_and_when", {"changed_at": NOW}),
        ("sent_by_and_when", {"status": "draft", "sent_at": None}),
        ("ended_by_and_when", {"status": "ended", "ended_at": NOW}),
        ("sent_from_a_moment", {"starts_at": None}),
        ("over_once_ended", {"status": "ended"}),
        ("leaves_time", {"days": 0}),
        ("joiners_until_a_day", {"takes_joiners": False, "joiners_until": TODAY}),
        ("festivals_as_it_recurs", {"recurrence": "festivals"}),
        ("festivals_as_it_recurs", {"festivals": ["christmas"]}),
        ("festivals_as_it_recurs", {"recurrence": "yearly", "days_before": 5}),
    ],
)
def test_a_circulation_is_stored_only_as_it_may_be(constraint, wrong):
    circulation = CirculationFactory()

    with refused_by(f"publications_circulation_{constraint}"):
        Circulation.objects.filter(pk=circulation.pk).update(**wrong)


def test_a_circulation_is_cancelled_only_with_a_reason():
    circulation = CirculationFactory()

    with refused_by("publications_circulation_cancelled_with_reason"):
        Circulation.objects.filter(pk=circulation.pk).update(
            status="cancelled", ended_at=NOW, ended_by=UserFactory()
        )


def test_rounds_of_a_circulation_are_numbered_once():
    first = RoundFactory(closed_at=NOW)

    with refused_by("publications_round_numbered_once"):
        RoundFactory(circulation=first.circulation, occasion="2027")


def test_an_occasion_causes_one_round():
    first = RoundFactory(closed_at=NOW)

    with refused_by("publications_round_once_an_occasion"):
        RoundFactory(circulation=first.circulation, number=2)


def test_one_round_of_a_circulation_stands_at_a_time():
    first = RoundFactory()

    with refused_by("publications_round_one_at_a_time"):
        RoundFactory(circulation=first.circulation, number=2, occasion="2027")


def test_a_round_that_has_not_begun_is_not_finished():
    with refused_by("publications_round_begins_before_it_is_finished"):
        RoundFactory(begun_at=None)


def test_a_person_is_asked_once_in_a_round():
    recipient = RecipientFactory()

    with refused_by("publications_recipient_asked_once"):
        RecipientFactory(round=recipient.round, person=recipient.person)


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("opens_before_acknowledging", {"acknowledged_at": NOW}),
        ("asked_before_opening", {"opened_at": NOW - dt.timedelta(minutes=1)}),
    ],
)
def test_a_recipient_goes_step_by_step(constraint, wrong):
    recipient = RecipientFactory()

    with refused_by(f"publications_recipient_{constraint}"):
        Recipient.objects.filter(pk=recipient.pk).update(**wrong)


def test_nobody_is_taken_from_the_recipients():
    recipient = RecipientFactory()

    with pytest.raises(InternalError, match="Cannot delete"), transaction.atomic():
        recipient.delete()


def test_an_asking_is_acknowledged_once():
    acknowledgement = AcknowledgementFactory()

    with refused_by("publications_acknowledgement_recipient_id_key"):
        AcknowledgementFactory(
            recipient=acknowledgement.recipient, rendition=acknowledgement.rendition
        )


def test_an_acknowledgement_has_a_hash():
    with refused_by("publications_acknowledgement_hashed"):
        AcknowledgementFactory(sha256="")


def test_an_acknowledgement_is_never_changed_and_never_deleted():
    acknowledgement = AcknowledgementFactory()

    with pytest.raises(InternalError, match="Cannot update or delete"), transaction.atomic():
        Acknowledgement.objects.update(sha256="b" * 64)
    with pytest.raises(InternalError, match="Cannot update or delete"), transaction.atomic():
        acknowledgement.delete()


def test_staff_see_all_and_a_department_what_reached_its_people():
    own = DepartmentFactory()
    coordinator = person_with_role(Role.TRAINING_COORDINATOR, own)
    ours = RecipientFactory(person=person_with_role(Role.CIVIL_SERVANT, own))
    elsewhere = RecipientFactory(round=ours.round)
    acknowledged = AcknowledgementFactory()
    draft = CirculationFactory(draft=True)

    def seen(model, user):
        return set(model.objects.visible_to(user))

    staff = person_with_role(Role.PROGRAMME_STAFF).user
    assert seen(Recipient, staff) == {ours, elsewhere, acknowledged.recipient}
    assert draft in seen(Circulation, staff)
    assert seen(Acknowledgement, staff) == {acknowledged}
    assert seen(Circulation, coordinator.user) == {ours.round.circulation}
    assert seen(CirculationRound, coordinator.user) == {ours.round}
    assert seen(Recipient, coordinator.user) == {ours}
    assert seen(Circulation, elsewhere.person.user) == set()
    assert seen(Recipient, elsewhere.person.user) == {elsewhere}
    assert seen(Acknowledgement, acknowledged.person.user) == {acknowledged}


def test_those_asked_now_are_in_a_round_that_stands_and_still_in_the_audience():
    asked = RecipientFactory()
    RecipientFactory(round=asked.round, left_on=TODAY)
    RecipientFactory(round__closed_at=NOW)
    RecipientFactory(round__begun_at=None, round__finished_at=None)
    over = CirculationFactory(status="ended", ended_at=NOW, ended_by=UserFactory())
    RecipientFactory(round__circulation=over)

    assert list(Recipient.objects.asked_now()) == [asked]


def test_who_is_asked_to_read_only_has_done_so_by_opening():
    asked_to_read = RoundFactory(circulation__must_acknowledge=False)
    later = NOW + dt.timedelta(hours=1)
    opened = RecipientFactory(round=asked_to_read, opened_at=later)
    unopened = RecipientFactory(round=asked_to_read)
    acknowledged = AcknowledgementFactory().recipient
    only_opened = RecipientFactory(opened_at=later)

    assert set(Recipient.objects.done()) == {opened, acknowledged}
    assert set(Recipient.objects.outstanding()) == {unopened, only_opened}
    assert [opened.is_done(False), only_opened.is_done(True)] == [True, False]


@pytest.mark.parametrize(
    ("status", "left_on", "confirmed", "sees"),
    [
        ("sent", None, False, True),
        ("ended", None, False, True),
        ("cancelled", None, False, False),
        ("sent", TODAY, False, False),
        ("sent", TODAY, True, True),
    ],
)
def test_who_is_asked_reads_what_is_meant_for_others_while_the_asking_stands(
    status, left_on, confirmed, sees
):
    publication = publication_for(DepartmentFactory())
    over = {"ended_at": NOW, "ended_by": UserFactory(), "end_reason": "A mistake."}
    circulation = CirculationFactory(
        edition=publication.editions.get(), status=status, **(over if status != "sent" else {})
    )
    read_at = NOW if confirmed else None
    asked = RecipientFactory(
        round=RoundFactory(circulation=circulation),
        left_on=left_on,
        opened_at=read_at,
        acknowledged_at=read_at,
    )

    visible = Publication.objects.visible_to(asked.person.user)

    assert list(visible) == ([publication] if sees else [])
