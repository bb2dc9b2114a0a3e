"""Telling programme staff of a post that has fallen vacant."""

import datetime as dt

import pytest
import time_machine

from core.models import AuditEntry
from ethics_officers import actions, queries
from ethics_officers.tasks import tell_of_vacancies
from notifications.emails import Mail, Unwanted, compose
from notifications.models import Message
from people.roles import Role
from tests.clock import TODAY, at
from tests.ethics_officers.factories import DesignationFactory
from tests.factories import DepartmentFactory, RoleAssignmentFactory, person_with_role

pytestmark = pytest.mark.django_db

TOMORROW = TODAY + dt.timedelta(days=1)
MIDNIGHT = at("2026-11-23", "00:00:00")


@pytest.fixture
def staff():
    return person_with_role(
        Role.PROGRAMME_STAFF, posting__department=DesignationFactory().department
    ).user


def composed(now=MIDNIGHT):
    messages = list(Message.objects.select_related("recipient__person").order_by("key"))
    return [each for _, each in compose(messages, now)]


def test_post_is_vacant_from_midnight_of_the_day_the_designation_ends(staff):
    left = DesignationFactory(ends_on=TOMORROW)

    assert list(queries.vacancies(TODAY)) == []
    [vacancy] = queries.vacancies(TOMORROW)
    assert vacancy == left.department
    assert vacancy.vacant_for == dt.timedelta(0)


def test_staff_are_told_once_in_the_first_run_after_midnight(staff):
    left = DesignationFactory(ends_on=TOMORROW)

    before = actions.tell_of_vacancies(now=MIDNIGHT - dt.timedelta(seconds=1))
    runs = [actions.tell_of_vacancies(now=MIDNIGHT) for _ in range(2)]

    assert (before, runs) == (0, [1, 0])
    message = Message.objects.get()
    assert message.key == f"ethics_officers.post_vacant:{left.pk}:{staff.pk}"
    assert (message.recipient, message.about_id) == (staff, left.pk)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor) == ("ethics_officers.vacancy_told", None)
    assert entry.object_id == left.pk


def test_message_names_the_department_the_day_and_who_left(staff):
    left = DesignationFactory(department__name_en="Customs", ends_on=TOMORROW)
    actions.tell_of_vacancies(now=MIDNIGHT)

    [mail] = composed()

    assert isinstance(mail, Mail)
    assert mail.subject == "No Ethics Officer: Customs"
    assert (
        "Customs has had no Ethics Officer since 23 November 2026, when the designation of "
        f"{left.person.name_en} ended."
    ) in mail.text
    assert f"/ethics-officers/departments/{left.department_id}/" in mail.text


def test_message_is_no_longer_wanted_once_somebody_is_designated(staff):
    left = DesignationFactory(ends_on=TOMORROW)
    actions.tell_of_vacancies(now=MIDNIGHT)
    DesignationFactory(department=left.department, starts_on=TOMORROW)

    [refusal] = composed()

    assert isinstance(refusal, Unwanted)


def test_missed_run_loses_no_vacancy(staff):
    DesignationFactory(ends_on=TODAY - dt.timedelta(days=40))

    assert actions.tell_of_vacancies(now=MIDNIGHT) == 1
    assert Message.objects.count() == 1


def test_each_vacancy_of_a_post_is_told(staff):
    first = DesignationFactory(ends_on=TODAY)
    actions.tell_of_vacancies(now=at("2026-11-22"))
    DesignationFactory(department=first.department, starts_on=TOMORROW, ends_on=dt.date(2027, 1, 1))

    assert actions.tell_of_vacancies(now=at("2026-12-31")) == 0
    assert actions.tell_of_vacancies(now=at("2027-01-01")) == 1
    assert Message.objects.count() == 2


def test_nothing_is_told_of_posts_filled_never_filled_or_of_assistants(staff):
    former = DesignationFactory(ends_on=TODAY)
    DesignationFactory(department=former.department, starts_on=TODAY)
    DepartmentFactory()
    held = DesignationFactory()
    DesignationFactory(department=held.department, capacity="assistant", ends_on=TODAY)
    DesignationFactory(department__ends_on=TODAY, ends_on=TODAY)

    assert actions.tell_of_vacancies(now=MIDNIGHT) == 0


def test_only_those_who_are_programme_staff_today_are_told(staff):
    RoleAssignmentFactory(role=Role.PROGRAMME_STAFF, ends_on=TODAY)
    person_with_role(Role.ICAC_STAFF)
    DesignationFactory(ends_on=TODAY)

    actions.tell_of_vacancies(now=MIDNIGHT)

    assert Message.objects.get().recipient == staff


def test_task_looks_at_the_present(staff):
    DesignationFactory(ends_on=TOMORROW)

    with time_machine.travel(MIDNIGHT, tick=False):
        tell_of_vacancies()

    assert Message.objects.get().due_at == MIDNIGHT
