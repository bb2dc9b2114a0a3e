"""The mode of a session: whether people come, join by a link, or either."""

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from training.models.sessions import Meeting


class Mode(models.TextChoices):
    """How a session is held; its kind, such as a seminar, is another thing."""

    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("Hybrid")


def mode_of(session: str = "pk") -> Case:
    """Give the mode of the session that a field leads to, which has a meeting at least.

    In person when every meeting has a venue and no link, online when every one has a link and no
    venue, else hybrid.
    """
    meetings = Meeting.objects.order_by().filter(session=OuterRef(session))
    in_person = Q(venue__isnull=False, link="")
    online = Q(venue__isnull=True) & ~Q(link="")
    return Case(
        When(~Exists(meetings.exclude(in_person)), then=Value(Mode.IN_PERSON.value)),
        When(~Exists(meetings.exclude(online)), then=Value(Mode.ONLINE.value)),
        default=Value(Mode.HYBRID.value),
        output_field=models.CharField(),
    )
