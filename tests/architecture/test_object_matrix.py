"""Who may go where, with real things behind the addresses: a role alone opens none of others'.

Beside the matrix of roles, whose addresses lead to nothing. Each address with an id is here, or
among those whose roles reach everything; for each, somebody is let in, so that the refusal of the
other is one of a thing that is there.
"""

from types import SimpleNamespace

import pytest
import time_machine
from django.urls import reverse

from ethics_officers.actions import change_strategy_document
from ethics_officers.models import PlanComment
from people.roles import Role
from tests.architecture import library, saved_reports
from tests.architecture.test_permission_matrix import ADDRESSES, OPEN, OPEN_IN_SAMPLE
from tests.clock import NOW, TODAY, at
from tests.ethics_officers.factories import (
    AnnualReturnFactory,
    DesignationFactory,
    EvidenceFactory,
    FiledReturnFactory,
    ReturnQuestionFactory,
    StrategyVersionFactory,
    TalkRequestFactory,
    publish,
)
from tests.ethics_officers.network_factories import (
    BoardAnswerFactory,
    BoardQuestionFactory,
    SharedFileFactory,
    ThematicSessionFactory,
)
from tests.factories import (
    DepartmentFactory,
    EngagementFactory,
    ReminderRuleFactory,
    SessionFactory,
    person_with_role,
)
from tests.uploads import pdf
from training import actions

pytestmark = pytest.mark.django_db

SESSION = ("session_id",)
MEETING = ("meeting_id",)

# What belongs to the integrity work of one department, by what its address names.
OF_A_PROGRAMME = {
    "plan-of-department": "department_id",
    "overview": "department_id",
    "handover": "department_id",
    "plan-detail": "plan_id",
    "plan-news": "plan_id",
    "plan-start": "department_id",
    "plan-submit": "plan_id",
    "plan-take-back": "plan_id",
    "plan-endorse": "plan_id",
    "plan-comment": "plan_id",
    "plan-comment-settle": "comment_id",
    "plan-item-detail": "item_id",
    "plan-item-add": "plan_id",
    "plan-item-edit": "item_id",
    "plan-item-drop": "item_id",
    "plan-item-explain": "item_id",
    "plan-item-close": "item_id",
    "plan-item-reopen": "item_id",
    "activity-list": "department_id",
    "activity-create": "department_id",
    "activity-detail": "activity_id",
    "activity-edit": "activity_id",
    "activity-withdraw": "activity_id",
    "activity-share": "activity_id",
    "activity-unshare": "activity_id",
    "evidence-add": "activity_id",
    "evidence-file": "evidence_id",
    "evidence-remove": "evidence_id",
    "talk-requests-of-department": "department_id",
    "talk-request-create": "item_id",
    "talk-request-detail": "request_id",
    "talk-request-change": "request_id",
    "talk-request-withdraw": "request_id",
    "item-sessions": "item_id",
    "session-link": "item_id",
    "publication-link": "item_id",
    "strategy-of-department": "department_id",
    "strategy-begin": "department_id",
    "strategy-version-begin": "strategy_id",
    "strategy-version": "version_id",
    "strategy-edit": "version_id",
    "strategy-compare": "version_id",
    "strategy-document": "version_id",
    "strategy-document-change": "version_id",
    "strategy-submit": "version_id",
    "strategy-endorsement": "version_id",
}
FILED = "ethics_officers:filed-return-detail"
FIGURE = "ethics_officers:figure-detail"
FILING = ("filed_return_id", "number")
TAKE_OVER = "ethics_officers:handover-acknowledge"
BOARD = "ethics_officers:board"
SHARED_FILE = "ethics_officers:shared-file-withdraw"

