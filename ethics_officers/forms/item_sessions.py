"""Input about the sessions and publications of an item of the plan. Nothing here saves anything."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from publications.models import Publication
from training.models import Session


class SessionField(forms.ModelChoiceField):
    """One of the sessions offered, with its day."""

    def label_from_instance(self, session: Any) -> str:
        return f"{date_format(localtime(session.starts_at), 'SHORT_DATE_FORMAT')} · {session.title}"


class SessionLinkForm(Form):
    """Which session is to serve the item."""

    session = SessionField(label=_("Session for your department"), queryset=Session.objects.none())

    def __init__(self, *args: Any, sessions: QuerySet[Session], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["session"]
        field.queryset = sessions


class PublicationLinkForm(Form):
    """Which publication is to serve the item."""

    publication = forms.ModelChoiceField(
        label=_("Publication in circulation"), queryset=Publication.objects.none()
    )

    def __init__(self, *args: Any, publications: QuerySet[Publication], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["publication"]
        field.queryset = publications
