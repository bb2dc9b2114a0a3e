"""What is asked for a legislature's question."""

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
