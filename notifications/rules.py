"""When messages allow what is asked."""

from django.utils.translation import gettext as _

from core.errors import RuleViolation
from notifications.models import Message


class ResendRefused(RuleViolation):
    """The message can't be sent again."""


def can_be_resent(message: Message) -> bool:
    return message.status in {Message.Status.FAILED, Message.Status.MISSED}


def check_can_be_resent(message: Message) -> None:
    if not can_be_resent(message):
        raise ResendRefused(
            _(
                "Only a message that failed or was missed can be sent again; this one is marked "
                "“%(status)s”."
            )
            % {"status": message.get_status_display().lower()}
        )


def would_not_be_sent(reason: str) -> ResendRefused:
    """Give the refusal that tells why a message would not go out if it were sent again."""
    return ResendRefused(_("It would not be sent: %(reason)s") % {"reason": reason})
