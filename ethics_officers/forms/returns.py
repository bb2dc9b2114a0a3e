"""Input to an annual return: a field and a note for each of its questions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import Form
from core.versions import OpenedForm
from core.widgets import DayInput
from ethics_officers.actions import Given
from ethics_officers.figures import FIGURES, Value
from ethics_officers.models import AnnualReturn, ReturnAnswer, ReturnQuestion
from ethics_officers.queries.returns import is_answer, labelled, number_in_words

# How many empty rows a table has to fill in that has no rows of its own.
FREE_ROWS = 6

_LARGEST_NUMBER = 999_999_999
_TEXT_AT_MOST, _CELL_AT_MOST, _NOTE_AT_MOST = 5000, 300, 2000


@dataclass(frozen=True)
class Section:
    """A question with its fields, as the page of a return shows it."""

    question: ReturnQuestion
    number: int
    field: Any  # the one field, if the kind has one
    columns: list[str]
    rows: list[tuple[str, list[Any]]]
    note: Any
    figure: Any
    words: str  # the figure
    is_answered: bool


class ReturnForm(OpenedForm, Form):
    """The answers of a return, in the order of its questions; none need be given to save it.

    Made by `return_form`, which gives it the fields of the questions.
    """

    notes = forms.CharField(
        label=gettext_lazy("Notes on the whole return"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=_TEXT_AT_MOST,
        required=False,
    )

    def __init__(
        self,
        data: Any,
        *,
        annual_return: AnnualReturn,
        questions: Sequence[ReturnQuestion],
        answers: Iterable[ReturnAnswer],
        figures: Mapping[int, Value],
    ) -> None:
        self.annual_return, self.questions, self.figures = annual_return, questions, figures
        self.saved = {answer.question_id: answer for answer in answers}
        initial = {"version": annual_return.version, "notes": annual_return.notes}
        for question in questions:
            initial |= _initial(question, self.saved.get(question.pk))
        super().__init__(data, initial=initial)

    @property
    def answers(self) -> dict[int, Given]:
        """What a valid form gives, by question."""
        return {
            question.pk: Given(
                _value(question, self.cleaned_data), self.cleaned_data[_note(question)]
            )
            for question in self.questions
        }

    @property
    def sections(self) -> list[Section]:
        return [
            self._section(number, question)
            for number, question in enumerate(self.questions, start=1)
        ]

    @property
    def answered(self) -> int:
        return sum(section.is_answered for section in self.sections)

    def _section(self, number: int, question: ReturnQuestion) -> Section:
        answer = self.saved.get(question.pk)
        figure = FIGURES[question.figure] if question.figure else None
        value = self.figures.get(question.pk)
        words = number_in_words(value, figure.unit) if figure and value is not None else "–"
        has_one_field = not figure and question.kind != ReturnQuestion.Kind.TABLE
        return Section(
            question=question,
            number=number,
            field=self[_name(question)] if has_one_field else None,
            columns=[labelled(column) for column in question.columns],
            rows=[(label, [self[name] for name in names]) for label, names in _rows(question)],
            note=self[_note(question)],
            figure=figure,
            words=words,
            is_answered=bool(figure) or is_answer(question.kind, answer.value if answer else None),
        )


def return_form(
    data: Any,
    *,
    annual_return: AnnualReturn,
    questions: Sequence[ReturnQuestion],
    answers: Iterable[ReturnAnswer],
    figures: Mapping[int, Value],
) -> ReturnForm:
    """Give the form of a return, with the fields of its questions."""
    fields: dict[str, Any] = {}
    for number, question in enumerate(questions, start=1):
        fields |= _fields(question, number)
    made = type("ReturnForm", (ReturnForm,), fields)
    return made(
        data,
        annual_return=annual_return,
        questions=questions,
        answers=answers,
        figures=figures,
    )


def _name(question: ReturnQuestion) -> str:
    return f"question-{question.pk}"


def _note(question: ReturnQuestion) -> str:
    return f"note-{question.pk}"


def _rows(question: ReturnQuestion) -> Iterator[tuple[str, list[str]]]:
    """Give the rows of a table: what each is called, and the names of its fields."""
    if question.kind != ReturnQuestion.Kind.TABLE:
        return
    labels = [labelled(row) for row in question.choices] or [""] * FREE_ROWS
    for row, label in enumerate(labels):
        yield label, [f"{_name(question)}-{row}-{at}" for at in range(len(question.columns))]


def _fields(question: ReturnQuestion, number: int) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {}
    label = f"{number}. {question.text}"
    kinds = ReturnQuestion.Kind
    if question.kind == kinds.TABLE:
        for row, (row_label, names) in enumerate(_rows(question), start=1):
            for column, name in zip(question.columns, names, strict=True):
                fields[name] = forms.CharField(
                    label=f"{number}. {row_label or row}, {labelled(column)}",
                    max_length=_CELL_AT_MOST,
                    required=False,
                )
    elif question.kind == kinds.NUMBER and not question.figure:
        fields[_name(question)] = forms.IntegerField(
            label=label, min_value=0, max_value=_LARGEST_NUMBER, required=False
        )
    elif question.kind == kinds.CHOICE:
        choices = [("", "–"), *((choice["key"], labelled(choice)) for choice in question.choices)]
        fields[_name(question)] = forms.ChoiceField(label=label, choices=choices, required=False)
    elif question.kind == kinds.TEXT:
        fields[_name(question)] = forms.CharField(
            label=label,
            widget=forms.Textarea(attrs={"rows": 4}),
            max_length=_TEXT_AT_MOST,
            required=False,
        )
    fields[_note(question)] = forms.CharField(
        label=_("Note on question %(number)s") % {"number": number},
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=_NOTE_AT_MOST,
        required=False,
    )
    if _name(question) in fields:
        fields[_name(question)].help_text = str(question.help)
    return fields


def _initial(question: ReturnQuestion, answer: ReturnAnswer | None) -> dict[str, Any]:
    if answer is None:
        return {}
    initial: dict[str, Any] = {_note(question): answer.note, _name(question): answer.value}
    if question.kind == ReturnQuestion.Kind.TABLE:
        for (_label, names), cells in zip(_rows(question), answer.value or [], strict=False):
            initial |= dict(zip(names, cells, strict=False))
    return initial


def _value(question: ReturnQuestion, values: Mapping[str, Any]) -> Any:
    """Give the answer as it is kept: nothing that was left blank is kept as a blank."""
    if question.kind == ReturnQuestion.Kind.TABLE:
        cells = [[values[name] for name in names] for _label, names in _rows(question)]
        return cells if is_answer(question.kind, cells) else None
    value = values.get(_name(question))
    return None if value == "" else value


class SigningForm(OpenedForm, Form):
    """The officer's declaration."""

    is_declared = forms.BooleanField(
        label=gettext_lazy("I have read this return, and sign it as Ethics Officer."),
        error_messages={"required": gettext_lazy("Tick this to sign the return.")},
    )


class ReopeningForm(Form):
    """Why a return is opened again, and by when it is to be filed."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=_NOTE_AT_MOST,
        help_text=gettext_lazy("The Ethics Officer and the Assistants are told it by mail."),
    )
    due_on = forms.DateField(label=gettext_lazy("To be filed again by"), widget=DayInput)


class FootnoteForm(Form):
    """A correction of a filed figure."""

    text = forms.CharField(
        label=gettext_lazy("What is right, and why it differs"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=_NOTE_AT_MOST,
    )
