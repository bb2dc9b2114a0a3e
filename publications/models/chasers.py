"""Reminders that somebody sent by hand to those who have not done what a circulation asks."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import history
from core.translated import Translated
from people.models import Department, Level, User
from people.roles import Permission
from publications.models.circulations import CirculationRound


class ChaserQuerySet(models.QuerySet["Chaser"]):
    def visible_to(self, user: User) -> "ChaserQuerySet":
        """All for staff; to others, what they sent themselves."""
        return self if user.has(Permission.VIEW_LIBRARY) else self.filter(sent_by=user)


@history.tracked()
class Chaser(models.Model):
    """A reminder sent to a group of a round's recipients, with words of the sender's own.

    The group is what was chosen; empty means all of those that the sender may chase. `told` is how
    many got a mail by it: nobody gets more than one such mail of a round on a day.
    """

    class Step(models.TextChoices):
        OUTSTANDING = "outstanding", _("Have not read it")
        UNOPENED = "unopened", _("Have not opened it")
        LATE = "late", _("Late")

    round = models.ForeignKey(CirculationRound, on_delete=models.PROTECT, related_name="chasers")
    department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    level = models.CharField(max_length=20, choices=Level, blank=True)
    step = models.CharField(max_length=20, choices=Step, default=Step.OUTSTANDING)
    words_en = models.TextField(blank=True)
    words_zh_hant = models.TextField(blank=True)
    words_zh_hans = models.TextField(blank=True)
    words = Translated()
    told = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = ChaserQuerySet.as_manager()

    class Meta:
        ordering = ("-sent_at", "-pk")
        constraints = [
            models.CheckConstraint(
                name="publications_chaser_in_both_languages",
                condition=Q(words_en="", words_zh_hant="") | ~Q(words_en="") & ~Q(words_zh_hant=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {self.round}"
