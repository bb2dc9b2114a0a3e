"""Input about the network: questions, answers, news by mail, shared files. It saves nothing."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from core.models import StoredFile
from ethics_officers.models import BoardSubscription
from people.models import User
from publications.models import Topic


class TitledForm(Form):
    """What has a title and perhaps a topic."""

    title = forms.CharField(label=_("Title"), max_length=200)
    topic = forms.ModelChoiceField(
        label=_("Topic"), queryset=Topic.objects.all(), required=False, empty_label=_("None")
    )

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())


class BoardQuestionForm(TitledForm):
    """A question to the network."""

    text = forms.CharField(
        label=_("Question"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("No names of persons who were advised or who complained, please."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].label = _("The question in a few words")
        self.order_fields(["title", "text", "topic"])


class AnswerForm(Form):
    """An answer to a question."""

    text = forms.CharField(
        label=_("Your answer"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )


class SubscriptionForm(Form):
    """How often somebody wants news of the board, and of what."""

    rhythm = forms.ChoiceField(
        label=_("How often"), choices=BoardSubscription.Rhythm, widget=forms.RadioSelect
    )
    topics = forms.ModelMultipleChoiceField(
        label=_("Topics"),
        queryset=Topic.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick none to get news of all questions, those without a topic included."),
    )


class SharedFileForm(TitledForm):
    """A file for the network: one chosen now, or one kept when the form was sent before."""

    description = forms.CharField(
        label=_("Description"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    stored = forms.ModelChoiceField(
        queryset=StoredFile.objects.none(), required=False, widget=forms.HiddenInput
    )

    def __init__(
        self,
        *args: Any,
        user: User,
        kept: StoredFile | None = None,
        refusal: str = "",
        **kwargs: Any,
    ) -> None:
        """Take the file that was kept, or say why the one chosen was not taken."""
        super().__init__(*args, **kwargs)
        self.kept, self.refusal = kept, refusal
        fields: dict[str, Any] = self.fields
        fields["stored"].queryset = StoredFile.objects.visible_to(user)
        self.order_fields(["title", "description", "topic", "stored"])

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if self.refusal:
            raise ValidationError(self.refusal)
        if self.kept is None:
            raise ValidationError(_("Choose a file to share."))
        return values
