"""Many rows at once: each copied by the database from one that the application itself made.

So the rows are as the application makes them, whatever columns it gains.
"""

import datetime as dt
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import connection, models
from django.utils import timezone

from benchmarks.bare import bare
from benchmarks.clients import Visitor
from benchmarks.sign_ins import sign_in
from people.models import Department, Person, Posting, User
from people.roles import Role
from tests.factories import (
    DepartmentFactory,
    PersonFactory,
    ReminderRuleFactory,
    SessionFactory,
    person_with_role,
)
from training.models import Meeting, Registration, Session

LEAD = dt.timedelta(days=60)
REGISTRATIONS_EACH = 10
REGISTRATIONS_OF_A_SESSION = 250


def multiply(template: models.Model, count: int, **changes: str) -> range:
    """Copy a row so often, with SQL for the columns that differ, where n counts from 0.

    The SQL has no percent sign: `mod(…)` does the same.

    Gives the ids of the copies.
    """
    model = type(template)
    key = model._meta.pk
    if key is None or count == 0:
        return range(0)
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    columns = [field.column for field in model._meta.concrete_fields if not field.primary_key]
    values = [changes.get(column, f"template.{quote(column)}") for column in columns]
    with connection.cursor() as cursor:
        # All names are those of the models, all SQL in `changes` is our own.
        cursor.execute(f"SELECT max({quote(key.column)}) + 1 FROM {table}")  # noqa: S608
        first = int(cursor.fetchone()[0])
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(map(quote, [key.column, *columns]))}) "  # noqa: S608
            f"SELECT {first} + n, {', '.join(values)} "
            f"FROM {table} template, generate_series(0, {count - 1}) n "
            f"WHERE template.{quote(key.column)} = %s ORDER BY n",
            [template.pk],
        )
        for statement in connection.ops.sequence_reset_sql(_NO_STYLE, [model]):
            cursor.execute(statement)
    return range(first, first + count)


def make_people(count: int) -> range:
    """Make people in post, each with an account; give the ids of the persons."""
    person = PersonFactory()
    users = multiply(person.user, count, email=f"'person' || n || '.{person.pk}@bench.example'")
    persons = multiply(
        person, count, user_id=f"{users.start} + n", name_en="template.name_en || ' ' || n"
    )
    multiply(person.postings.get(), count, person_id=f"{persons.start} + n")
    return persons


def make_service(count: int, *, departments: int) -> list[Department]:
    """Make so many people in post, each with an account, spread evenly over new departments."""
    made = [DepartmentFactory() for _ in range(departments)]
    first = made[0].pk
    if [each.pk for each in made] != list(range(first, first + departments)):
        raise ValueError("The departments' ids do not follow one another.")
    person = PersonFactory()
    posting = person.postings.get()
    with bare(User, Person, Posting):
        users = multiply(
            person.user, count, email=f"'officer' || n || '.{person.pk}@bench.example'"
        )
        persons = multiply(
            person, count, user_id=f"{users.start} + n", name_en="template.name_en || ' ' || n"
        )
        multiply(
            posting,
            count,
            person_id=f"{persons.start} + n",
            department_id=f"{first} + mod(n, {departments})",
        )
    analyse()
    return made


def copy(model: type[models.Model], where: str, params: list[Any], **changes: str) -> int:
    """Copy the rows that a condition finds, with SQL for the columns that differ; give how many.

    The key is new; a key that is not a number has to be among the changes.
    """
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    columns = [
        field.column
        for field in model._meta.concrete_fields
        if not field.generated and (not field.primary_key or field.column in changes)
    ]
    values = [changes.get(column, quote(column)) for column in columns]
    with connection.cursor() as cursor:
        # All names are those of the models, all SQL in `where` and `changes` is our own.
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(map(quote, columns))}) "  # noqa: S608
            f"SELECT {', '.join(values)} FROM {table} WHERE {where}",
            params,
        )
        return int(cursor.rowcount)


def cookies_of(persons: range) -> list[str]:
    """Sign these people in; give the keys of their sessions, in order."""
    users = User.objects.filter(
        person__pk__gte=persons.start, person__pk__lt=persons.stop
    ).order_by("person__pk")
    return sign_in(users, "people.backends.Backend")


