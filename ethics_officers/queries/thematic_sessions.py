"""Sessions for Ethics Officers and Assistants alone, and who is to be invited to them."""

import datetime as dt

from django.db.models import Max, Q, QuerySet

from core.days import day_of
from ethics_officers.models import ThematicSession
from notifications.models import Message
from people.models import Person, User
from people.roles import Permission, Role
from training.models import Registration, Session

THEMATIC_INVITATION = "ethics_officers.thematic_invitation"

_FOR_OFFICERS_ALONE = Q(
    audience__roles__contained_by=[Role.ETHICS_OFFICER, Role.ASSISTANT_ETHICS_OFFICER],
    audience__roles__len__gt=0,
)


def next_number() -> int:
    """Give the number after the highest that a workshop of the programme bears."""
    highest = ThematicSession.objects.standing().aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


def can_become_thematic(user: User) -> QuerySet[Session]:
    """Give the drafts, and what is published for officers alone, that are not thematic yet.

    They are those that a user runs.
    """
    sessions = Session.objects.visible_to(user)
    if not user.has(Permission.MANAGE_ALL_SESSIONS):
        posting = user.person.current_posting if hasattr(user, "person") else None
        sessions = sessions.filter(organiser=posting.department_id) if posting else sessions.none()
    return sessions.filter(
        Q(status=Session.Status.DRAFT)
        | Q(_FOR_OFFICERS_ALONE, status__in=[Session.Status.PUBLISHED, Session.Status.HELD]),
        thematic__isnull=True,
    ).order_by("-starts_at", "-pk")


def sessions_inviting(now: dt.datetime) -> QuerySet[Session]:
    """Give the sessions to come for officers and assistants alone that take registrations."""
    return (
        Session.objects.upcoming(now)
        .filter(
            Q(opens_at__isnull=True) | Q(opens_at__lte=now),
            _FOR_OFFICERS_ALONE,
            closes_at__gt=now,
        )
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
