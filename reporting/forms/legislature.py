"""What is asked for a legislature's question."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from publications.models import Topic
from reporting.periods import PeriodForm
from training.models import Course


class LegislatureForm(PeriodForm):
    """The period, and the programmes: all, those on a topic, or some."""

    topic = forms.ModelChoiceField(
        label=_("Topic"), queryset=Topic.objects.all(), required=False, empty_label=_("Any topic")
    )
    courses = forms.ModelMultipleChoiceField(
        label=_("Courses"),
        queryset=Course.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick none for all that were held in the period."),
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        for bound in self.of_the_period:
            is_date = bound.name in {"since", "until"}
            bound.field.widget.attrs["class"] = "form-control" if is_date else "form-select"
        self.fields["courses"].widget.attrs["class"] = "form-check-input"

    @property
    def of_the_period(self) -> list[forms.BoundField]:
        """The fields beside one another; the courses are a list beneath."""
        return [self[name] for name in ("period", "since", "until", "topic")]

    @property
    def asked(self) -> list[Course] | None:
        """The courses asked for; None where all are."""
        if not self.is_valid():
            return None
        topic, courses = self.cleaned_data["topic"], self.cleaned_data["courses"]
        if not topic:
            return list(courses) or None
        on_topic = Course.objects.filter(topics=topic)
        return list(on_topic.filter(pk__in=courses) if courses else on_topic)
