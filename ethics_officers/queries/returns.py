"""Reads of annual returns: a return as it would be filed, and as it is shown; whom to remind."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils import translation
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.translated import LANGUAGES, column, current_language, read
from ethics_officers.figures import FIGURES, Figure, Span, Unit, Value
from ethics_officers.models import (
    AnnualReturn,
    Designation,
    FiledReturn,
    Questionnaire,
    ReturnAnswer,
    ReturnQuestion,
)
from people.models import RoleAssignment, User
from people.roles import Role

# The form of what is filed; another form gets another number, so that old content stays readable.
CONTENT_FORM = 1


# A return as it would be filed --------------------------------------------------------------------


def span_of(questionnaire: Questionnaire, today: dt.date) -> Span:
    """Give the days that the figures of a year's returns are counted over, as far as they are."""
    return Span(questionnaire.starts_on, questionnaire.ends_on).until(today)


def questions_of(questionnaire: Questionnaire) -> list[ReturnQuestion]:
    """Give what a questionnaire asks, in its order."""
    asked = ReturnQuestion.objects.filter(questionnaire=questionnaire)
    return list(asked.order_by("position", "pk"))


def answers_of(annual_return: AnnualReturn) -> list[ReturnAnswer]:
    return list(ReturnAnswer.objects.filter(annual_return=annual_return))


def figures_of(
    annual_return: AnnualReturn, questions: Iterable[ReturnQuestion], today: dt.date
) -> dict[int, Value]:
    """Count the figures that a return is filled with beforehand, by question."""
    span = span_of(annual_return.questionnaire, today)
    return {
        question.pk: FIGURES[question.figure].value(
            annual_return.department, span.starts_on, span.ends_on
        )
        for question in questions
        if question.figure
    }


def content_of(annual_return: AnnualReturn, today: dt.date) -> dict[str, Any]:
    """Give what would be filed of a return now: values that JSON can hold, and nothing else."""
    questionnaire, department = annual_return.questionnaire, annual_return.department
    questions = questions_of(questionnaire)
    answers = {answer.question_id: answer for answer in answers_of(annual_return)}
    figures = figures_of(annual_return, questions, today)
    span = span_of(questionnaire, today)
    return {
        "form": CONTENT_FORM,
        "department": {
            "id": department.pk,
            "code": department.code,
            **_in_all_languages("name", lambda of: getattr(department, column("name", of))),
        },
        "year": {
            "basis": questionnaire.basis,
            "year": questionnaire.year,
            "starts_on": questionnaire.starts_on.isoformat(),
            "ends_on": questionnaire.ends_on.isoformat(),
        },
        "notes": annual_return.notes,
        "answers": [
            _content_of_answer(question, answers.get(question.pk), figures, span)
            for question in questions
        ],
    }


def _content_of_answer(
    question: ReturnQuestion,
    answer: ReturnAnswer | None,
    figures: Mapping[int, Value],
    span: Span,
) -> dict[str, Any]:
    given = answer.value if answer else None
    return {
        "question": question.pk,
        "position": question.position,
        "kind": question.kind,
        **_in_all_languages("text", lambda of: getattr(question, column("text", of))),
        **_in_all_languages("help", lambda of: getattr(question, column("help", of))),
        "required": question.required,
        "choices": question.choices,
        "columns": question.columns,
        "value": figures[question.pk] if question.figure else given,
        "note": answer.note if answer else "",
        "figure": _content_of_figure(FIGURES[question.figure], span) if question.figure else None,
    }


def _content_of_figure(figure: Figure, span: Span) -> dict[str, Any]:
    return {
        "key": figure.key,
        "unit": figure.unit,
        "starts_on": span.starts_on.isoformat(),
        "ends_on": span.ends_on.isoformat(),
        **_in_all_languages("label", lambda of: str(figure.label)),
        **_in_all_languages("definition", lambda of: str(figure.definition)),
    }


def _in_all_languages(name: str, text_in: Any) -> dict[str, str]:
    texts = {}
    for language in LANGUAGES:
        with translation.override(language):
            texts[column(name, language)] = text_in(language)
    return texts


