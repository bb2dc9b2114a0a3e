"""The network's pages: what is new, the directory, the board, news by mail."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from core.days import HONG_KONG
from core.models import AuditEntry
from ethics_officers.models import BoardAnswer, BoardQuestion, BoardSubscription
from people.models import Level
from people.roles import Role
from tests.clock import NOW, TODAY, at
from tests.ethics_officers.factories import (
    ActivityFactory,
    DesignationFactory,
)
from tests.ethics_officers.network_factories import (
    BoardAnswerFactory,
    BoardQuestionFactory,
    SharedFileFactory,
)
from tests.factories import DepartmentFactory, PersonFactory, TopicFactory, person_with_role
from tests.files import csv_rows
from tests.pages import words
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

NETWORK = reverse("ethics_officers:network")
DIRECTORY = reverse("ethics_officers:directory")
BOARD = reverse("ethics_officers:board")
ASK = reverse("ethics_officers:board-ask")
NEWS = reverse("ethics_officers:board-subscription")


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


def at_question(question, step=""):
    return reverse(f"ethics_officers:board-question{step}", args=[question.pk])


def withdrawal_of(answer):
    return reverse("ethics_officers:board-answer-withdraw", args=[answer.pk])


def shown(response):
    return [row.record for row in response.context["table"].rows]


# The network -------------------------------------------------------------------------------------


def test_network_tells_what_is_new_and_leads_to_all_of_it(as_role):
    question, practice = (
        BoardQuestionFactory(),
        ActivityFactory(shared_at=NOW, shared_by=person_with_role(Role.ETHICS_OFFICER).user),
    )
    shared = SharedFileFactory()

    response = as_role(Role.ETHICS_OFFICER).get(NETWORK)

    lists = [reverse(f"ethics_officers:{name}-list") for name in ("good-practice", "shared-file")]
    for address in (DIRECTORY, BOARD, *lists, at_question(question)):
        assert f'href="{address}"' in response.text
    assert practice.title in response.text
    assert shared.title in response.text


def test_officers_come_by_the_navigation_and_staff_from_the_register(as_role):
    assert f'href="{NETWORK}"' in as_role(Role.ETHICS_OFFICER).get("/").text
    assert f'href="{NETWORK}"' not in as_role(Role.HEAD_OF_DEPARTMENT).get("/").text
    register = as_role(Role.ICAC_STAFF).get(reverse("ethics_officers:register"))
    assert f'href="{NETWORK}"' in register.text


def test_auditor_reads_and_is_offered_nothing_to_write(as_role):
    question = BoardQuestionFactory()
    SharedFileFactory()
    client = as_role(Role.AUDITOR)

    pages = [client.get(address).text for address in (NETWORK, BOARD, at_question(question))]
    assert not any(ASK in page or "<textarea" in page for page in pages)
    assert client.post(at_question(question), {"text": "x"}).status_code == 403


def test_past_officer_is_kept_out_from_the_day_the_designation_ends(sign_in):
    person = DesignationFactory(ends_on=TODAY + dt.timedelta(days=1)).person
    question = BoardQuestionFactory(asked_by=person.user)
    shared = SharedFileFactory(shared_by=person.user)
    pages = [NETWORK, DIRECTORY, BOARD, ASK, NEWS, at_question(question),
             reverse("ethics_officers:shared-file-list"),
             reverse("ethics_officers:shared-file", args=[shared.pk])]  # fmt: skip
    with time_machine.travel(at("2026-11-22", "23:59"), tick=False):
        client = sign_in(person)
        assert [client.get(page).status_code for page in pages[:7]] == [200] * 7

    with time_machine.travel(at("2026-11-23", "00:00"), tick=False):
        assert [client.get(page).status_code for page in pages] == [403] * 8
        assert client.post(at_question(question), {"text": "x"}).status_code == 403


# The directory -----------------------------------------------------------------------------------


@pytest.fixture
def lam():
    customs = DepartmentFactory(name_en="Customs", name_zh_hant="香港海關", name_zh_hans="香港海关")
    person = PersonFactory(
        name_en="LAM Wai-yee", name_zh="林慧儀",
        posting__department=customs, posting__level=Level.SENIOR,
    )  # fmt: skip
    return DesignationFactory(
        department=customs, person=person, post_title="Assistant Commissioner", phone="2123 4567"
    )


def test_directory_has_who_is_designated_today_with_how_to_reach_them(as_role, lam):
    DesignationFactory(ends_on=TODAY)
    assistant = DesignationFactory(department__name_en="Water", capacity="assistant")

    response = as_role(Role.PROGRAMME_STAFF).get(DIRECTORY)

    assert shown(response) == [lam, assistant]
    for text in ("Assistant Commissioner", "2123 4567", lam.person.user.email, "林慧儀"):
        assert text in response.text
    assert "Senior Executive Officer" in words(response)  # the rank, where no post is told


@pytest.mark.parametrize("query", ["customs", "香港海关", "wai-yee", "林慧儀", "commissioner"])
def test_directory_finds_by_department_officer_and_post(as_role, lam, query):
    DesignationFactory()

    assert shown(as_role(Role.AUDITOR).get(DIRECTORY, {"q": query})) == [lam]


def test_directory_is_filtered(as_role, lam):
    assistant = DesignationFactory(capacity="assistant")
    client = as_role(Role.AUDITOR)

    assert shown(client.get(DIRECTORY, {"capacity": "assistant"})) == [assistant]
    assert shown(client.get(DIRECTORY, {"department": lam.department_id})) == [lam]


def test_directory_is_exported_and_who_looks_is_noted(as_role, lam):
    client = as_role(Role.ASSISTANT_ETHICS_OFFICER)

    rows = csv_rows(client.get(DIRECTORY, {"q": "customs", "export": "csv"}))
    client.get(DIRECTORY, {"q": "customs"})

    assert rows[1][1:] == [
        "Customs", "香港海關", "LAM Wai-yee", "林慧儀", "Ethics Officer", "Assistant Commissioner",
        "2123 4567", lam.person.user.email, "2020-01-01",
    ]  # fmt: skip
    exported, viewed = AuditEntry.objects.order_by("pk")
    assert exported.action == "ethics_officers.directory_exported"
    assert exported.details["found"] == 1
    assert viewed.action == "ethics_officers.directory_viewed"
    assert viewed.details == {"searched": True, "capacity": "", "department": None}


# The board ---------------------------------------------------------------------------------------


def test_board_is_searched_and_filtered(as_role):
    topic = TopicFactory(name_zh_hant="外間工作")
    unanswered = BoardQuestionFactory(title="Quiz", topic=topic)
    answered = BoardAnswerFactory().question
    of_nobody = BoardAnswerFactory(
        withdrawn_at=NOW, withdrawn_by=answered.asked_by, withdrawal_reason="It names a person."
    ).question
    closed = BoardQuestionFactory(status="closed")
    BoardQuestionFactory(status="withdrawn")
    client = as_role(Role.ETHICS_OFFICER)

    def found(**query):
        return set(client.get(BOARD, query).context["page"])

    assert found(q="外间工作") == found(q="quiz") == found(topic=topic.pk) == {unanswered}
    assert found(state="open") == {unanswered, of_nobody}
    assert found(state="answered") == {answered}
    assert found(state="closed") == {closed}
    assert len(found()) == 5
    assert "A question that was withdrawn" in client.get(BOARD).text


def test_question_is_asked_and_what_was_typed_stays_if_refused(as_role):
    client = as_role(Role.ETHICS_OFFICER)

    refused = client.post(ASK, {"title": "", "text": "Do you return them?"})
    assert refused.status_code == 422
    assert "Do you return them?" in refused.text
    assert "Please fill this in." in refused.text

    for _ in range(2):  # pressed twice
        response = client.post(ASK, {"title": "Baskets", "text": "Do you return them?"})
    assert response.url == at_question(BoardQuestion.objects.get())


def test_answer_of_icac_is_marked_in_words_and_tint(as_role):
    question = BoardQuestionFactory()
    client = as_role(Role.ICAC_STAFF)

    assert "Your answer will be marked as one of ICAC." in client.get(at_question(question)).text
    assert client.post(at_question(question), {"text": " "}).status_code == 422
    for _ in range(2):
        client.post(at_question(question), {"text": "Return them."})

    page = client.get(at_question(question))
    assert BoardAnswer.objects.count() == 1
    assert 'class="comment answer-icac"' in page.text
    assert "ICAC CHAN Tai-man" in words(page)


def test_answer_to_a_question_closed_meanwhile_is_refused_and_kept(as_role):
    question = BoardQuestionFactory(status="closed")

    response = as_role(Role.ETHICS_OFFICER).post(at_question(question), {"text": "Return them."})

    assert response.status_code == 422
    assert "closed and takes no answers" in response.text
    assert "Return them.</textarea>" in response.text


def test_asker_closes_opens_and_withdraws_the_question(sign_in):
    person = person_with_role(Role.ETHICS_OFFICER)
    question = BoardQuestionFactory(asked_by=person.user, title="Fruit baskets")
    BoardAnswerFactory(question=question, text="Return them.")
    client = sign_in(person)

    closed = client.post(at_question(question, "-close"), follow=True)
    assert "takes no more answers" in closed.text
    opened = client.post(at_question(question, "-reopen"), follow=True)
    assert "The question is open again." in opened.text
    assert "The 1 answer stays." in words(client.get(at_question(question, "-withdraw")))
    withdrawn = client.post(at_question(question, "-withdraw"), follow=True)

    assert "Who asked this question has withdrawn it." in withdrawn.text
    assert "Fruit baskets" not in withdrawn.text
    assert "Return them." in withdrawn.text
    assert (
        "was withdrawn meanwhile" in client.post(at_question(question, "-close"), follow=True).text
    )


def test_colleague_neither_closes_nor_withdraws_what_is_of_others(as_role):
    answer = BoardAnswerFactory()
    client = as_role(Role.ETHICS_OFFICER)

    for address in (at_question(answer.question, "-close"), at_question(answer.question, "-reopen"),
                    at_question(answer.question, "-withdraw"), withdrawal_of(answer)):  # fmt: skip
        assert address not in client.get(at_question(answer.question)).text
        assert client.post(address).status_code == 403


def test_writer_withdraws_an_answer_and_a_line_says_so(sign_in):
    person = person_with_role(Role.ETHICS_OFFICER)
    answer = BoardAnswerFactory(written_by=person.user, text="Return them.")
    client = sign_in(person)

    assert withdrawal_of(answer) in client.get(at_question(answer.question)).text
    assert client.get(withdrawal_of(answer)).status_code == 200
    page = client.post(withdrawal_of(answer), follow=True)

    assert "Who wrote it withdrew it on 22 November 2026." in words(page)
    assert "Return them." not in page.text
    assert client.get(withdrawal_of(answer)).url == at_question(answer.question)


def test_staff_withdraw_a_question_with_a_reason_for_who_asked_and_staff_alone(as_role, sign_in):
    asker = person_with_role(Role.ETHICS_OFFICER)
    question = BoardQuestionFactory(asked_by=asker.user, title="Fruit baskets")
    staff = as_role(Role.ICAC_STAFF)
    address = at_question(question, "-withdraw")

    assert address in staff.get(at_question(question)).text
    assert "is told by mail, with your reason" in words(staff.get(address))
    refused = staff.post(address, {"reason": ""})
    assert refused.status_code == 422
    assert "Please fill this in." in refused.text
    page = staff.post(address, {"reason": "It names a person."}, follow=True)

    why = "Reason, which only who wrote it and staff see: It names a person."
    assert "Programme staff have withdrawn this question." in words(page)
    assert why in words(page)
    assert why in words(sign_in(asker).get(at_question(question)))
    others = words(as_role(Role.ASSISTANT_ETHICS_OFFICER).get(at_question(question)))
    assert "Programme staff have withdrawn this question." in others
    assert "It names a person." not in others


def test_staff_withdraw_an_answer_with_a_reason_for_who_wrote_it_and_staff_alone(as_role):
    answer = BoardAnswerFactory(text="Ask Mr Lee.")
    staff = as_role(Role.PROGRAMME_STAFF)

    assert withdrawal_of(answer) in staff.get(at_question(answer.question)).text
    assert "They are told by mail, with your reason." in words(staff.get(withdrawal_of(answer)))
    assert staff.post(withdrawal_of(answer), {"reason": " "}).status_code == 422
    page = staff.post(withdrawal_of(answer), {"reason": "It names a person."}, follow=True)

    assert "Programme staff withdrew it on 22 November 2026." in words(page)
    assert "It names a person." in words(page)
    assert "Ask Mr Lee." not in words(page)
    others = words(as_role(Role.ETHICS_OFFICER).get(at_question(answer.question)))
    assert "Programme staff withdrew it" in others
    assert "It names a person." not in others


def test_board_is_exported_as_it_is_filtered_without_what_was_withdrawn(as_role):
    topic = TopicFactory(name_en="Gifts", name_zh_hant="禮物")
    customs = DepartmentFactory(name_en="Customs", name_zh_hant="香港海關")
    asker = PersonFactory(name_en="LAM Wai-yee", name_zh="林慧儀").user
    question = BoardQuestionFactory(
        title="Baskets", topic=topic, department=customs, asked_by=asker
    )
    BoardAnswerFactory(question=question, for_icac=True)
    BoardQuestionFactory(status="withdrawn", title="Named a person", topic=topic)
    client = as_role(Role.ETHICS_OFFICER)

    rows = csv_rows(client.get(BOARD, {"topic": topic.pk, "export": "csv"}))

    assert rows[1:] == [
        ["Baskets", "Do you return them?", "Gifts", "禮物", "Customs", "香港海關", "LAM Wai-yee",
         "林慧儀", f"{NOW.astimezone(HONG_KONG):%Y-%m-%d %H:%M}", "Open", "1", "Yes"]
    ]  # fmt: skip
    assert len(csv_rows(client.get(BOARD, {"export": "csv"}))) == 2
    asked, everything = AuditEntry.objects.filter(action="ethics_officers.board_exported").order_by(
        "pk"
    )
    assert asked.details == {
        "format": "csv",
        "filter": {"searched": False, "topic": topic.pk, "state": ""},
        "found": 1,
    }
    assert everything.details["filter"]["topic"] is None


def test_what_is_not_there_is_absent(as_role):
    client = as_role(Role.ETHICS_OFFICER)

    for name in ("board-question", "board-question-withdraw", "board-answer-withdraw"):
        assert client.get(reverse(f"ethics_officers:{name}", args=[1])).status_code == 404


def test_news_by_mail_is_chosen_and_shown_again(as_role):
    topic = TopicFactory()
    client = as_role(Role.ETHICS_OFFICER)
    assert client.get(NEWS).context["form"]["rhythm"].value() == "never"

    assert client.post(NEWS, {"rhythm": "hourly"}).status_code == 422
    client.post(NEWS, {"rhythm": "weekly", "topics": [topic.pk]})

    assert BoardSubscription.objects.get().rhythm == "weekly"
    page = client.get(NEWS)
    assert page.text.count(" checked") == 2
    assert page.context["form"]["rhythm"].value() == "weekly"


def test_pages_take_as_many_queries_for_three_as_for_one(as_role):
    client = as_role(Role.ICAC_STAFF)
    question = BoardQuestionFactory()

    def add():
        officer = DesignationFactory().person.user
        BoardQuestionFactory(asked_by=officer, topic=TopicFactory(), department=DepartmentFactory())
        BoardAnswerFactory(question=question, written_by=officer)
        SharedFileFactory(shared_by=officer, topic=TopicFactory())

    def counted():
        return [
            queries_of(client, address)
            for address in (
                NETWORK,
                DIRECTORY,
                f"{DIRECTORY}?export=csv",
                BOARD,
                at_question(question),
            )
        ]

    add()
    counted()
    for_one = counted()
    add()
    add()

    assert counted() == for_one
