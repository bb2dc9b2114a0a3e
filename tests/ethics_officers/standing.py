"""Making departments stand well or badly by the signals of oversight."""

import datetime as dt

from ethics_officers.models import AnnualReturn, Questionnaire, Strategy, StrategyVersion
from tests.clock import NOW, TODAY
from tests.factories import PersonFactory, SessionFactory, UserFactory
from training.models import Attendance, Registration, Session

DAY = dt.timedelta(days=1)


def strategy(department, status="endorsed", *, starts_on=TODAY, ends_on=TODAY + DAY):
    """Give a department a strategy for some days, of one version in a status."""
    endorsed = status in {"endorsed", "superseded"}
    return StrategyVersion.objects.create(
        strategy=Strategy.objects.create(
            department=department, starts_on=starts_on, ends_on=ends_on
        ),
        number=1,
        status=status,
        written_at=NOW,
        written_by=UserFactory(),
        endorsed_on=starts_on if endorsed else None,
        endorser="LEUNG Man-kit" if endorsed else "",
    )


def annual_return(department, status="open", *, due_on=TODAY, year=2025):
    questionnaire, _ = Questionnaire.objects.get_or_create(
        basis="financial",
        year=year,
        starts_on=dt.date(year, 4, 1),
        ends_on=dt.date(year + 1, 4, 1),
        due_on=dt.date(year + 1, 4, 30),
    )
    reopened = status == "reopened"
    return AnnualReturn.objects.create(
        questionnaire=questionnaire,
        department=department,
        status=status,
        due_on=due_on,
        reopened_at=NOW if reopened else None,
        reopened_by=UserFactory() if reopened else None,
        reopening_reason="A figure is wrong." if reopened else "",
    )


def trained(department, starts_at, status="present", person=None, **fields):
    """Have somebody of a department attend a session held then."""
    person = person or PersonFactory(posting__department=department)
    session = SessionFactory(starts_at=starts_at, **fields or {"status": Session.Status.HELD})
    registration = Registration.objects.create(
        session=session,
        person=person,
        registered_at=NOW,
        registered_by=person.user,
        status="confirmed",
        confirmed_at=NOW,
    )
    Attendance.objects.create(
        meeting=session.meetings.get(),
        registration=registration,
        status=status,
        marked_at=NOW,
        marked_by=person.user,
    )
    return person