def make_staff() -> Visitor:
    """Sign in somebody of the programme staff, with the second factor that is required of them."""
    staff = person_with_role(Role.PROGRAMME_STAFF)
    Authenticator.objects.create(user=staff.user, type=Authenticator.Type.TOTP, data={})
    [key] = cookies_of(range(staff.pk, staff.pk + 1))
    return Visitor(staff.pk, {"sessionid": key})


def make_sessions(count: int, *, capacity: int, starts_in: dt.timedelta = LEAD) -> range:
    """Make published sessions that people can register for, an hour apart."""
    starts_at = timezone.now() + starts_in
    session = SessionFactory(capacity=capacity, starts_at=starts_at)
    # It only lends its values: what is measured are the copies.
    Session.objects.filter(pk=session.pk).update(status=Session.Status.PUBLISHED)
    later = {
        name: f"template.{name} + n * interval '1 hour'"
        for name in ("starts_at", "ends_at", "closes_at")
    }
    audiences = multiply(session.audience, count)
    sessions = multiply(
        session,
        count,
        **later,
        audience_id=f"{audiences.start} + n",
        title_en="template.title_en || ' ' || n",
        calendar_uid="gen_random_uuid()",
    )
    later.pop("closes_at")
    Meeting.objects.filter(session=session).update(holds_venue=False)
    multiply(session.meetings.get(), count, session_id=f"{sessions.start} + n", **later)
    Session.objects.filter(pk=session.pk).update(status=Session.Status.DRAFT)
    return sessions


def make_past(registrations: int) -> None:
    """Make so many registrations for sessions that are over, ten for each of many people."""
    sessions = make_sessions(
        max(registrations // REGISTRATIONS_OF_A_SESSION, REGISTRATIONS_EACH),
        capacity=REGISTRATIONS_OF_A_SESSION,
        starts_in=-dt.timedelta(days=1000),
    )
    apart = len(sessions) // REGISTRATIONS_EACH
    with bare(User, Person, Posting, Registration):
        people = make_people(registrations // REGISTRATIONS_EACH)
        multiply(
            confirmed_registration(sessions[0]),
            registrations,
            person_id=f"{people.start} + n / {REGISTRATIONS_EACH}",
            session_id=(
                f"{sessions.start} + mod(n / {REGISTRATIONS_EACH} "
                f"+ mod(n, {REGISTRATIONS_EACH}) * {apart}, {len(sessions)})"
            ),
        )
    Session.objects.filter(pk__gte=sessions.start, pk__lt=sessions.stop).update(
        status=Session.Status.HELD
    )
    analyse()


def fill(session_id: int, people: range) -> None:
    """Register these people for a session."""
    multiply(confirmed_registration(session_id), len(people) - 1, person_id=f"{people.start} + n")
    Session.objects.filter(pk=session_id).update(capacity=len(people), places_taken=len(people))


def confirmed_registration(session_id: int) -> Registration:
    """Register somebody made for it."""
    then = timezone.now() - dt.timedelta(days=7)
    person = PersonFactory()
    return Registration.objects.create(
        session_id=session_id,
        person=person,
        status=Registration.Status.CONFIRMED,
        registered_at=then,
        registered_by=person.user,
        confirmed_at=then,
    )


def make_reminders(count: int, *, sessions: int) -> None:
    """Make so many registrations whose reminder is due now, spread over sessions."""
    each = count // sessions
    made = make_sessions(sessions, capacity=each + 1, starts_in=dt.timedelta(days=6))
    helper = make_sessions(1, capacity=1)[0]
    people = make_people(count)
    multiply(
        confirmed_registration(helper),
        count,
        session_id=f"{made.start} + n / {each}",
        person_id=f"{people.start} + n",
    )
    Session.objects.filter(pk__in=made).update(places_taken=each)
    rule = ReminderRuleFactory(
        session=Session.objects.get(pk=made.start),
        due_at=timezone.now() - dt.timedelta(minutes=1),
    )
    multiply(rule, sessions - 1, session_id=f"{made.start} + 1 + n")
    analyse()


def analyse() -> None:
    """Let the planner know the tables as autovacuum would after a while."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


class _Plain:
    """No colours in the SQL that Django writes for a terminal."""

    def __getattr__(self, name: str) -> Any:
        return lambda text: text


_NO_STYLE: Any = _Plain()
