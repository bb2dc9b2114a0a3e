"""The sample's annual returns: last year's, mostly filed, and this year's, open."""

import datetime as dt
from random import Random

from django.db import transaction

from core.chinese import simplify
from core.days import day_of, instant_of
from ethics_officers import actions
from ethics_officers.models import (
    AnnualReturn,
    Designation,
    Questionnaire,
    ReturnQuestion,
    YearBasis,
    first_day,
)
from integrity.sample.data.cast import CAST
from integrity.sample.data.returns import QUESTIONS
from integrity.sample.people import SEED
from people.models import User
from people.roles import Role

# When in the day staff and officers do these things.
_AT = dt.time(11, 0)

_FILED = 0.9
_OPEN_DAYS = 90  # a return is due so many days after its year
_REOPENED_DAYS_AGO, _FILED_AGAIN_WITHIN = 10, 20
_REOPENING_REASON = "The number of applications for outside work leaves out two formations."


@transaction.atomic
def load(*, now: dt.datetime) -> None:
    """Ask for the returns of two years, and file most of the first, unless any was asked for."""
    if Questionnaire.objects.exists():
        return
    emails = {part.role: part.email for part in CAST}
    staff = User.objects.get(email=emails[Role.PROGRAMME_STAFF])
    today = day_of(now)
    current = today.year if today >= first_day(YearBasis.FINANCIAL, today.year) else today.year - 1
    last = _ask(current - 1, staff, now)
    _file_most(last, now)
    _ask(current, staff, now, copied_from=last)
    _reopen(last, emails[Role.ETHICS_OFFICER], staff, now)


def _ask(
    year: int, staff: User, now: dt.datetime, copied_from: Questionnaire | None = None
) -> Questionnaire:
    ends_on = first_day(YearBasis.FINANCIAL, year + 1)
    asked_at = min(now, instant_of(ends_on - dt.timedelta(days=120), _AT))
    questionnaire = actions.create_questionnaire(
        basis=YearBasis.FINANCIAL,
        year=year,
        due_on=ends_on + dt.timedelta(days=_OPEN_DAYS),
        copied_from=copied_from,
        by=staff,
        now=asked_at,
    )
    for question in () if copied_from else QUESTIONS:
        actions.save_question(
            question=ReturnQuestion(
                questionnaire=questionnaire,
                kind=question.kind,
                text_en=question.en,
                text_zh_hant=question.zh,
                text_zh_hans=simplify(question.zh),
                figure=question.figure,
                feeds=question.feeds,
                required=question.required,
                choices=question.choices,
                columns=question.columns,
            ),
            by=staff,
            now=asked_at,
        )
    return actions.publish_questionnaire(questionnaire_id=questionnaire.pk, by=staff, now=asked_at)


def _file_most(questionnaire: Questionnaire, now: dt.datetime) -> None:
    """Let the officers file, nine of ten by the due date or soon after; some were new then."""
    officers = {
        designation.department_id: (designation.starts_on, designation.person.user)
        for designation in Designation.objects.officers()
        .current(day_of(now))
        .select_related("person__user")
    }
    questions = list(questionnaire.questions.order_by("position", "pk"))
    returns = questionnaire.returns.select_related("department").order_by("department__code")
    for number, annual_return in enumerate(returns):
        random = Random(f"{SEED}:returns:{annual_return.department.code}")
        began_on, officer = officers.get(annual_return.department_id, (now.date(), None))
        if officer is None or random.random() > _FILED:
            continue
        day = questionnaire.ends_on + dt.timedelta(days=round(random.triangular(10, 110, 70)))
        filed_at = instant_of(max(day, began_on + dt.timedelta(days=9)), _AT)
        if filed_at < now:
            _file(annual_return, questions, number, officer, filed_at)


def _file(
    annual_return: AnnualReturn,
    questions: list[ReturnQuestion],
    number: int,
    officer: User,
    filed_at: dt.datetime,
) -> None:
    answers = {
        question.pk: actions.Given(asked.answers[number % len(asked.answers)])
        for question, asked in zip(questions, QUESTIONS, strict=True)
        if asked.answers
    }
    saved = actions.save_return(
        return_id=annual_return.pk,
        answers=answers,
        notes="",
        version=1,
        by=officer,
        now=filed_at - dt.timedelta(minutes=20),
    )
    actions.file_return(return_id=annual_return.pk, version=saved.version, by=officer, now=filed_at)


def _reopen(questionnaire: Questionnaire, officer: str, staff: User, now: dt.datetime) -> None:
    """Open the return of the sample's own department again, if it was filed long enough ago."""
    reopened_at = now - dt.timedelta(days=_REOPENED_DAYS_AGO)
    filed = questionnaire.returns.filter(
        filed__filed_by__email=officer, filed__filed_at__lt=reopened_at
    )
    for annual_return in filed:
        actions.reopen_return(
            return_id=annual_return.pk,
            reason=_REOPENING_REASON,
            due_on=day_of(reopened_at) + dt.timedelta(days=_FILED_AGAIN_WITHIN),
            by=staff,
            now=reopened_at,
        )
