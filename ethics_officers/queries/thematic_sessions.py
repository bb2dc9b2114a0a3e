"""Sessions for Ethics Officers and Assistants alone, and who is to be invited to them."""

import datetime as dt

from django.db.models import Q, QuerySet

from core.days import day_of
from notifications.models import Message
from people.models import Person
from people.roles import Role
from training.models import Registration, Session

THEMATIC_INVITATION = "ethics_officers.thematic_invitation"


def sessions_inviting(now: dt.datetime) -> QuerySet[Session]:
    """Give the sessions to come for officers and assistants alone that take registrations."""
    return (
        Session.objects.upcoming(now)
        .filter(
            Q(opens_at__isnull=True) | Q(opens_at__lte=now),
            closes_at__gt=now,
            audience__roles__contained_by=[Role.ETHICS_OFFICER, Role.ASSISTANT_ETHICS_OFFICER],
        )
        .exclude(audience__roles=[])
        .select_related("audience")
    )


def invitable(session: Session, now: dt.datetime) -> QuerySet[Person]:
    """Give who is in the audience of a session at this moment and has not registered for it."""
    registered = Registration.objects.live().filter(session=session)
    return (
        session.audience.persons(day_of(now))
        .filter(user__isnull=False)
        .exclude(pk__in=registered.values("person"))
    )


def uninvited(session: Session, now: dt.datetime) -> QuerySet[Person]:
    """Give those of them who have not been invited to it."""
    invited = Message.objects.filter(kind=THEMATIC_INVITATION, about_id=session.pk)
    return invitable(session, now).exclude(user__in=invited.values("recipient"))
