"""Input about videos and recordings: captions, posters, and what a player says it has played."""

from django import forms
from django.utils.translation import gettext_lazy as _

from publications.actions.viewings import Heartbeat
from publications.models import Language

_WEEK = 7 * 24 * 3600


class CaptionsForm(forms.Form):
    """Captions in a language."""

    language = forms.ChoiceField(label=_("Language of the captions"), choices=Language)
    captions = forms.FileField(
        label=_("WebVTT file"),
        error_messages={"required": _("Choose the file with the captions.")},
    )


class PosterForm(forms.Form):
    """The picture that stands for a video."""

    poster = forms.FileField(
        label=_("Picture"), error_messages={"required": _("Choose the picture.")}
    )


class HeartbeatForm(forms.Form):
    """What the player of a browser says that it has played. Not to be taken for it."""

    played_from = forms.FloatField(min_value=0, max_value=_WEEK)
    played_to = forms.FloatField(min_value=0, max_value=_WEEK)
    rate = forms.FloatField(min_value=0.1, max_value=16)
    position = forms.FloatField(min_value=0, max_value=_WEEK)

    def heartbeat(self) -> Heartbeat:
        return Heartbeat(**self.cleaned_data)
