"""Licences and consents that end: who is told, and when."""

import datetime as dt

import pytest

from notifications.emails import Mail, compose
from notifications.models import Message
from people.roles import Role
from publications import actions
from publications.models import Publication
from tests.clock import NOW, TODAY
from tests.factories import PublicationFactory, UserFactory, person_with_role

pytestmark = pytest.mark.django_db


def days(count):
    return dt.timedelta(days=count)


def warned(now=NOW):
    actions.plan_library_reminders(now=now)
    found = Message.objects.filter(kind="publications.rights_ending")
    return [(each.about_id, each.recipient_id) for each in found.order_by("about_id", "pk")]


@pytest.mark.parametrize(
    ("ends_in", "is_told"), [(31, False), (30, True), (1, True), (0, False), (-1, False)]
)
def test_warning_comes_within_thirty_days_of_the_end(ends_in, is_told):
    owner = person_with_role(Role.PROGRAMME_STAFF).user
    publication = PublicationFactory(owner=owner, licence_ends_on=TODAY + days(ends_in))

    assert warned() == ([(publication.pk, owner.pk)] if is_told else [])


def test_warning_comes_once_though_the_task_runs_again():
    owner = person_with_role(Role.PROGRAMME_STAFF).user
    publication = PublicationFactory(owner=owner, consent_ends_on=TODAY + days(20))

    warned()

    assert warned(NOW + days(5)) == [(publication.pk, owner.pk)]


def test_warning_missed_by_an_outage_is_made_up_for():
    owner = person_with_role(Role.PROGRAMME_STAFF).user
    publication = PublicationFactory(owner=owner, licence_ends_on=TODAY + days(30))

    assert warned(NOW + days(25)) == [(publication.pk, owner.pk)]


def test_staff_of_the_body_are_told_where_no_owner_is_in_office():
    staff = person_with_role(Role.PROGRAMME_STAFF).user
    person_with_role(Role.ICAC_STAFF)
    first = PublicationFactory(licence_ends_on=TODAY + days(9))
    second = PublicationFactory(licence_ends_on=TODAY + days(9), owner=UserFactory())

    assert warned() == [(first.pk, staff.pk), (second.pk, staff.pk)]


def test_archived_publication_needs_no_warning():
    person_with_role(Role.PROGRAMME_STAFF)
    PublicationFactory(licence_ends_on=TODAY + days(9), archived_at=NOW, archived_by=UserFactory())

    assert warned() == []


def test_renewed_licence_makes_the_warning_unwanted():
    owner = person_with_role(Role.PROGRAMME_STAFF).user
    publication = PublicationFactory(owner=owner, licence_ends_on=TODAY + days(9))
    warned()

    def composed():
        [(_message, written)] = compose(list(Message.objects.all()), NOW)
        return written

    written = composed()
    assert isinstance(written, Mail)
    assert f"/publications/{publication.pk}/" in written.text
    Publication.objects.update(licence_ends_on=TODAY + days(900))
    assert not isinstance(composed(), Mail)