# Address, what its arguments are, who gets in, who does not, and what the latter is told.
OUT_OF_REACH = [
    ("training:session-detail", SESSION, "officer", "officer_elsewhere", 404),
    ("training:registration-create", SESSION, "officer", "officer_elsewhere", 404),
    ("training:registration-swap", ("open_id", "registration_id"), "officer", "colleague", 404),
    ("training:registration-swap", (*SESSION, "other_id"), "officer", "officer_elsewhere", 404),
    ("training:registration-cancel", ("registration_id",), "officer", "colleague", 404),
    ("training:registration-calendar", ("registration_id",), "officer", "colleague", 404),
    ("training:session-manage", SESSION, "speaker", "speaker_elsewhere", 404),
    ("training:session-note", SESSION, "speaker", "speaker_elsewhere", 404),
    ("training:attendance-board", MEETING, "speaker", "speaker_elsewhere", 404),
    ("training:attendance-undo", MEETING, "speaker", "speaker_elsewhere", 404),
    ("training:attendance-sheet", MEETING, "speaker", "speaker_elsewhere", 404),
    ("training:attendance-import", MEETING, "speaker", "speaker_elsewhere", 404),
    ("training:attendance-import-confirm", MEETING, "speaker", "speaker_elsewhere", 404),
    ("training:attendance-template", MEETING, "speaker", "speaker_elsewhere", 404),
    ("training:attendance-walk-in", MEETING, "staff", "icac", 403),
    ("training:session-edit", SESSION, "staff", "icac", 403),
    ("training:session-cost", SESSION, "staff", "icac", 403),
    ("training:session-reschedule", SESSION, "staff", "icac", 403),
    ("training:session-links", SESSION, "staff", "icac", 403),
    ("training:session-cost", SESSION, "staff", "icac", 403),
    ("training:session-cancel", SESSION, "staff", "icac", 403),
    ("training:session-reminders", SESSION, "staff", "icac", 403),
    ("training:reminder-remove", ("rule_id",), "staff", "icac", 403),
    ("training:session-publish", SESSION, "staff", "icac", 403),
    ("training:session-conclude", SESSION, "staff", "icac", 403),
    ("training:session-discard", SESSION, "staff", "icac", 403),
    ("training:registration-remove", ("registration_id",), "staff", "icac", 403),
    ("people:person-detail", ("person_id",), "coordinator", "coordinator_elsewhere", 404),
    ("people:person-detail", ("person_id",), "ethics_officer", "ethics_officer_elsewhere", 404),
    ("people:person-detail", ("person_id",), "assistant", "assistant_elsewhere", 404),
    *(
        ("ethics_officers:designation-history", ("designated_id",), who, f"{who}_elsewhere", 404)
        for who in ("ethics_officer", "assistant")
    ),
    (TAKE_OVER, ("department_id",), "successor", "ethics_officer_elsewhere", 404),
    ("ethics_officers:contact-correct", ("designation_id",), "staff", "ethics_officer", 403),
    ("ethics_officers:contact-correct", ("designation_id",), "staff", "assistant_elsewhere", 404),
    *(
        (f"ethics_officers:{name}", (argument,), officer, f"{officer}_elsewhere", 404)
        for name, argument in OF_A_PROGRAMME.items()
        for officer in ("ethics_officer", "assistant")
    ),
    *(
        (name, arguments, who, f"{who}_elsewhere", 404)
        for who in ("ethics_officer", "assistant")
        for name, arguments in (
            ("ethics_officers:return-of-department", ("department_id",)),
            ("ethics_officers:return-detail", ("return_id",)),
            ("ethics_officers:return-print", ("return_id",)),
            (FILED, FILING),
            (FIGURE, ("department_id", "figure")),
        )
    ),
    (
        "ethics_officers:return-file",
        ("return_id",),
        "ethics_officer",
        "ethics_officer_elsewhere",
        404,
    ),
    (
        "ethics_officers:footnote-create",
        (*FILING, "question_id"),
        "ethics_officer",
        "ethics_officer_elsewhere",
        404,
    ),
    (
        "ethics_officers:session-unlink",
        ("item_id", *SESSION),
        "ethics_officer",
        "ethics_officer_elsewhere",
        404,
    ),
    (
        "ethics_officers:publication-unlink",
        ("item_id", "publication_id"),
        "ethics_officer",
        "ethics_officer_elsewhere",
        404,
    ),
    ("ethics_officers:plan-return", ("plan_id",), "head", "head_elsewhere", 404),
    ("ethics_officers:strategy-endorse", ("version_id",), "head", "head_elsewhere", 404),
    ("ethics_officers:strategy-return", ("version_id",), "head", "head_elsewhere", 404),
    ("ethics_officers:talk-request-accept", ("request_id",), "staff", "icac", 403),
    ("ethics_officers:talk-request-answer", ("request_id",), "staff", "icac", 403),
    ("ethics_officers:talk-request-decline", ("request_id",), "staff", "icac", 403),
    ("ethics_officers:thematic-session-edit", ("thematic_id",), "staff", "icac", 403),
    ("ethics_officers:thematic-session-unmark", ("thematic_id",), "staff", "icac", 403),
    (
        f"{BOARD}-question-withdraw",
        ("board_id",),
        "ethics_officer",
        "ethics_officer_elsewhere",
        403,
    ),
    (f"{BOARD}-answer-withdraw", ("answer_id",), "assistant", "ethics_officer", 403),
    (SHARED_FILE, ("shared_file_id",), "ethics_officer", "ethics_officer_elsewhere", 403),
    *(
        (f"reporting:coverage-{name}", ("department_id",), officer, f"{officer}_elsewhere", 404)
        for name in ("department", "people")
        for officer in ("ethics_officer", "assistant", "coordinator", "head")
    ),
    *library.OUT_OF_REACH,
    *saved_reports.OUT_OF_REACH,
]