# A return as it is shown --------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """A row of a table that was filled in: what it is called, and its cells."""

    label: str
    cells: list[str]


@dataclass(frozen=True)
class Shown:
    """A question of a return with its answer, in the reader's language."""

    question: int
    number: int
    kind: str
    text: Any
    help: Any
    required: bool
    is_answered: bool
    value: Any
    words: str
    columns: list[str]
    rows: list[Row]
    note: str
    figure: str
    unit: str
    span: Span | None

    @property
    def is_missing(self) -> bool:
        return self.required and not self.is_answered


def shown(content: Mapping[str, Any]) -> list[Shown]:
    """Give the answers of a return, filed or as it would be filed, to be read."""
    return [_shown(number, each) for number, each in enumerate(content["answers"], start=1)]


def _shown(number: int, each: Mapping[str, Any]) -> Shown:
    texts = SimpleNamespace(**each)
    language = current_language()
    figure = each["figure"] or {}
    is_table = each["kind"] == ReturnQuestion.Kind.TABLE
    labels = [labelled(choice) for choice in each["choices"]]
    rows = each["value"] or [] if is_table else []
    return Shown(
        question=each["question"],
        number=number,
        kind=each["kind"],
        text=read(texts, "text", language),
        help=read(texts, "help", language),
        required=each["required"],
        is_answered=bool(figure) or is_answer(each["kind"], each["value"]),
        value=each["value"],
        words=in_words(each["kind"], each["value"], each["choices"], figure.get("unit", "")),
        columns=[labelled(each_column) for each_column in each["columns"]],
        rows=[
            Row(labels[at] if at < len(labels) else "", cells)
            for at, cells in enumerate(rows)
            if labels or any(cells)
        ],
        note=each["note"],
        figure=figure.get("key", ""),
        unit=figure.get("unit", ""),
        span=(
            Span(
                dt.date.fromisoformat(figure["starts_on"]), dt.date.fromisoformat(figure["ends_on"])
            )
            if figure
            else None
        ),
    )


def is_answer(kind: str, value: Any) -> bool:
    """Say whether a value answers a question of a kind: nought does, and blanks do not."""
    if kind == ReturnQuestion.Kind.TABLE:
        return any(cell for cells in value or [] for cell in cells)
    return value is not None and value != ""


def labelled(choice: Mapping[str, str]) -> str:
    """Give the label of a choice, or of a row or column, in the active language."""
    language = current_language().replace("-", "_")
    return choice.get(language) or choice["en"]


def in_words(kind: str, value: Any, choices: Iterable[Mapping[str, str]], unit: str = "") -> str:
    """Write an answer as a reader of the active language does; what was not answered is blank."""
    if kind == ReturnQuestion.Kind.TABLE or value is None:
        return ""
    if kind == ReturnQuestion.Kind.CHOICE:
        return next((labelled(choice) for choice in choices if choice["key"] == value), "")
    if kind == ReturnQuestion.Kind.TEXT:
        return str(value)
    return number_in_words(value, unit)


def number_in_words(value: Any, unit: str) -> str:
    if unit == Unit.PERCENT:
        return f"{number_format(value, 1)}%"
    if unit == Unit.MONEY:
        return _("HK$%(number)s") % {"number": number_format(value, 2, force_grouping=True)}
    number = intcomma(value)
    if unit == Unit.DAYS:
        return ngettext("%(number)s day", "%(number)s days", _plural(value)) % {"number": number}
    if unit == Unit.HOURS:
        return ngettext("%(number)s hour", "%(number)s hours", _plural(value)) % {"number": number}
    return number


def _plural(value: float) -> int:
    """Say “1 day”, and “days” of any other number: 1.5 days, too."""
    return 1 if value == 1 else 2


@dataclass(frozen=True)
class ThenAndNow:
    """A filed figure beside what it would be today, in words; None where it is the same."""

    now: str
    difference: str


