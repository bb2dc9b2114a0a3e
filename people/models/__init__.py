"""Departments, the persons in them, their accounts and roles, and audiences made of them."""

from people.models.audiences import Audience
from people.models.departments import Department
from people.models.persons import EmploymentKind, Level, Person, Posting
from people.models.users import RoleAssignment, User, with_user

__all__ = [
    "Audience",
    "Department",
    "EmploymentKind",
    "Level",
    "Person",
    "Posting",
    "RoleAssignment",
    "User",
    "with_user",
]
