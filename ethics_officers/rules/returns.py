"""When questionnaires may be changed, and returns saved, filed, reopened and corrected."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.days import day_text
from core.errors import RuleViolation
from ethics_officers.models import AnnualReturn, FiledReturn, Questionnaire

# Days from the due day on which a return still outstanding is reminded of; after the last of
# them every REMINDED_EVERY days. The head of department is told from HEAD_TOLD_FROM on, and
# programme staff from STAFF_TOLD_FROM on.
REMINDED_ON = (-30, -7, 0, 7, 14, 21, 28)
REMINDED_EVERY = 28
HEAD_TOLD_FROM = 14
STAFF_TOLD_FROM = 28


class QuestionnaireRefused(RuleViolation):
    """The questionnaire can't be made, changed or published as asked."""


class ReturnRefused(RuleViolation):
    """The return can't be saved, filed, reopened or corrected as asked."""


def check_can_be_changed(questionnaire: Questionnaire) -> None:
    if questionnaire.published_at is not None:
        raise QuestionnaireRefused(
            _("This questionnaire is published: departments are answering it, so it stands.")
        )


def check_due_after_its_year(due_on: dt.date, ends_on: dt.date) -> None:
    if due_on < ends_on:
        raise QuestionnaireRefused(
            _("The year ends on %(day)s. Choose a due date after it.")
            % {"day": day_text(ends_on - dt.timedelta(days=1))}
        )


def check_year_is_free(standing: Questionnaire | None) -> None:
    if standing is not None:
        raise QuestionnaireRefused(
            _("There is a questionnaire for %(year)s already. Open it in the list.")
            % {"year": standing.year_name}
        )


def check_can_be_published(questionnaire: Questionnaire, questions: int, today: dt.date) -> None:
    if not questions:
        raise QuestionnaireRefused(_("It asks nothing yet. Add a question before publishing it."))
    if questionnaire.due_on < today:
        raise QuestionnaireRefused(
            _("Its due date, %(day)s, is past. Change the due date before publishing it.")
            % {"day": day_text(questionnaire.due_on)}
        )


def check_is_open(annual_return: AnnualReturn) -> None:
    if annual_return.is_filed:
        raise ReturnRefused(
            _("This return is filed, so its answers stand. Programme staff may reopen it.")
        )


def check_year_is_over(questionnaire: Questionnaire, today: dt.date) -> None:
    if today < questionnaire.ends_on:
        raise ReturnRefused(
            _("The year has not ended. The return can be filed from %(day)s on.")
            % {"day": day_text(questionnaire.ends_on)}
        )


def check_nothing_is_missing(missing: Collection[Any]) -> None:
    if missing:
        raise ReturnRefused(
            ngettext(
                "%(count)s question that needs an answer has none. Answer it, then file.",
                "%(count)s questions that need an answer have none. Answer them, then file.",
                len(missing),
            )
            % {"count": len(missing)}
        )


def check_can_be_reopened(annual_return: AnnualReturn, due_on: dt.date, today: dt.date) -> None:
    if not annual_return.is_filed:
        raise ReturnRefused(_("This return is open already."))
    if due_on < today:
        raise ReturnRefused(
            _("%(day)s is past. Choose a day on which it can still be filed again.")
            % {"day": day_text(due_on)}
        )


def check_holds_figure(filed: FiledReturn, question_id: int) -> None:
    figures = [each["question"] for each in filed.content["answers"] if each["figure"]]
    if question_id not in figures:
        raise ReturnRefused(_("This is not a figure of the return. Choose one of its figures."))


def reminder_stage(due_on: dt.date, today: dt.date) -> int | None:
    """Give the last day of reminding that has come, in days from the due day; None before all."""
    days = (today - due_on).days
    last = REMINDED_ON[-1]
    if days >= last:
        return last + (days - last) // REMINDED_EVERY * REMINDED_EVERY
    return max((stage for stage in REMINDED_ON if stage <= days), default=None)
