"""Things to test with. Each is valid on its own; say only what the test is about."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from people.models import (
    Audience,
    Department,
    EmploymentKind,
    Level,
    Person,
    Posting,
    RoleAssignment,
    User,
)
from people.roles import DEPARTMENTAL_ROLES, Role
from publications.models import Edition, Publication, Topic
from tests.clock import NOW, at
from training.models import (
    Course,
    Engagement,
    Meeting,
    ReminderRule,
    Requirement,
    Session,
    SessionKind,
    Speaker,
    SpokenLanguage,
    Venue,
)

LONG_AGO = dt.date(2020, 1, 1)


class DepartmentFactory(DjangoModelFactory):
    class Meta:
        model = Department

    code = factory.Sequence(lambda n: f"DEPT{n}")
    name_en = factory.Sequence(lambda n: f"Department {n}")
    name_zh_hant = factory.Sequence(lambda n: f"第{n}署")
    name_zh_hans = factory.Sequence(lambda n: f"第{n}署")
    kind = Department.Kind.DEPARTMENT
    starts_on = LONG_AGO


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"user{n}@gov.example")


class PersonFactory(DjangoModelFactory):
    """Somebody in post: a middle manager unless said otherwise, e.g. `posting__level=…`."""

    class Meta:
        model = Person
        skip_postgeneration_save = True

    user = factory.SubFactory(UserFactory)
    name_en = factory.Sequence(lambda n: f"CHAN Tai-man {n}")
    name_zh = "陳大文"
    posting = factory.RelatedFactory(
        "tests.factories.PostingFactory", factory_related_name="person"
    )

    @factory.post_generation
    def search_text(self, create, extracted, **kwargs):
        self.search_text = self.searchable()
        self.save(update_fields=["search_text"])


class PostingFactory(DjangoModelFactory):
    class Meta:
        model = Posting

    person = factory.SubFactory(PersonFactory, posting=None)
    department = factory.SubFactory(DepartmentFactory)
    rank = "Senior Executive Officer"
    level = Level.MIDDLE
    pay_point = "MPS 44"
    employment_kind = EmploymentKind.PERMANENT
    starts_on = LONG_AGO


class RoleAssignmentFactory(DjangoModelFactory):
    class Meta:
        model = RoleAssignment

    user = factory.SubFactory(UserFactory)
    role = Role.PROGRAMME_STAFF
    starts_on = LONG_AGO


def person_with_role(role: str, department: Department | None = None, **fields) -> Person:
    """Give somebody in post who holds a role, in their own department if it is held in one."""
    if department is not None:
        fields["posting__department"] = department
    person = PersonFactory(**fields)
    if role != Role.CIVIL_SERVANT:
        RoleAssignmentFactory(
            user=person.user,
            role=role,
            department=(person.postings.get().department if role in DEPARTMENTAL_ROLES else None),
        )
    if role == Role.SPEAKER:
        SpeakerFactory(person=person, name_en=person.name_en)
    return person


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = Topic

    code = factory.Sequence(lambda n: f"TOPIC{n}")
    name_en = factory.Sequence(lambda n: f"Conflict of interest {n}")
    name_zh_hant = "利益衝突"
    name_zh_hans = "利益冲突"


class PublicationFactory(DjangoModelFactory):
    """A publication with a first edition, published; `edition=None` leaves that out."""

    class Meta:
        model = Publication
        skip_postgeneration_save = True

    title_en = factory.Sequence(lambda n: f"Guide to good practices {n}")
    kind = "booklet"
    edition = factory.RelatedFactory("tests.factories.EditionFactory", "publication")

    @factory.post_generation
    def search_text(self, create, extracted, **kwargs):
        self.search_text = self.searchable()
        self.save(update_fields=["search_text"])


class EditionFactory(DjangoModelFactory):
    """A published edition; `in_the_making=True` for a draft."""

    class Meta:
        model = Edition

    class Params:
        in_the_making = factory.Trait(status="draft", publish_at=None)

    publication = factory.SubFactory(PublicationFactory, edition=None)
    number = 1
    status = "approved"
    publish_at = at("2020-01-01")
    created_at = at("2020-01-01")
    created_by = factory.SubFactory(UserFactory)


class VenueFactory(DjangoModelFactory):
    class Meta:
        model = Venue

    name_en = factory.Sequence(lambda n: f"Conference Room {n}")
    name_zh_hant = factory.Sequence(lambda n: f"{n}號會議室")
    name_zh_hans = factory.Sequence(lambda n: f"{n}号会议室")
    capacity = 60


class CourseFactory(DjangoModelFactory):
    class Meta:
        model = Course
        skip_postgeneration_save = True

    title_en = factory.Sequence(lambda n: f"Conflict of interest for supervisors {n}")
    title_zh_hant = "督導人員：利益衝突"
    title_zh_hans = "督导人员：利益冲突"
    kind = SessionKind.WORKSHOP
    minutes = 180
    language = SpokenLanguage.CANTONESE
    capacity = 40


class AudienceFactory(DjangoModelFactory):
    class Meta:
        model = Audience


class SessionFactory(DjangoModelFactory):
    """A published workshop of one meeting on 1 December 2026, 09:30–12:30, open to everybody."""

    class Meta:
        model = Session
        skip_postgeneration_save = True

    course = factory.SubFactory(CourseFactory)
    kind = factory.SelfAttribute("course.kind")
    title_en = factory.SelfAttribute("course.title_en")
    title_zh_hant = factory.SelfAttribute("course.title_zh_hant")
    title_zh_hans = factory.SelfAttribute("course.title_zh_hans")
    language = SpokenLanguage.CANTONESE
    organiser = factory.SubFactory(DepartmentFactory)
    owner = factory.SubFactory(UserFactory)
    audience = factory.SubFactory(AudienceFactory)
    status = Session.Status.PUBLISHED
    starts_at = at("2026-12-01", "09:30")
    ends_at = factory.LazyAttribute(lambda session: session.starts_at + dt.timedelta(hours=3))
    closes_at = factory.LazyAttribute(lambda session: session.starts_at - dt.timedelta(days=1))
    capacity = 40

    class Params:
        draft = factory.Trait(status=Session.Status.DRAFT)
        cancelled = factory.Trait(
            status=Session.Status.CANCELLED,
            cancelled_at=NOW,
            cancelled_by=factory.SelfAttribute("owner"),
            cancellation_reason="The speaker is ill.",
        )

    meeting = factory.RelatedFactory(
        "tests.factories.MeetingFactory", factory_related_name="session"
    )

    @factory.post_generation
    def search_text(self, create, extracted, **kwargs):
        self.search_text = self.searchable()
        self.save(update_fields=["search_text"])


class MeetingFactory(DjangoModelFactory):
    class Meta:
        model = Meeting

    session = factory.SubFactory(SessionFactory, meeting=None)
    starts_at = factory.SelfAttribute("session.starts_at")
    ends_at = factory.SelfAttribute("session.ends_at")
    venue = factory.SubFactory(VenueFactory)
    holds_venue = factory.LazyAttribute(
        lambda meeting: meeting.session.status == Session.Status.PUBLISHED
    )


class SpeakerFactory(DjangoModelFactory):
    class Meta:
        model = Speaker

    name_en = factory.Sequence(lambda n: f"LEE Siu-yuk {n}")
    name_zh = "李小玉"
    organisation = "ICAC"


class EngagementFactory(DjangoModelFactory):
    class Meta:
        model = Engagement

    meeting = factory.SubFactory(MeetingFactory)
    speaker = factory.SubFactory(SpeakerFactory)


class ReminderRuleFactory(DjangoModelFactory):
    class Meta:
        model = ReminderRule

    session = factory.SubFactory(SessionFactory)
    unit = ReminderRule.Unit.DAYS
    amount = 7
    at = dt.time(9, 0)
    due_at = factory.LazyAttribute(lambda rule: rule.session.starts_at - dt.timedelta(days=7))


class RequirementFactory(DjangoModelFactory):
    """A course required of everybody by the end of 2026; who joins later has 60 days."""

    class Meta:
        model = Requirement

    course = factory.SubFactory(CourseFactory)
    audience = factory.SubFactory(AudienceFactory)
    basis = Requirement.Basis.BY_DATE
    due_on = dt.date(2026, 12, 31)
    days = 60
    starts_on = dt.date(2026, 4, 1)
    created_at = at("2026-04-01")
    created_by = factory.SubFactory(UserFactory)

    class Params:
        of_recruits = factory.Trait(
            basis=Requirement.Basis.WITHIN_PROBATION, due_on=None, days=None
        )
        after_appointment = factory.Trait(basis=Requirement.Basis.AFTER_APPOINTMENT, due_on=None)
        after_confirmation = factory.Trait(basis=Requirement.Basis.AFTER_CONFIRMATION, due_on=None)
