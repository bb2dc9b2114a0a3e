"""Designations to test with, each with the officer's posting and the role that comes with it."""

import factory
from factory.django import DjangoModelFactory

from ethics_officers.models import Designation
from ethics_officers.rules import ROLES
from people.models import Level
from tests.factories import LONG_AGO, DepartmentFactory, PersonFactory, RoleAssignmentFactory


class DesignationFactory(DjangoModelFactory):
    class Meta:
        model = Designation

    department = factory.SubFactory(DepartmentFactory)
    capacity = Designation.Capacity.OFFICER
    starts_on = LONG_AGO
    ends_on = None

    @factory.lazy_attribute
    def person(self):
        return PersonFactory(posting__department=self.department, posting__level=Level.SENIOR)

    @factory.lazy_attribute
    def role_assignment(self):
        return RoleAssignmentFactory(
            user=self.person.user,
            role=ROLES[self.capacity],
            department=self.department,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
        )
