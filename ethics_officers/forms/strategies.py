"""Input about strategies, turned into clean values. Nothing here saves anything."""

import datetime as dt
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.files import accepted_suffixes
from core.forms import Form
from core.versions import OpenedForm
from core.widgets import DayInput
from ethics_officers.actions import DOCUMENT_KINDS, ObjectiveText, RiskRating, StrategyText
from ethics_officers.models import StrategyVersion
from ethics_officers.models.strategies import HIGHEST, LOWEST
from ethics_officers.queries import Wording
from people.forms import levels_field
from publications.models import Topic

RISKS, OBJECTIVES = "risks", "objectives"
ROWS_AT_MOST = 30


class StrategyPeriodForm(Form):
    """For which days a strategy is."""

    starts_on = forms.DateField(label=_("First day"), widget=DayInput)
    last_day = forms.DateField(label=_("Last day"), widget=DayInput)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        april = dt.date(today.year if today.month >= 4 else today.year - 1, 4, 1)
        self.fields["starts_on"].initial = april
        self.fields["last_day"].initial = april.replace(year=april.year + 3) - dt.timedelta(days=1)


def _scale(names: list[Any]) -> list[tuple[int, Any]]:
    return list(zip(range(LOWEST, HIGHEST + 1), names, strict=True))


_LIKELIHOOD = _scale(
    [_("1 – rare"), _("2 – unlikely"), _("3 – possible"), _("4 – likely"), _("5 – almost certain")]
)
_IMPACT = _scale(
    [_("1 – slight"), _("2 – minor"), _("3 – moderate"), _("4 – serious"), _("5 – severe")]
)