def then_and_now(filed: FiledReturn) -> dict[int, ThenAndNow | None]:
    """Count each figure of a filed return again, over the days it was filed for, by question."""
    department = filed.annual_return.department
    compared: dict[int, ThenAndNow | None] = {}
    for each in filed.content["answers"]:
        if each["figure"] is None or each["figure"]["key"] not in FIGURES:
            continue
        figure = FIGURES[each["figure"]["key"]]
        now = figure.value(
            department,
            dt.date.fromisoformat(each["figure"]["starts_on"]),
            dt.date.fromisoformat(each["figure"]["ends_on"]),
        )
        compared[each["question"]] = _compared(each["value"], now, figure.unit)
    return compared


def _compared(then: Value, now: Value, unit: str) -> ThenAndNow | None:
    if then == now:
        return None
    words = _("none") if now is None else number_in_words(now, unit)
    if then is None or now is None:
        return ThenAndNow(words, "")
    difference = round(now - then, 1)
    sign = "+" if difference > 0 else "−"
    return ThenAndNow(words, f"{sign}{number_in_words(abs(difference), unit)}")


# Lists of returns ---------------------------------------------------------------------------------


def returns_with_filing(returns: QuerySet[AnnualReturn]) -> QuerySet[Any]:
    """Read with each return when it was last filed, how often, by whom, and whether late."""
    last = FiledReturn.objects.filter(annual_return=OuterRef("pk")).order_by("-number")
    return returns.select_related("department", "questionnaire").annotate(
        filings=Subquery(last.values("number")[:1]),
        filed_at=Subquery(last.values("filed_at")[:1]),
        signed_as=Subquery(last.values("signed_as")[:1]),
        was_late=Subquery(last.values("was_late")[:1]),
    )


@dataclass(frozen=True)
class Standing:
    """How many returns stand how: those reopened are open, too, and so may the late ones be."""

    total: int
    filed: int
    late: int
    reopened: int


def standing_of(returns: QuerySet[AnnualReturn], today: dt.date) -> Standing:
    status = AnnualReturn.Status
    is_late = ~Q(status=status.FILED) & Q(due_on__lt=today)
    return Standing(
        **returns.order_by().aggregate(
            total=Count("pk"),
            filed=Count("pk", filter=Q(status=status.FILED)),
            late=Count("pk", filter=is_late),
            reopened=Count("pk", filter=Q(status=status.REOPENED)),
        )
    )


def last_filed(questionnaire: Questionnaire, user: User) -> list[FiledReturn]:
    """Give what each department a user sees filed last for a year, by the department's name."""
    found = (
        FiledReturn.objects.visible_to(user)
        .filter(annual_return__questionnaire=questionnaire)
        .select_related("annual_return__department")
        .order_by("annual_return_id", "-number")
        .distinct("annual_return_id")
    )
    return sorted(found, key=lambda filed: filed.annual_return.department.name_en)


# Whom to remind -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Concerned:
    """The accounts concerned with the returns of departments on a day."""

    officers: dict[int, list[int]]
    assistants: dict[int, list[int]]
    heads: dict[int, list[int]]
    staff: list[int]


def concerned_with(departments: Collection[int], day: dt.date) -> Concerned:
    """Look up who is Ethics Officer, Assistant and head of each department, and who is staff."""
    officers: dict[int, list[int]] = {pk: [] for pk in departments}
    assistants: dict[int, list[int]] = {pk: [] for pk in departments}
    heads: dict[int, list[int]] = {pk: [] for pk in departments}
    designated = (
        Designation.objects.current(day)
        .filter(department__in=departments, person__user__is_active=True)
        .order_by("starts_on", "pk")
        .values_list("department", "capacity", "person__user")
    )
    for department, capacity, user in designated:
        held = officers if capacity == Designation.Capacity.OFFICER else assistants
        held[department].append(user)
    roles = (
        RoleAssignment.objects.current(day)
        .filter(role__in=[Role.HEAD_OF_DEPARTMENT, Role.PROGRAMME_STAFF], user__is_active=True)
        .order_by("pk")
        .values_list("role", "department", "user")
    )
    staff = []
    for role, department, user in roles:
        if role == Role.PROGRAMME_STAFF:
            staff.append(user)
        elif department in heads:
            heads[department].append(user)
    return Concerned(officers, assistants, heads, staff)
