"""Input about questionnaires and their questions, turned into clean values."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.chinese import simplify
from core.forms import Form, ModelForm
from core.widgets import DayInput
from ethics_officers.figures import FIGURES
from ethics_officers.models import Questionnaire, ReturnQuestion, YearBasis

_CHOICES_AT_LEAST = 2
_PARTS_AT_MOST = 3


class QuestionnaireForm(Form):
    """The year of a questionnaire, when its returns are due, and where its questions come from."""

    basis = forms.ChoiceField(
        label=gettext_lazy("Kind of year"), choices=YearBasis, widget=forms.RadioSelect
    )
    year = forms.IntegerField(
        label=gettext_lazy("Year"),
        min_value=2000,
        max_value=2098,
        help_text=gettext_lazy("A financial year is named by the year it begins in."),
    )
    due_on = forms.DateField(label=gettext_lazy("Due date"), widget=DayInput)
    copied_from = forms.ModelChoiceField(
        label=gettext_lazy("Begin with the questions of"),
        queryset=Questionnaire.objects.none(),
        required=False,
        empty_label=gettext_lazy("None: begin empty"),
    )

    def __init__(self, *args: Any, questionnaires: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["copied_from"].queryset = questionnaires


class DueDateForm(Form):
    """When the returns of a questionnaire are due."""

    due_on = forms.DateField(label=gettext_lazy("Due date"), widget=DayInput)


class LinesField(forms.CharField):
    """Choices, rows or columns, one a line: English | Traditional | Simplified Chinese.

    Simplified may be left out: it is then made from Traditional.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 4}), required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        return "\n".join(
            f"{each['en']} | {each['zh_hant']}"
            + ("" if each["zh_hans"] == simplify(each["zh_hant"]) else f" | {each['zh_hans']}")
            for each in value
        )

    def clean(self, value: Any) -> list[dict[str, str]]:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        return [_labels(key, line) for key, line in enumerate(lines, start=1)]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


def _labels(key: int, line: str) -> dict[str, str]:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) == 1 or len(parts) > _PARTS_AT_MOST or not all(parts):
        raise ValidationError(
            _("“%(line)s” is not English and Chinese. Write it such as: Yes | 是") % {"line": line}
        )
    en, zh_hant, *rest = parts
    zh_hans = rest[0] if rest else simplify(zh_hant)
    return {"key": str(key), "en": en, "zh_hant": zh_hant, "zh_hans": zh_hans}


def _offered_figures() -> list[tuple[str, Any]]:
    none = ("", gettext_lazy("None: the officer writes the number"))
    return [none, *((figure.key, figure.label) for figure in FIGURES.values())]


class QuestionForm(ModelForm):
    """One question, in both languages, with what its kind needs."""

    figure = forms.ChoiceField(
        label=gettext_lazy("Figure that fills it in"),
        choices=_offered_figures,
        required=False,
        help_text=gettext_lazy("For numbers only. Officers see how it is counted, and explain it."),
    )
    feeds = forms.ChoiceField(
        label=gettext_lazy("Gathered for reports as"),
        choices=[
            ("", gettext_lazy("Not gathered")),
            *ReturnQuestion.Feeds.choices,
        ],
        required=False,
        help_text=gettext_lazy(
            "For texts only. Answers stand in the annex under lessons or challenges, for its "
            "author to choose from."
        ),
    )
    choices = LinesField(
        label=gettext_lazy("Choices, or rows of a table"),
        help_text=gettext_lazy("One a line: English | 中文. A table without rows has empty ones."),
    )
    columns = LinesField(
        label=gettext_lazy("Columns of a table"),
        help_text=gettext_lazy("One a line: English | 中文"),
    )

    class Meta:
        model = ReturnQuestion
        fields = (
            "kind",
            "required",
            "text_en",
            "text_zh_hant",
            "text_zh_hans",
            "help_en",
            "help_zh_hant",
            "help_zh_hans",
            "figure",
            "feeds",
            "choices",
            "columns",
        )
        labels = {
            "kind": gettext_lazy("Kind"),
            "required": gettext_lazy("Needs an answer"),
            "text_en": gettext_lazy("Question in English"),
            "text_zh_hant": gettext_lazy("Question in Traditional Chinese"),
            "text_zh_hans": gettext_lazy("Question in Simplified Chinese"),
            "help_en": gettext_lazy("Help in English"),
            "help_zh_hant": gettext_lazy("Help in Traditional Chinese"),
            "help_zh_hans": gettext_lazy("Help in Simplified Chinese"),
        }
        widgets = {
            name: forms.Textarea(attrs={"rows": 2})
            for name in (
                "text_en",
                "text_zh_hant",
                "text_zh_hans",
                "help_en",
                "help_zh_hant",
                "help_zh_hans",
            )
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text_zh_hans"].required = False
        self.fields["text_zh_hans"].help_text = _("Left empty, it is made from Traditional.")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        kinds, kind = ReturnQuestion.Kind, values.get("kind")
        if values.get("figure") and kind != kinds.NUMBER:
            self.add_error("figure", _("Only a number can be filled in. Choose “None” here."))
        if values.get("feeds") and kind != kinds.TEXT:
            self.add_error("feeds", _("Only a text is gathered. Choose “Not gathered” here."))
        if kind in {kinds.NUMBER, kinds.TEXT} and values.get("choices"):
            self.add_error("choices", _("This kind of question has no choices. Leave it empty."))
        if kind != kinds.TABLE and values.get("columns"):
            self.add_error("columns", _("Only a table has columns. Leave it empty."))
        if kind == kinds.CHOICE and len(values.get("choices", [""] * 2)) < _CHOICES_AT_LEAST:
            self.add_error("choices", _("Write two choices at least, one a line."))
        if kind == kinds.TABLE and "columns" in values and not values["columns"]:
            self.add_error("columns", _("Write one column at least."))
        return values