# Whoever has the role for these reaches every one of them.
WITHIN_REACH = {
    "reporting:document-detail",
    "reporting:document-count-again",
    "reporting:document-send",
    "reporting:document-take-back",
    "reporting:document-approve",
    "reporting:document-send-back",
    "reporting:document-begin-again",
    "reporting:document-file",
    "reporting:document-text",
    "reporting:template-detail",
    "reporting:template-edit",
    "reporting:figure-detail",
    "reporting:figure-rows",
    "reporting:freeze-detail",
    "reporting:freeze-today",
    "reporting:freeze-text",
    "reporting:programme-report",
    "training:session-copy",
    "training:series-create",
    "training:session-messages",
    "training:holiday-year",
    "training:course-edit",
    "training:requirement-edit",
    "training:requirement-end",
    "reporting:due-sessions",
    "training:venue-edit",
    "training:speaker-edit",
    "ethics_officers:department-detail",
    "ethics_officers:designation-create",
    "ethics_officers:good-practice-detail",
    "ethics_officers:board-question",
    "ethics_officers:board-question-close",  # opened as a page, it leads to the question
    "ethics_officers:board-question-reopen",
    "ethics_officers:shared-file",
    "ethics_officers:designation-end",
    "ethics_officers:priority-edit",
    "ethics_officers:priority-publish",
    "ethics_officers:priority-withdraw",
    "ethics_officers:return-reopen",
    "ethics_officers:answers-export",
    "ethics_officers:questionnaire-detail",
    "ethics_officers:questionnaire-preview",
    "ethics_officers:questionnaire-publish",
    "ethics_officers:question-create",
    "ethics_officers:question-edit",
    "ethics_officers:question-move",
    "ethics_officers:question-remove",
    "notifications:message-detail",
    "notifications:message-resend",
    "notifications:quarantined-delete",
    "people:role-give",
    "people:role-end",
    "people:department-detail",
    *library.WITHIN_REACH,
}

ELSEWHERE = {
    "officer": Role.CIVIL_SERVANT,
    "speaker": Role.SPEAKER,
    "coordinator": Role.TRAINING_COORDINATOR,
    "ethics_officer": Role.ETHICS_OFFICER,
    "assistant": Role.ASSISTANT_ETHICS_OFFICER,
    "head": Role.HEAD_OF_DEPARTMENT,
}


