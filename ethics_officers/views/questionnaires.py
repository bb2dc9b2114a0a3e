"""The questionnaires of annual returns: written by programme staff, then published."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.days import day_of
from core.errors import RuleViolation
from core.pages import posted
from ethics_officers import actions, permissions
from ethics_officers.figures import FIGURES
from ethics_officers.forms import DueDateForm, QuestionForm, QuestionnaireForm, return_form
from ethics_officers.models import AnnualReturn, Questionnaire, ReturnQuestion
from ethics_officers.queries.returns import questions_of
from people.access import SignedInRequest, requires
from people.models import Department
from people.roles import Permission

_PLACES = {"up": -1, "down": 1}


@require_GET
@requires(Permission.VIEW_PROGRAMMES)
def questionnaire_list(request: SignedInRequest) -> HttpResponse:
    return render(
        request,
        "ethics_officers/questionnaire_list.html",
        {
            "questionnaires": Questionnaire.objects.visible_to(request.user),
            "can_manage": permissions.can_manage_programmes(request.user),
        },
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_PROGRAMMES)
def questionnaire_create(request: SignedInRequest) -> HttpResponse:
    questionnaires = Questionnaire.objects.visible_to(request.user)
    last = questionnaires.first()
    initial: dict[str, Any] = {"basis": "financial"}
    if last:
        initial = {"basis": last.basis, "year": last.year + 1, "copied_from": last.pk}
    form = QuestionnaireForm(posted(request), questionnaires=questionnaires, initial=initial)
    if form.is_valid():
        try:
            questionnaire = actions.create_questionnaire(
                by=request.user, now=timezone.now(), **form.cleaned_data
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("ethics_officers:questionnaire-detail", questionnaire.pk)
    return render(
        request,
        "ethics_officers/questionnaire_create.html",
        {"form": form},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.VIEW_PROGRAMMES)
def questionnaire_detail(request: SignedInRequest, questionnaire_id: int) -> HttpResponse:
    """What it asks; while it is a draft, its due date is changed here."""
    questionnaire = _questionnaire(request, questionnaire_id)
    form = DueDateForm(posted(request), initial={"due_on": questionnaire.due_on})
    if form.is_valid():
        try:
            actions.change_due_date(
                questionnaire_id=questionnaire.pk,
                by=request.user,
                now=timezone.now(),
                **form.cleaned_data,
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The due date is changed."))
            return redirect("ethics_officers:questionnaire-detail", questionnaire.pk)
    return _questionnaire_page(request, questionnaire, form)


def _questionnaire_page(
    request: SignedInRequest, questionnaire: Questionnaire, form: DueDateForm
) -> HttpResponse:
    can_manage = permissions.can_manage_programmes(request.user)
    return render(
        request,
        "ethics_officers/questionnaire_detail.html",
        {
            "questionnaire": questionnaire,
            "questions": [
                (question, FIGURES[question.figure].label if question.figure else "")
                for question in questions_of(questionnaire)
            ],
            "form": form,
            "can_change": can_manage and questionnaire.published_at is None,
            "returns": questionnaire.returns.count(),
        },
        status=422 if form.errors else 200,
    )


@require_GET
@requires(Permission.VIEW_PROGRAMMES)
def questionnaire_preview(request: SignedInRequest, questionnaire_id: int) -> HttpResponse:
    """The form as an officer will see it, with no figures in it yet."""
    questionnaire = _questionnaire(request, questionnaire_id)
    questions = questions_of(questionnaire)
    form = return_form(
        None, annual_return=AnnualReturn(), questions=questions, answers=[], figures={}
    )
    return render(
        request,
        "ethics_officers/questionnaire_preview.html",
        {"questionnaire": questionnaire, "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_PROGRAMMES)
def questionnaire_publish(request: SignedInRequest, questionnaire_id: int) -> HttpResponse:
    questionnaire = _questionnaire(request, questionnaire_id)
    now = timezone.now()
    refusal_text = ""
    if request.method == "POST":
        try:
            actions.publish_questionnaire(
                questionnaire_id=questionnaire.pk, by=request.user, now=now
            )
        except RuleViolation as refusal:
            refusal_text = str(refusal)
        else:
            messages.success(request, _("It is published, and a return is open everywhere."))
            return redirect("ethics_officers:questionnaire-detail", questionnaire.pk)
    return render(
        request,
        "ethics_officers/questionnaire_publish.html",
        {
            "questionnaire": questionnaire,
            "questions": questionnaire.questions.count(),
            "departments": Department.objects.current(day_of(now)).count(),
            "refusal": refusal_text,
        },
        status=422 if refusal_text else 200,
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_PROGRAMMES)
def question_create(request: SignedInRequest, questionnaire_id: int) -> HttpResponse:
    questionnaire = _questionnaire(request, questionnaire_id)
    return _question_page(request, ReturnQuestion(questionnaire=questionnaire))


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_PROGRAMMES)
def question_edit(request: SignedInRequest, question_id: int) -> HttpResponse:
    return _question_page(request, _question(request, question_id))


def _question_page(request: SignedInRequest, question: ReturnQuestion) -> HttpResponse:
    form = QuestionForm(posted(request), instance=question)
    if form.is_valid():
        try:
            actions.save_question(
                question=form.save(commit=False), by=request.user, now=timezone.now()
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The question is saved."))
            return redirect("ethics_officers:questionnaire-detail", question.questionnaire_id)
    return render(
        request,
        "ethics_officers/question_form.html",
        {"form": form, "question": question, "questionnaire": question.questionnaire},
        status=422 if form.errors else 200,
    )


@require_POST
@requires(Permission.MANAGE_PROGRAMMES)
def question_move(request: SignedInRequest, question_id: int) -> HttpResponse:
    question = _question(request, question_id)
    places = _PLACES.get(request.POST.get("to", ""), 0)
    try:
        actions.move_question(
            question_id=question.pk, places=places, by=request.user, now=timezone.now()
        )
    except RuleViolation as refusal:
        messages.error(request, str(refusal))
    return redirect("ethics_officers:questionnaire-detail", question.questionnaire_id)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_PROGRAMMES)
def question_remove(request: SignedInRequest, question_id: int) -> HttpResponse:
    question = _question(request, question_id)
    if request.method == "POST":
        try:
            actions.remove_question(question_id=question.pk, by=request.user, now=timezone.now())
        except RuleViolation as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The question is taken out."))
        return redirect("ethics_officers:questionnaire-detail", question.questionnaire_id)
    return render(
        request,
        "ethics_officers/question_remove.html",
        {"question": question, "questionnaire": question.questionnaire},
    )


def _questionnaire(request: SignedInRequest, questionnaire_id: int) -> Questionnaire:
    return get_object_or_404(Questionnaire.objects.visible_to(request.user), pk=questionnaire_id)


def _question(request: SignedInRequest, question_id: int) -> ReturnQuestion:
    found = ReturnQuestion.objects.visible_to(request.user).select_related("questionnaire")
    return get_object_or_404(found, pk=question_id)
