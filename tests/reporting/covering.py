"""Departments with people at levels, some of whom completed a course, for tests of coverage."""

from tests.clock import at
from tests.factories import PersonFactory
from tests.training.completing import completed, session


def serving(department, level, number, *, trained=0, course=None, on="2026-10-01"):
    """Give so many people of a department at a level; the first of them completed a course."""
    people = [
        PersonFactory(posting__department=department, posting__level=level) for _ in range(number)
    ]
    if trained:
        held = session(at(on), capacity=60, **({"course": course} if course else {}))
        for person in people[:trained]:
            completed(person, held)
    return people
