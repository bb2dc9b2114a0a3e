"""Input about work plans: starting one, its items, comments, endorsement, priorities."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.db.models import Q, QuerySet
from django.forms.widgets import CheckboxSelectMultiple
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core.forms import Form, ModelForm
from core.versions import Difference, OpenedForm, differences
from core.widgets import DayInput
from ethics_officers.actions import Every, ItemValues
from ethics_officers.models import (
    ActivityKind,
    CentralPriority,
    Objective,
    PlanItem,
    RiskArea,
    StrategyVersion,
    ThreeA,
    WorkPlan,
    YearBasis,
    financial_year_of,
    later,
    whole_months,
)
from people.forms import levels_field
from publications.models import Topic

_MONTHS_OF_A_QUARTER = 3

# What a form says of the change, not of the item.
_ASIDES = ("reason", "with_following")


class CarriedField(forms.ModelMultipleChoiceField):
    """Items of an earlier plan, ticked to be planned again."""

    def label_from_instance(self, item: Any) -> str:
        return f"{item.title} · {item.get_three_a_display()}"


class PlanStartForm(Form):
    """For which year a plan is begun, and which items of the last one it begins with."""

    basis = forms.ChoiceField(
        label=_("Kind of year"),
        choices=YearBasis,
        initial=YearBasis.FINANCIAL,
        widget=forms.RadioSelect,
    )
    year = forms.TypedChoiceField(label=_("Beginning in"), coerce=int)
    items = CarriedField(
        label=_("Plan again"),
        queryset=PlanItem.objects.none(),
        widget=CheckboxSelectMultiple,
        required=False,
        help_text=_("From the last plan; their months move into the new year."),
    )

    def __init__(
        self,
        *args: Any,
        items: QuerySet[PlanItem],
        today: dt.date,
        free_now: bool,
        **kwargs: Any,
    ) -> None:
        """Propose the current year as long as it is free, then the next one."""
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        begun = financial_year_of(today)
        fields["year"].choices = [(year, str(year)) for year in range(begun - 1, begun + 3)]
        fields["year"].initial = begun if free_now else begun + 1
        fields["items"].queryset = items
        # Priorities of the new year come in by themselves.
        fields["items"].initial = [item.pk for item in items if not item.priority_id]
        if not items:
            del self.fields["items"]


class ReasonForm(Form):
    """Why something of an endorsed plan changes."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, plan: WorkPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not plan.is_endorsed:
            del self.fields["reason"]


class ExplanationForm(Form):
    explanation = forms.CharField(
        label=_("Why the department does not do it"), widget=forms.Textarea(attrs={"rows": 3})
    )


