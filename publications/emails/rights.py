"""Letters about licences and consents that end."""

import datetime as dt
from collections.abc import Collection, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.days import day_of, day_text
from notifications.emails import Composed, Mail, Unwanted, Writer, composes
from notifications.models import Message
from publications import queries
from publications.emails.telling import names_of, tell
from publications.models import Publication
from publications.queries import EndingRight

_ENDING = "publications.rights_ending"


def rights_ending(ending: Collection[EndingRight], *, now: dt.datetime) -> None:
    """Warn whoever looks after each, once for each day on which it may end."""
    for each in ending:
        tell(
            _ENDING,
            about_id=each.publication.pk,
            key=f"{each.publication.pk}:{each.right}:{each.ends_on.isoformat()}",
            readers=queries.keepers_of(each.publication, day_of(now)),
            now=now,
            context={"right": each.right, "ends_on": each.ends_on.isoformat()},
        )


@composes(_ENDING, label=gettext_lazy("Warning that a licence or consent ends"))
def _compose(messages: Sequence[Message], now: dt.datetime) -> Writer:
    publications = Publication.objects.in_bulk([message.about_id for message in messages])
    name_of = names_of({message.recipient_id for message in messages})

    def write(message: Message) -> Composed:
        publication = publications.get(message.about_id)
        right = message.context["right"]
        ends_on = dt.date.fromisoformat(message.context["ends_on"])
        if (
            publication is None
            or publication.archived_at is not None
            or getattr(publication, f"{right}_ends_on") != ends_on
        ):
            return Unwanted(gettext_lazy("The date was changed, or the publication archived."))
        words = {"title": str(publication.title), "day": day_text(ends_on)}
        subjects = {
            "licence": _("Its licence ends on %(day)s: %(title)s"),
            "consent": _("The consent of people in it ends on %(day)s: %(title)s"),
        }
        return Mail.from_templates(
            "publications/emails/rights_ending",
            subject=subjects[right] % words,
            context={
                **words,
                "name": name_of(message.recipient_id),
                "is_licence": right == "licence",
                "address": reverse("publications:publication-detail", args=[publication.pk]),
            },
        )

    return write
