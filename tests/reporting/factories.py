"""Things of reports to test with."""

import factory
from factory.django import DjangoModelFactory

from reporting.models import SavedReport
from tests.clock import NOW
from tests.factories import UserFactory


class SavedReportFactory(DjangoModelFactory):
    """The list of people, saved and not shared; `shared_with=[user]`, `sent_weekly=True`."""

    class Meta:
        model = SavedReport
        skip_postgeneration_save = True

    class Params:
        sent_weekly = factory.Trait(rhythm="weekly", weekday=1, next_due_on=NOW.date())

    name = factory.Sequence(lambda n: f"Report {n}")
    owner = factory.SubFactory(UserFactory)
    view = "people:person-list"
    created_at = NOW

    @factory.post_generation
    def shared_with(self, create, extracted, **kwargs):
        self.readers.set(extracted or [])

    @factory.post_generation
    def in_departments(self, create, extracted, **kwargs):
        self.departments.set(extracted or [])
