"""The board of questions: finding, asking, answering, closing, withdrawing, news by mail."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core import audit
from core.errors import RuleViolation
from core.exports import as_file, format_asked
from core.pages import page_or_part, posted, told
from ethics_officers import actions, permissions, queries
from ethics_officers.exports import question_columns
from ethics_officers.filters import BoardFilter
from ethics_officers.forms import AnswerForm, BoardQuestionForm, SubscriptionForm, WithdrawalForm
from ethics_officers.models import BoardAnswer, BoardQuestion, BoardSubscription
from ethics_officers.views.network_tabs import in_network
from people.access import SignedInRequest, posted_from, requires
from people.models import User, with_user
from people.roles import Permission

QUESTIONS_ON_A_PAGE = 20


@require_GET
@requires(Permission.USE_NETWORK, Permission.VIEW_PROGRAMMES)
def board(request: SignedInRequest) -> HttpResponseBase:
    found = BoardFilter(request.GET, queries.questions(request.user))
    if (file_format := format_asked(request)) and found.is_valid():
        # Of those withdrawn the page has a line without words: none of them is taken along.
        standing = found.qs.standing()
        now = timezone.now()
        audit.record(
            request.user, "ethics_officers.board_exported", at=now,
            format=file_format, filter=found.summary(), found=standing.count(),
        )  # fmt: skip
        return as_file(
            file_format, name="questions", columns=question_columns(), rows=standing, now=now
        )
    page = Paginator(found.qs, QUESTIONS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        page_or_part(request, "ethics_officers/board.html"),
        {**in_network(request, "questions"), "filter": found, "page": page},
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.USE_NETWORK)
def board_ask(request: SignedInRequest) -> HttpResponse:
    form = BoardQuestionForm(posted(request))
    if form.is_valid():
        question = actions.ask_network(by=request.user, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Your question is published to the network."))
        return redirect("ethics_officers:board-question", question.pk)
    return render(
        request,
        "ethics_officers/board_ask.html",
        {**in_network(request, "questions"), "form": form},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.USE_NETWORK, Permission.VIEW_PROGRAMMES)
def board_question(request: SignedInRequest, question_id: int) -> HttpResponse:
    """A question with its answers, and the form of another one."""
    question = get_object_or_404(queries.questions(request.user), pk=question_id)
    if request.method == "POST":
        permissions.check_can_use_network(request.user)
    form = AnswerForm(posted(request))
    if form.is_valid():
        try:
            answer = actions.answer_question(
                question_id=question.pk,
                text=form.cleaned_data["text"],
                by=request.user,
                now=timezone.now(),
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your answer is published to the network."))
            return redirect(f"{_address_of(question.pk)}#answer-{answer.pk}")
    return _question_page(request, question, form)


def _question_page(request: SignedInRequest, question: Any, form: AnswerForm) -> HttpResponse:
    user = request.user
    answers = queries.answers_of(question)
    for answer in answers:
        answer.can_withdraw = permissions.can_tend_what_is_of(user, answer.written_by)
    tends = permissions.can_tend_what_is_of(user, question.asked_by)
    is_withdrawn = question.status == BoardQuestion.Status.WITHDRAWN
    return render(
        request,
        "ethics_officers/board_question.html",
        {
            **in_network(request, "questions"),
            "question": question,
            "is_withdrawn": is_withdrawn,
            "answers": answers,
            "form": form,
            "takes_answers": question.status == BoardQuestion.Status.OPEN or form.is_bound,
            "answers_for_icac": permissions.can_answer_for_icac(user),
            "can_tend": not is_withdrawn and tends,
            "can_read_why": tends,
        },
        status=422 if form.errors else 200,
    )


@requires(Permission.USE_NETWORK)
@posted_from("ethics_officers:board-question")
def board_question_close(request: SignedInRequest, question_id: int) -> HttpResponse:
    question = get_object_or_404(BoardQuestion.objects.visible_to(request.user), pk=question_id)
    with told(request, _("The question is closed and takes no more answers.")):
        actions.close_question(question_id=question.pk, by=request.user, now=timezone.now())
    return redirect("ethics_officers:board-question", question.pk)


@requires(Permission.USE_NETWORK)
@posted_from("ethics_officers:board-question")
def board_question_reopen(request: SignedInRequest, question_id: int) -> HttpResponse:
    question = get_object_or_404(BoardQuestion.objects.visible_to(request.user), pk=question_id)
    with told(request, _("The question is open again.")):
        actions.reopen_question(question_id=question.pk, by=request.user, now=timezone.now())
    return redirect("ethics_officers:board-question", question.pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.USE_NETWORK)
def board_question_withdraw(request: SignedInRequest, question_id: int) -> HttpResponse:
    question = get_object_or_404(queries.questions(request.user), pk=question_id)
    permissions.check_can_tend_what_is_of(request.user, question.asked_by)
    form = _reason_form(request, question.asked_by)
    if request.method == "POST" and (form is None or form.is_valid()):
        actions.withdraw_question(
            question_id=question.pk, reason=_reason(form), by=request.user, now=timezone.now()
        )
        messages.success(request, _("The question is withdrawn."))
        return redirect("ethics_officers:board-question", question.pk)
    if question.status == BoardQuestion.Status.WITHDRAWN:
        return redirect("ethics_officers:board-question", question.pk)
    return render(
        request,
        "ethics_officers/board_question_withdraw.html",
        {**in_network(request, "questions"), "question": question, "form": form},
        status=422 if form and form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.USE_NETWORK)
def board_answer_withdraw(request: SignedInRequest, answer_id: int) -> HttpResponse:
    answers = BoardAnswer.objects.visible_to(request.user)
    answer = get_object_or_404(
        with_user(answers, "written_by").select_related("question", "written_by__person"),
        pk=answer_id,
    )
    permissions.check_can_tend_what_is_of(request.user, answer.written_by)
    form = _reason_form(request, answer.written_by)
    if request.method == "POST" and (form is None or form.is_valid()):
        actions.withdraw_answer(
            answer_id=answer.pk, reason=_reason(form), by=request.user, now=timezone.now()
        )
        messages.success(request, _("The answer is withdrawn."))
        return redirect("ethics_officers:board-question", answer.question_id)
    if answer.withdrawn_at is not None:
        return redirect("ethics_officers:board-question", answer.question_id)
    return render(
        request,
        "ethics_officers/board_answer_withdraw.html",
        {
            **in_network(request, "questions"),
            "answer": answer,
            "question": answer.question,
            "form": form,
        },
        status=422 if form and form.errors else 200,
    )


def _reason_form(request: SignedInRequest, author: User) -> WithdrawalForm | None:
    """Nobody is asked why they take back their own words."""
    return None if author == request.user else WithdrawalForm(posted(request))


def _reason(form: WithdrawalForm | None) -> str:
    return form.cleaned_data["reason"] if form else ""


@require_http_methods(["GET", "POST"])
@requires(Permission.USE_NETWORK)
def board_subscription(request: SignedInRequest) -> HttpResponse:
    subscription = BoardSubscription.objects.filter(user=request.user).first()
    form = SubscriptionForm(
        posted(request),
        initial={
            "rhythm": subscription.rhythm if subscription else BoardSubscription.Rhythm.NEVER,
            "topics": subscription.topics.all() if subscription else [],
        },
    )
    if form.is_valid():
        actions.subscribe_to_board(by=request.user, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("What news you get by mail is saved."))
        return redirect("ethics_officers:board-subscription")
    return render(
        request,
        "ethics_officers/board_subscription.html",
        {**in_network(request, "questions"), "form": form},
        status=422 if form.errors else 200,
    )


def _address_of(question_id: int) -> str:
    return reverse("ethics_officers:board-question", args=[question_id])
