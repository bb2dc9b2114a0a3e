"""The columns of lists of the library as files."""

from django.utils.translation import gettext_lazy as _

from core.exports import Column, bilingual, labels
from publications.models import Body, Publication
from publications.queries import Making


def making_columns() -> list[Column]:
    bodies = labels(Body.choices)
    return [
        *bilingual(_("Title"), en="publication__title_en", zh="publication__title_zh_hant"),
        Column(_("Edition"), "number", width=10),
        Column(_("Kind"), "publication__kind", labels(Publication.Kind.choices)),
        Column(_("Body"), "publication__body", bodies, width=36),
        Column(_("State"), "making", labels(Making.choices), width=36),
        Column(_("With"), "asked_body", bodies, width=36),
        Column(_("To be answered by"), "due_on"),
        Column(_("Published at"), "publish_at"),
        Column(_("Expires at"), "expires_at"),
        Column(_("First day without the licence"), "publication__licence_ends_on"),
        Column(
            _("First day without the consent of the people in it"), "publication__consent_ends_on"
        ),
    ]