class RiskAreaForm(Form):
    """A risk area, with its rating."""

    row = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=_("Risk area"), max_length=200)
    likelihood = forms.TypedChoiceField(label=_("Likelihood"), choices=_LIKELIHOOD, coerce=int)
    impact = forms.TypedChoiceField(label=_("Impact"), choices=_IMPACT, coerce=int)
    topic = forms.ModelChoiceField(
        label=_("Topic"), queryset=Topic.objects.all(), required=False, empty_label=_("No topic")
    )
    levels = levels_field()
    note = forms.CharField(
        label=_("Note"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def rating(self) -> RiskRating:
        values = dict(self.cleaned_data)
        return RiskRating(pk=values.pop("row"), **values)


class ObjectiveForm(Form):
    row = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(label=_("Objective"), max_length=300)

    def objective(self) -> ObjectiveText:
        return ObjectiveText(pk=self.cleaned_data["row"], text=self.cleaned_data["text"])


class _EachFilledIn(BaseFormSet):
    """None of the rows may be left empty: one not wanted is removed."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "empty_permitted": False}


_LIMITS: dict[str, Any] = {
    "extra": 0,
    "max_num": ROWS_AT_MOST,
    "absolute_max": ROWS_AT_MOST,
    "validate_max": True,
    "formset": _EachFilledIn,
}
RiskAreaForms = formset_factory(RiskAreaForm, **_LIMITS)
ObjectiveForms = formset_factory(ObjectiveForm, **_LIMITS)


class StrategyForm(OpenedForm, Form):
    """What a strategy says, with its risk areas and objectives."""

    needs = forms.CharField(
        label=_("Needs"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What the department needs for its integrity, and why."),
    )
    priorities = forms.CharField(
        label=_("Priorities"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What comes first in this period."),
    )
    what_changed = forms.CharField(
        label=_("What changed since the version before"),
        max_length=5_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, version: StrategyVersion, **kwargs: Any) -> None:
        super().__init__(*args, initial=_values_of(version), **kwargs)
        if version.number == 1:
            del self.fields["what_changed"]
        data = self.data if self.is_bound else None
        self.risks = RiskAreaForms(data, prefix=RISKS, initial=_risks_of(version))
        self.objectives = ObjectiveForms(data, prefix=OBJECTIVES, initial=_objectives_of(version))

    @classmethod
    def as_typed(cls, data: QueryDict, *, version: StrategyVersion) -> "StrategyForm":
        """Give the form with what was typed, not judged yet."""
        bound = cls(data, version=version)
        form = cls(version=version)
        form.initial = _typed_in(bound)
        form.risks = RiskAreaForms(
            prefix=RISKS, initial=[_typed_in(row) for row in bound.risks.forms]
        )
        form.objectives = ObjectiveForms(
            prefix=OBJECTIVES, initial=[_typed_in(row) for row in bound.objectives.forms]
        )
        return form

    def is_valid(self) -> bool:
        return all([super().is_valid(), self.risks.is_valid(), self.objectives.is_valid()])

    @property
    def faulty_parts(self) -> list[forms.Form]:
        parts = [self, *self.risks.forms, *self.objectives.forms]
        return [part for part in parts if part.errors]

    def text(self) -> StrategyText:
        """Give the strategy that a valid form asks for."""
        values = self.cleaned_data
        return StrategyText(
            needs=values["needs"],
            priorities=values["priorities"],
            what_changed=values.get("what_changed", ""),
            risks=[row.rating() for row in self.risks.forms],
            objectives=[row.objective() for row in self.objectives.forms],
        )

    def wording(self, document: str) -> Wording:
        """Give what a valid form says, for comparing it with what is saved."""
        values = self.cleaned_data
        risks = [row.cleaned_data for row in self.risks.forms]
        return Wording(
            needs=values["needs"],
            priorities=values["priorities"],
            risks={risk["name"]: (risk["likelihood"], risk["impact"]) for risk in risks},
            objectives=[row.cleaned_data["text"] for row in self.objectives.forms],
            document=document,
        )


class StrategyDocumentForm(Form):
    """The strategy as a document, beside what is written or in place of it."""

    document = forms.FileField(
        label=_("Document"),
        widget=forms.FileInput(attrs={"accept": accepted_suffixes(DOCUMENT_KINDS)}),
        help_text=_("PDF, Word, Excel or PowerPoint."),
    )


class StrategyReturnForm(Form):
    """Why a strategy is returned."""

    comment = forms.CharField(
        label=_("Comment"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The officer reads it in a message, and on the page of the strategy."),
    )


class StrategyPaperForm(Form):
    """An endorsement that was given on paper."""

    endorser = forms.CharField(label=_("Name of the head of department"), max_length=150)
    endorsed_on = forms.DateField(label=_("Signed on"), widget=DayInput)


def rows_rearranged(posted: QueryDict) -> QueryDict | None:
    """Give what was typed with a row added, removed or moved up, if a button asked for that.

    Such as “add-risks”, “remove-risks” or “raise-objectives”; the value is the number of the row.
    """
    for prefix, form in ((RISKS, RiskAreaForm), (OBJECTIVES, ObjectiveForm)):
        names = list(form.base_fields)
        raw = posted.get(f"{prefix}-TOTAL_FORMS", "")
        count = min(int(raw), ROWS_AT_MOST) if raw.isdecimal() else 0
        rows: list[dict[str, list[Any]]] = [
            {name: posted.getlist(f"{prefix}-{number}-{name}") for name in names}
            for number in range(count)
        ]
        if f"add-{prefix}" in posted:
            rows = [*rows, {name: [] for name in names}][:ROWS_AT_MOST]
        elif (gone := _number(posted, f"remove-{prefix}", count)) is not None:
            del rows[gone]
        elif (raised := _number(posted, f"raise-{prefix}", count)) is not None:
            above = max(raised - 1, 0)
            rows[above], rows[raised] = rows[raised], rows[above]
        else:
            continue
        return _with_rows(posted, prefix, rows, names)
    return None


def _with_rows(
    posted: QueryDict, prefix: str, rows: list[dict[str, list[Any]]], names: list[str]
) -> QueryDict:
    data = posted.copy()
    data[f"{prefix}-TOTAL_FORMS"] = str(len(rows))
    for number, row in enumerate(rows):
        for name in names:
            data.setlist(f"{prefix}-{number}-{name}", row[name])
    return data


def _number(posted: QueryDict, button: str, count: int) -> int | None:
    raw = posted.get(button, "")
    return int(raw) if raw.isdecimal() and int(raw) < count else None


def _values_of(version: StrategyVersion) -> dict[str, Any]:
    names = ("version", "needs", "priorities", "what_changed")
    return {name: getattr(version, name) for name in names}


def _risks_of(version: StrategyVersion) -> list[dict[str, Any]]:
    names = ("name", "likelihood", "impact", "levels", "note")
    return [
        {"row": risk.pk, "topic": risk.topic_id, **{name: getattr(risk, name) for name in names}}
        for risk in version.risk_areas.all()
    ]


def _objectives_of(version: StrategyVersion) -> list[dict[str, Any]]:
    return [{"row": each.pk, "text": each.text} for each in version.objectives.all()]


def _typed_in(form: forms.BaseForm) -> dict[str, Any]:
    return {
        name: field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        for name, field in form.fields.items()
    }