@pytest.fixture
def world():
    """A department's session with somebody in it, and people of this department and elsewhere."""
    department = DepartmentFactory()
    people = {name: person_with_role(role, department) for name, role in ELSEWHERE.items()}
    people |= {f"{name}_elsewhere": person_with_role(role) for name, role in ELSEWHERE.items()}
    people["colleague"] = person_with_role(Role.CIVIL_SERVANT, department)
    people["staff"] = person_with_role(Role.PROGRAMME_STAFF)
    people["icac"] = person_with_role(Role.ICAC_STAFF)

    session = SessionFactory()
    session.audience.departments.add(department)
    meeting = session.meetings.get()
    EngagementFactory(meeting=meeting, speaker=people["speaker"].speaker)
    EngagementFactory(speaker=people["speaker_elsewhere"].speaker)
    open_session = SessionFactory(starts_at=at("2026-12-08"))

    def register(name, session):
        person = people[name]
        return actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)

    registration = register("officer", session)
    own = {
        "officer": register("officer", open_session),
        "officer_elsewhere": register("officer_elsewhere", open_session),
    }
    evidence = EvidenceFactory(activity__department=department)
    talk = TalkRequestFactory(item__plan__department=department)
    DesignationFactory(department=department, ends_on=TODAY)
    designation = DesignationFactory(department=department, starts_on=TODAY)
    people["successor"] = designation.person
    asked = BoardQuestionFactory(asked_by=people["ethics_officer"].user)
    ids = {
        "session_id": session.pk,
        "open_id": open_session.pk,
        "meeting_id": meeting.pk,
        "registration_id": registration.pk,
        "rule_id": ReminderRuleFactory(session=session).pk,
        "person_id": people["officer"].pk,
        "department_id": department.pk,
        "designated_id": designation.person_id,
        "designation_id": designation.pk,
        "plan_id": talk.item.plan_id,
        "item_id": talk.item_id,
        "request_id": talk.pk,
        "comment_id": _comment(talk.item.plan, people["staff"]).pk,
        "activity_id": evidence.activity_id,
        "evidence_id": evidence.pk,
        "figure": "persons_trained",
        "board_id": asked.pk,
        "answer_id": BoardAnswerFactory(question=asked, written_by=people["assistant"].user).pk,
        "shared_file_id": SharedFileFactory(shared_by=people["ethics_officer"].user).pk,
        "thematic_id": ThematicSessionFactory(of=SessionFactory(draft=True)).pk,
        **library.things_of(department, people),
        **saved_reports.things_of(people),
        **returns_of(department),
        **_strategy(department, people["ethics_officer"]),
    }
    return SimpleNamespace(people=people, ids=ids, own=own)


def _comment(plan, by):
    return PlanComment.objects.create(
        plan=plan, text="More for recruits?", written_at=NOW, written_by=by.user
    )


def returns_of(department):
    """The ids of an open return of a department, and of one that is filed, with a question."""
    question = ReturnQuestionFactory(figure_of_persons=True)
    annual_return = AnnualReturnFactory(
        department=department, questionnaire=publish(question.questionnaire)
    )
    other = AnnualReturnFactory(department=department, questionnaire__year=2024, status="filed")
    FiledReturnFactory(annual_return=other)
    return {
        "return_id": annual_return.pk,
        "filed_return_id": other.pk,
        "number": 1,
        "question_id": question.pk,
    }


def _strategy(department, officer):
    """A draft that follows an endorsed version, with a document."""
    endorsed = StrategyVersionFactory(strategy__department=department, endorsed=True)
    draft = StrategyVersionFactory(strategy=endorsed.strategy, number=2)
    change_strategy_document(version_id=draft.pk, upload=pdf(), by=officer.user, now=NOW)
    return {"strategy_id": endorsed.strategy_id, "version_id": draft.pk}


def address_for(world, name, arguments, person):
    """The address, with one's own registration where one gives up something of one's own."""
    own = {"other_id": world.own[person].pk} if person in world.own else {}
    return reverse(name, args=[(world.ids | own)[argument] for argument in arguments])


def answer(sign_in, world, method, name, arguments, person):
    client = sign_in(world.people[person])
    address = address_for(world, name, arguments, person)
    with time_machine.travel(NOW, tick=False):
        return getattr(client, method)(address, follow=True).status_code


def test_the_table_knows_every_address_with_an_id():
    with_id = {name for name, entry in ADDRESSES.items() if entry.pattern.converters}

    assert with_id - OPEN - OPEN_IN_SAMPLE == {row[0] for row in OUT_OF_REACH} | WITHIN_REACH


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    ("name", "arguments", "let_in", "kept_out", "told"),
    OUT_OF_REACH,
    ids=[f"{row[0]} {row[3]}" for row in OUT_OF_REACH],
)
def test_what_belongs_to_others_is_refused_at_every_address_of_it(
    sign_in, world, method, name, arguments, let_in, kept_out, told
):
    refused = answer(sign_in, world, method, name, arguments, kept_out)
    welcome = answer(sign_in, world, method, name, arguments, let_in)

    assert refused in {told, 405}
    assert welcome not in {403, 404}
