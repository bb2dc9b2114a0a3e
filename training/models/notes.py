"""What those who held a session write down after it."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from core import history
from training.models.sessions import Session

if TYPE_CHECKING:
    from people.models import User


class SessionNoteQuerySet(models.QuerySet["SessionNote"]):
    def visible_to(self, user: "User") -> "SessionNoteQuerySet":
        """Those of sessions one runs, oversees or speaks at."""
        return self.filter(session__in=Session.objects.run_or_spoken_at_by(user).order_by())


@history.tracked()
class SessionNote(models.Model):
    """The lessons and challenges of a session, by one of those who held it: one note each.

    Reports gather them without the name of who wrote them.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="notes")
    lessons = models.TextField(blank=True)
    challenges = models.TextField(blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = SessionNoteQuerySet.as_manager()

    class Meta:
        ordering = ("written_at", "pk")
        constraints = [
            models.UniqueConstraint(
                name="training_session_note_one_each", fields=["session", "written_by"]
            ),
            models.CheckConstraint(
                name="training_session_note_says_something",
                condition=~Q(lessons="") | ~Q(challenges=""),
            ),
        ]

    def __str__(self) -> str:
        return (self.lessons or self.challenges)[:60]
