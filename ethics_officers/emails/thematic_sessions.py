"""What officers are written when a session for them alone takes registrations."""

import datetime as dt
from collections.abc import Collection, Sequence

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ethics_officers import queries
from ethics_officers.queries import THEMATIC_INVITATION
from notifications.actions import enqueue_all
from notifications.emails import Composed, Mail, Message, Unwanted, Writer, composes
from training.emails.facts import facts
from training.models import Meeting, Session
from training.rules import is_open


def thematic_invitations(session: Session, users: Collection[int], *, now: dt.datetime) -> None:
    """Invite users to a session; each of them once, however often this is asked for."""
    enqueue_all(
        Message(
            key=f"{THEMATIC_INVITATION}:{session.pk}:{user}",
            kind=THEMATIC_INVITATION,
            recipient_id=user,
            about_id=session.pk,
            created_at=now,
            due_at=now,
        )
        for user in users
    )


@composes(THEMATIC_INVITATION, label=gettext_lazy("Invitation to a thematic session"))
def _compose_invitations(messages: Sequence[Message], now: dt.datetime) -> Writer:
    sessions = (
        Session.objects.select_related("audience")
        .prefetch_related(Prefetch("meetings", Meeting.objects.select_related("venue")))
        .in_bulk([message.about_id for message in messages])
    )
    invitable = {
        session.pk: set(queries.invitable(session, now).values_list("user", flat=True))
        for session in sessions.values()
    }

    def write(message: Message) -> Composed:
        session = sessions[message.about_id]
        if not is_open(session, now):
            return Unwanted(gettext_lazy("The session takes no registrations any more."))
        if message.recipient_id not in invitable[session.pk]:
            return Unwanted(
                gettext_lazy("The recipient has registered, or is no longer in the audience.")
            )
        person = getattr(message.recipient, "person", None)
        return Mail.from_templates(
            "ethics_officers/emails/thematic_invitation",
            subject=_("Invitation for Ethics Officers: %(title)s") % {"title": session.title},
            context={
                "name": str(person.name) if person else message.recipient.email,
                "session": session,
                "facts": list(facts(session, with_link=False)),
            },
        )

    return write
