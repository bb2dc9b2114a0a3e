"""Which of the rows behind a figure somebody sees: the figure counts people who have left, too."""

from typing import Any

from ethics_officers.figures.kinds import Behind
from people.models import Person, User
from people.roles import Permission

# Of which person a row is, where rows are of people.
PERSON_BEHIND: dict[str, str] = {
    Behind.ATTENDANCES: "registration__person",
    Behind.PERSONS: "registration__person",
    Behind.COMPLETIONS: "person",
    Behind.READERS: "person",
}


def within_reach(rows: Any, person: str | None, user: User) -> tuple[Any, int]:
    """Give the rows of people whom a user sees, and how many rows there are besides."""
    if person is None or user.has(Permission.VIEW_PEOPLE):
        return rows, 0
    seen = rows.filter(**{f"{person}__in": Person.objects.visible_to(user).values("pk")})
    return seen, rows.count() - seen.count()
