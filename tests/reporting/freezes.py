"""A department, its people and what they attended, to freeze figures of."""

import datetime as dt

from people.roles import Role
from reporting import actions
from reporting.actions import AskedFigure
from reporting.figures import Span
from tests.clock import NOW, at
from tests.ethics_officers.test_figures import session, was_there
from tests.factories import DepartmentFactory, PersonFactory, person_with_role

YEAR = Span(dt.date(2026, 4, 1), dt.date(2027, 4, 1))


def staff():
    return person_with_role(Role.PROGRAMME_STAFF, name_en="WONG Ka-man", name_zh="").user


def trained(department, count, made=None):
    """So many people of a department who were at a session."""
    made = made or session(at("2026-09-01"))
    people = PersonFactory.create_batch(count, posting__department=department)
    for person in people:
        was_there(person, made, "present")
    return people


def customs():
    return DepartmentFactory(code="C&ED", name_en="Customs", name_zh_hant="香港海關")


def freeze(*keys, by=None, department=None, title="Training 2026–27", span=YEAR, **said):
    asked = [AskedFigure(key, span, department.pk if department else None) for key in keys]
    return actions.freeze(title=title, asked=asked, by=by or staff(), now=NOW, **said)
