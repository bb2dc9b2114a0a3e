"""What is asked for a legislature's question."""

import datetime as dt

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from publications.models import Topic
from reporting.forms.papers import PaperForm
from reporting.periods import default
from training.models import Course


class LegislatureForm(PaperForm):
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

    def __init__(self, data: QueryDict, *, today: dt.date) -> None:
        asked = data.copy()
        asked.setdefault("period", default(today).key)
        super().__init__(asked, today=today)

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
