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
    AnnualReturn,
    CentralPriority,
    Designation,
    Evidence,
    FiledReturn,
    GoodPracticeComment,
    Objective,
    PlanItem,
    PlanItemPublication,
    PlanItemSession,
    Questionnaire,
    ReturnAnswer,
    ReturnFootnote,
    ReturnQuestion,
    ReturnReminder,
    RiskArea,
    Strategy,
    StrategyVersion,
    TalkRequest,
    ThreeA,
    WorkPlan,
    YearBasis,
    first_day,
)
from ethics_officers.rules import ROLES
from people.models import Department, Level
from tests.clock import NOW, at
from tests.factories import (
    LONG_AGO,
    DepartmentFactory,
    PersonFactory,
    PublicationFactory,
    RoleAssignmentFactory,
    SessionFactory,
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


class PlanItemSessionFactory(DjangoModelFactory):
    class Meta:
        model = PlanItemSession

    item = factory.SubFactory(PlanItemFactory)
    session = factory.SubFactory(SessionFactory)


class PlanItemPublicationFactory(DjangoModelFactory):
    class Meta:
        model = PlanItemPublication

    item = factory.SubFactory(PlanItemFactory)
    publication = factory.SubFactory(PublicationFactory)


class TalkRequestFactory(DjangoModelFactory):
    """A talk for 60 officers, asked for on three afternoons of December 2026."""

    class Meta:
        model = TalkRequest

    item = factory.SubFactory(PlanItemFactory)
    department = factory.SelfAttribute("item.plan.department")
    asked_of = factory.LazyFunction(lambda: organisation("ICAC"))
    topic = factory.SubFactory(TopicFactory)
    expected = 60
    starts = factory.LazyFunction(
        lambda: [at(f"2026-12-{day}", "14:30") for day in ("08", "10", "15")]
    )
    asked_at = NOW
    asked_by = factory.SubFactory(UserFactory)


class StrategyFactory(DjangoModelFactory):
    """A strategy for three financial years, from April 2026."""

    class Meta:
        model = Strategy

    department = factory.SubFactory(DepartmentFactory)
    starts_on = dt.date(2026, 4, 1)
    ends_on = dt.date(2029, 4, 1)


class StrategyVersionFactory(DjangoModelFactory):
    """A draft with something in it, unless submitted or endorsed."""

    class Meta:
        model = StrategyVersion

    strategy = factory.SubFactory(StrategyFactory)
    number = 1
    needs = "Officers work alone and at night."
    written_at = NOW
    written_by = factory.SubFactory(UserFactory)

    class Params:
        submitted = factory.Trait(
            status=StrategyVersion.Status.SUBMITTED,
            submitted_at=NOW,
            submitted_by=factory.SelfAttribute("written_by"),
        )
        endorsed = factory.Trait(
            status=StrategyVersion.Status.ENDORSED,
            endorsed_on=dt.date(2026, 4, 14),
            endorser="LEUNG Man-kit",
            endorsed_at=NOW,
            endorsed_by=factory.SelfAttribute("written_by"),
        )


class RiskAreaFactory(DjangoModelFactory):
    class Meta:
        model = RiskArea

    version = factory.SubFactory(StrategyVersionFactory)
    position = factory.Sequence(lambda n: n + 1)
    name = factory.Sequence(lambda n: f"Procurement {n}")
    likelihood = 2
    impact = 4


class ObjectiveFactory(DjangoModelFactory):
    class Meta:
        model = Objective

    version = factory.SubFactory(StrategyVersionFactory)
    position = factory.Sequence(lambda n: n + 1)
    text = factory.Sequence(lambda n: f"Every officer hears a talk {n}")


def organisation(code: str) -> Department:
    """Give the department of this code, which there is once."""
    return Department.objects.filter(code=code).first() or DepartmentFactory(
        code=code, name_en=f"The {code}", name_zh_hant=code, name_zh_hans=code
    )


class QuestionnaireFactory(DjangoModelFactory):
    """That of the financial year 2025–26, due on 30 June 2026; a draft unless published.

    Its questions are made while it is a draft: `publish(questionnaire)` opens the returns.
    """

    class Meta:
        model = Questionnaire

    basis = YearBasis.FINANCIAL
    year = 2025
    starts_on = factory.LazyAttribute(lambda asked: first_day(asked.basis, asked.year))
    ends_on = factory.LazyAttribute(lambda asked: first_day(asked.basis, asked.year + 1))
    due_on = factory.LazyAttribute(lambda asked: asked.ends_on + dt.timedelta(days=90))


class ReturnQuestionFactory(DjangoModelFactory):
    """A question for a text that needs an answer."""

    class Meta:
        model = ReturnQuestion

    questionnaire = factory.SubFactory(QuestionnaireFactory)
    position = factory.Sequence(lambda n: n + 1)
    kind = ReturnQuestion.Kind.TEXT
    text_en = factory.Sequence(lambda n: f"What worked well? {n}")
    text_zh_hant = "哪些工作成效良好？"
    text_zh_hans = "哪些工作成效良好？"

    class Params:
        figure_of_persons = factory.Trait(kind="number", figure="persons_trained")
        number = factory.Trait(kind="number")
        choice = factory.Trait(
            kind="choice",
            choices=[
                {"key": "1", "en": "Yes", "zh_hant": "是", "zh_hans": "是"},
                {"key": "2", "en": "No", "zh_hant": "否", "zh_hans": "否"},
            ],
        )
        table = factory.Trait(
            kind="table",
            choices=[{"key": "1", "en": "Licences", "zh_hant": "發牌", "zh_hans": "发牌"}],
            columns=[
                {"key": "1", "en": "Done", "zh_hant": "已完成", "zh_hans": "已完成"},
                {"key": "2", "en": "Next", "zh_hant": "來年", "zh_hans": "来年"},
            ],
        )


class AnnualReturnFactory(DjangoModelFactory):
    class Meta:
        model = AnnualReturn

    questionnaire = factory.SubFactory(QuestionnaireFactory)
    department = factory.SubFactory(DepartmentFactory)
    due_on = factory.SelfAttribute("questionnaire.due_on")


class FiledReturnFactory(DjangoModelFactory):
    """A filing without answers; `actions.file_return` makes one with them."""

    class Meta:
        model = FiledReturn

    annual_return = factory.SubFactory(AnnualReturnFactory, status="filed")
    number = 1
    filed_at = NOW
    filed_by = factory.SubFactory(UserFactory)
    signed_as = "LAM Wai-yee"
    was_late = False
    content = factory.LazyFunction(lambda: {"answers": [], "notes": ""})
    sha256 = "0" * 64


class ReturnAnswerFactory(DjangoModelFactory):
    class Meta:
        model = ReturnAnswer

    annual_return = factory.SubFactory(AnnualReturnFactory)
    question = factory.SubFactory(
        ReturnQuestionFactory, questionnaire=factory.SelfAttribute("..annual_return.questionnaire")
    )
    value = "Briefings"


class ReturnFootnoteFactory(DjangoModelFactory):
    class Meta:
        model = ReturnFootnote

    filed = factory.SubFactory(FiledReturnFactory)
    question = factory.SubFactory(
        ReturnQuestionFactory,
        questionnaire=factory.SelfAttribute("..filed.annual_return.questionnaire"),
    )
    text = "Two formations were left out."
    written_at = NOW
    written_by = factory.SubFactory(UserFactory)


class ReturnReminderFactory(DjangoModelFactory):
    class Meta:
        model = ReturnReminder

    annual_return = factory.SubFactory(AnnualReturnFactory)
    recipient = factory.SubFactory(UserFactory)
    told_as = "officer"
    due_on = factory.SelfAttribute("annual_return.due_on")
    days = 7
    planned_at = NOW


def publish(questionnaire):
    """Let a questionnaire stand as it is; give it back. Returns are made apart."""
    questionnaire.published_at, questionnaire.published_by = NOW, UserFactory()
    questionnaire.save()
    return questionnaire