class ClosingForm(Form):
    """That an item is done; what it reached only where nothing counts it."""

    comment = forms.CharField(
        label=_("Comment"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    told_result = forms.IntegerField(
        label=_("Attendances"),
        min_value=0,
        max_value=1_000_000,
        required=False,
        help_text=_("Leave it empty if the item was not meant to reach officers."),
    )

    def __init__(self, *args: Any, is_counted: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_counted:
            del self.fields["told_result"]


class PlanCommentForm(Form):
    text = forms.CharField(label=_("Comment"), widget=forms.Textarea(attrs={"rows": 3}))


class PlanReturnForm(Form):
    comment = forms.CharField(
        label=_("What is to be changed"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("It may be empty if comments on items say it."),
    )


class PaperEndorsementForm(Form):
    """An endorsement that the head of department gave on paper."""

    endorser = forms.CharField(label=_("Name of the head of department"), max_length=150)
    endorsed_on = forms.DateField(label=_("Endorsed on"), widget=DayInput)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["endorsed_on"].initial = today


class ItemForm(OpenedForm, Form):
    """An item of a plan; its months are those of the year of the plan."""

    title = forms.CharField(label=_("What is planned"), max_length=200)
    three_a = forms.ChoiceField(label=_("Which of the three A's"), choices=ThreeA)
    kind = forms.ChoiceField(label=_("Kind"), choices=ActivityKind)
    first_month = forms.ChoiceField(label=_("From"))
    last_month = forms.ChoiceField(label=_("To"))
    every = forms.ChoiceField(
        label=_("Comes back"),
        choices=[
            ("", _("No, it is one item")),
            (Every.MONTH, _("Every month: one item for each")),
            (Every.QUARTER, _("Every quarter: one item for each")),
        ],
        required=False,
    )
    target = forms.IntegerField(
        label=_("Officers to reach"), min_value=1, max_value=1_000_000, required=False
    )
    owner = forms.CharField(label=_("Who sees to it"), max_length=150, required=False)
    topic = forms.ModelChoiceField(
        label=_("Topic"), queryset=Topic.objects.all(), required=False, empty_label=_("No topic")
    )
    levels = levels_field(help_text=_("Tick none for all levels."))
    objective = forms.ModelChoiceField(
        label=_("Objective of the strategy"),
        queryset=Objective.objects.none(),
        required=False,
        empty_label=_("None"),
    )
    risk_area = forms.ModelChoiceField(
        label=_("Risk area of the strategy"),
        queryset=RiskArea.objects.none(),
        required=False,
        empty_label=_("None"),
    )
    with_following = forms.BooleanField(
        label=_("Change the following ones of this series as well"), required=False
    )
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text=_("The plan is endorsed, so each change says why."),
    )
    # What of the item the form was opened with.

    def __init__(
        self,
        *args: Any,
        plan: WorkPlan,
        today: dt.date,
        item: PlanItem | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = _initial(item) if item else _defaults(plan, today)
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        months = [(month.isoformat(), _month_name(month)) for month in plan.months()]
        fields["first_month"].choices = fields["last_month"].choices = months
        self._narrow_to_strategy(plan, item)
        if item:
            del self.fields["every"]
        if item is None or item.recurrence is None:
            del self.fields["with_following"]
        if not plan.is_endorsed:
            del self.fields["reason"]
        self.helper.layout = Layout(*self._rows())

    @property
    def values(self) -> ItemValues:
        given = self.cleaned_data
        last = dt.date.fromisoformat(given["last_month"])
        return ItemValues(
            title=given["title"],
            three_a=given["three_a"],
            kind=given["kind"],
            starts_on=dt.date.fromisoformat(given["first_month"]),
            ends_on=later(last, 1),
            owner=given["owner"],
            target=given["target"],
            levels=tuple(given["levels"]),
            topic=given["topic"],
            objective=given["objective"],
            risk_area=given["risk_area"],
        )

    @property
    def how_often(self) -> Every | None:
        every = self.cleaned_data.get("every")
        return Every(every) if every else None

    def differences(self) -> list[Difference]:
        """Give in what the form differs from the item that it is for, as it is saved now."""
        asides = {
            self.fields[name].label for name in ("reason", "with_following") if name in self.fields
        }
        return [each for each in differences(self) if each.label not in map(str, asides)]

    def _narrow_to_strategy(self, plan: WorkPlan, item: PlanItem | None) -> None:
        """Offer what the endorsed strategy of these years says, and what the item has already."""
        fields: dict[str, Any] = self.fields
        endorsed = StrategyVersion.objects.filter(
            status=StrategyVersion.Status.ENDORSED,
            strategy__department=plan.department_id,
            strategy__starts_on__lt=plan.ends_on,
            strategy__ends_on__gt=plan.starts_on,
        )
        for name, parts in (("objective", Objective), ("risk_area", RiskArea)):
            offered = Q(version__in=endorsed)
            if item:
                offered |= Q(pk=getattr(item, f"{name}_id"))
            fields[name].queryset = parts.objects.filter(offered)

    def _rows(self) -> Iterator[Any]:
        rows = (
            (("title", 12),),
            (("three_a", 6), ("kind", 6)),
            (("first_month", 4), ("last_month", 4), ("every", 4)),
            (("target", 4), ("owner", 8)),
            (("topic", 12),),
            (("levels", 12),),
            (("objective", 6), ("risk_area", 6)),
            (("with_following", 12),),
            (("reason", 12),),
        )
        for row in rows:
            there = [(name, width) for name, width in row if name in self.fields]
            if there:
                yield Row(*(Column(name, css_class=f"col-sm-{width}") for name, width in there))


class PriorityForm(ModelForm):
    """A central priority, in English and in Chinese."""

    levels = levels_field(help_text=_("Tick none for all levels."))

    class Meta:
        model = CentralPriority
        fields = (
            "basis",
            "year",
            "title_en",
            "title_zh_hant",
            "guidance_en",
            "guidance_zh_hant",
            "three_a",
            "kind",
            "topic",
            "levels",
        )
        labels = {
            "basis": _("Kind of year"),
            "year": _("Beginning in"),
            "title_en": _("Title in English"),
            "title_zh_hant": _("Title in Chinese"),
            "guidance_en": _("Guidance in English"),
            "guidance_zh_hant": _("Guidance in Chinese"),
            "three_a": _("Which of the three A's"),
            "kind": _("Kind"),
            "topic": _("Topic"),
        }
        widgets = {
            "guidance_en": forms.Textarea(attrs={"rows": 3}),
            "guidance_zh_hant": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["basis"].initial = YearBasis.FINANCIAL
        self.fields["year"] = forms.TypedChoiceField(
            label=_("Beginning in"),
            coerce=int,
            choices=[(year, str(year)) for year in range(today.year - 1, today.year + 3)],
            initial=today.year,
        )


def _month_name(month: dt.date) -> str:
    return date_format(month, "YEAR_MONTH_FORMAT")


def _defaults(plan: WorkPlan, today: dt.date) -> dict[str, Any]:
    """Propose the next quarter of the year, or the last one."""
    gone = max(0, whole_months(plan.starts_on, today))
    quarter = min(gone // _MONTHS_OF_A_QUARTER + (plan.starts_on <= today), 3)
    months = plan.months()
    first = quarter * _MONTHS_OF_A_QUARTER
    return {
        "three_a": ThreeA.AWARENESS,
        "kind": ActivityKind.TALK,
        "first_month": months[first].isoformat(),
        "last_month": months[first + _MONTHS_OF_A_QUARTER - 1].isoformat(),
    }


def _initial(item: PlanItem) -> dict[str, Any]:
    last = (item.ends_on - dt.timedelta(days=1)).replace(day=1)
    return {
        "title": item.title,
        "three_a": item.three_a,
        "kind": item.kind,
        "first_month": item.starts_on.isoformat(),
        "last_month": last.isoformat(),
        "target": item.target,
        "owner": item.owner,
        "topic": item.topic_id,
        "levels": item.levels,
        "objective": item.objective_id,
        "risk_area": item.risk_area_id,
        "version": item.version,
    }
