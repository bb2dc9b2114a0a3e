"""Designations, plans and the rest of the officers' work, to test with.

A designation comes with the officer's posting and the role.
"""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from core.models import StoredFile
from ethics_officers.models import (
    Activity,
    ActivityKind,
    ActivityReach,
    CentralPriority,
    Designation,
    Evidence,
    GoodPracticeComment,
    PlanItem,
    TalkRequest,
    ThreeA,
    WorkPlan,
    YearBasis,
    first_day,
)
from ethics_officers.rules import ROLES
from people.models import Level
from tests.clock import NOW
from tests.factories import (
    LONG_AGO,
    DepartmentFactory,
    PersonFactory,
    RoleAssignmentFactory,
    TopicFactory,
    UserFactory,
)


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


class WorkPlanFactory(DjangoModelFactory):
    """The plan of the financial year 2026–27, a draft unless endorsed."""

    class Meta:
        model = WorkPlan

    department = factory.SubFactory(DepartmentFactory)
    basis = YearBasis.FINANCIAL
    year = 2026
    starts_on = factory.LazyAttribute(lambda plan: first_day(plan.basis, plan.year))
    ends_on = factory.LazyAttribute(lambda plan: first_day(plan.basis, plan.year + 1))
    started_at = NOW
    started_by = factory.SubFactory(UserFactory)

    class Params:
        submitted = factory.Trait(
            status=WorkPlan.Status.SUBMITTED,
            submitted_at=NOW,
            submitted_by=factory.SelfAttribute("started_by"),
        )
        endorsed = factory.Trait(
            status=WorkPlan.Status.ENDORSED,
            endorsed_on=dt.date(2026, 4, 14),
            endorser="LEUNG Man-kit",
            endorsed_at=NOW,
            endorsed_by=factory.SelfAttribute("started_by"),
        )


class PlanItemFactory(DjangoModelFactory):
    """Talks in the third quarter of 2026–27, for 90 officers."""

    class Meta:
        model = PlanItem

    plan = factory.SubFactory(WorkPlanFactory)
    position = factory.Sequence(int)
    three_a = ThreeA.AWARENESS
    title = factory.Sequence(lambda n: f"Talks for recruits {n}")
    kind = ActivityKind.TALK
    starts_on = dt.date(2026, 10, 1)
    ends_on = dt.date(2027, 1, 1)
    target = 90


class ActivityFactory(DjangoModelFactory):
    class Meta:
        model = Activity

    department = factory.SubFactory(DepartmentFactory)
    kind = ActivityKind.TALK
    title = "Talk at Kwai Chung Customhouse"
    happened_on = dt.date(2026, 11, 19)
    logged_at = NOW
    logged_by = factory.SubFactory(UserFactory)


class ActivityReachFactory(DjangoModelFactory):
    class Meta:
        model = ActivityReach

    activity = factory.SubFactory(ActivityFactory)
    level = Level.JUNIOR
    attendances = 64
    persons = factory.SelfAttribute("attendances")


class StoredFileFactory(DjangoModelFactory):
    """A row of a file; the file itself is not there: store one where it is read."""

    class Meta:
        model = StoredFile

    file = factory.Sequence(lambda n: f"2026/11/{n:032x}")
    name = "photograph.jpg"
    content_type = "image/jpeg"
    size = 10
    sha256 = "0" * 64
    uploaded_at = NOW
    uploaded_by = factory.SubFactory(UserFactory)


class EvidenceFactory(DjangoModelFactory):
    class Meta:
        model = Evidence

    activity = factory.SubFactory(ActivityFactory)
    stored = factory.SubFactory(StoredFileFactory)


class GoodPracticeCommentFactory(DjangoModelFactory):
    class Meta:
        model = GoodPracticeComment

    activity = factory.SubFactory(ActivityFactory)
    text = "How did you do it?"
    written_at = NOW
    written_by = factory.SubFactory(UserFactory)


class TalkRequestFactory(DjangoModelFactory):
    class Meta:
        model = TalkRequest

    department = factory.SubFactory(DepartmentFactory)
    item = factory.SubFactory(PlanItemFactory)
    asked_of = factory.SubFactory(DepartmentFactory)
    topic = factory.SubFactory(TopicFactory)
    expected = 60
    starts = factory.LazyFunction(lambda: [NOW + dt.timedelta(days=n) for n in (30, 31, 32)])
    asked_at = NOW
    asked_by = factory.SubFactory(UserFactory)


class CentralPriorityFactory(DjangoModelFactory):
    """A priority of 2026–27, published unless it is a draft."""

    class Meta:
        model = CentralPriority

    basis = YearBasis.FINANCIAL
    year = 2026
    title_en = factory.Sequence(lambda n: f"Conflict of interest for supervisors {n}")
    title_zh_hant = "督導人員須知"
    title_zh_hans = "督导人员须知"
    three_a = ThreeA.AWARENESS
    kind = ActivityKind.WORKSHOP
    published_at = NOW
    published_by = factory.SubFactory(UserFactory)

    class Params:
        draft = factory.Trait(published_at=None, published_by=None)
