"""When a publication may be shown to somebody outside."""

import datetime as dt

from django.utils.translation import gettext as _

from core.errors import RuleViolation
from publications.models import Edition, Publication

LONGEST = dt.timedelta(days=366)


class LinkRefused(RuleViolation):
    """No link is made for this."""


def check_can_be_shown_outside(
    publication: Publication,
    edition: Edition | None,
    expires_at: dt.datetime,
    now: dt.datetime,
) -> None:
    if publication.archived_at is not None:
        raise LinkRefused(_("This publication is archived. Bring it back first."))
    if edition is None and not publication.editions.published(now).exists():
        raise LinkRefused(_("No edition is published yet. Choose the one that the link shows."))
    if expires_at <= now:
        raise LinkRefused(_("That day has passed. Choose a later one."))
    if expires_at > now + LONGEST:
        raise LinkRefused(_("A link lasts a year at most. Choose an earlier day."))
