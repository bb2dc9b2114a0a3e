"""What the system itself tells its administrators."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.days import day_of
from core.models import QuarantinedFile
from notifications.actions import enqueue_all
from notifications.emails import Composed, Mail, Writer, composes
from notifications.models import Message
from people.models import RoleAssignment
from people.roles import Role

VIRUS_FOUND = "notifications.virus_found"

# However long the worker stood still; told twice is nobody.
_LOOKED_BACK = dt.timedelta(days=30)


def tell_of_quarantined_files(*, now: dt.datetime) -> None:
    """Tell administrators, once, of each file in which a virus was found."""
    administrators = RoleAssignment.objects.current(day_of(now)).filter(role=Role.ADMINISTRATOR)
    recipients = list(administrators.values_list("user", flat=True))
    found = QuarantinedFile.objects.filter(found_at__gt=now - _LOOKED_BACK)
    enqueue_all(
        Message(
            key=f"{VIRUS_FOUND}:{quarantined}:{recipient}",
            kind=VIRUS_FOUND,
            recipient_id=recipient,
            about_id=quarantined,
            created_at=now,
            due_at=now,
        )
        for quarantined in found.values_list("pk", flat=True)
        for recipient in recipients
    )


@composes(VIRUS_FOUND, label=gettext_lazy("Virus found in a file"))
def _compose(messages: Sequence[Message], now: dt.datetime) -> Writer:
    files = QuarantinedFile.objects.select_related("uploaded_by__person").in_bulk(
        [message.about_id for message in messages]
    )

    def write(message: Message) -> Composed:
        quarantined = files[message.about_id]
        person = getattr(message.recipient, "person", None)
        sender = getattr(quarantined.uploaded_by, "person", None)
        return Mail.from_templates(
            "notifications/emails/virus_found",
            subject=_("Virus found in a file: %(signature)s")
            % {"signature": quarantined.signature},
            context={
                "name": str(person.name) if person else message.recipient.email,
                "quarantined": quarantined,
                "sender": str(sender.name) if sender else quarantined.uploaded_by.email,
            },
        )

    return write
