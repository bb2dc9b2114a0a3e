"""When a session can be one for Ethics Officers alone, and under which number."""

from django.utils.translation import gettext as _

from core.errors import RuleViolation
from ethics_officers.models import ThematicSession
from people.models import Audience
from people.roles import Role
from training.models import Session

OFFICERS = frozenset({Role.ETHICS_OFFICER})
OFFICERS_AND_ASSISTANTS = OFFICERS | {Role.ASSISTANT_ETHICS_OFFICER}


class ThematicRefused(RuleViolation):
    """The session can't be marked as thematic, or no longer be, as asked."""


def is_for_officers_alone(audience: Audience) -> bool:
    return bool(audience.roles) and OFFICERS_AND_ASSISTANTS.issuperset(audience.roles)


def check_can_be_thematic(session: Session) -> None:
    """Refuse what people have been told of as a session for others, too, or will not be held."""
    if session.status in Session.OFF:
        raise ThematicRefused(_("This session will not take place. Choose another."))
    if session.status != Session.Status.DRAFT and not is_for_officers_alone(session.audience):
        raise ThematicRefused(
            _(
                "This session was published for others, too. "
                "Copy it, and mark the draft as thematic before it is published."
            )
        )


def check_number_is_free(holding: ThematicSession | None) -> None:
    """Refuse a number that is given already, naming what bears it."""
    if holding is not None:
        raise ThematicRefused(
            _("No. %(number)s is “%(theme)s” already. Give another number, or none.")
            % {"number": holding.number, "theme": holding}
        )


def check_can_be_unmarked(thematic: ThematicSession) -> None:
    if thematic.session is None or thematic.session.status != Session.Status.DRAFT:
        raise ThematicRefused(
            _("Only a draft can cease to be thematic: officers know of this session already.")
        )
