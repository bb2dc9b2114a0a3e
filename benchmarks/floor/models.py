"""Sessions and registrations, as small as they can be."""

from django.contrib.auth.models import User
from django.db import models


class Session(models.Model):
    title = models.CharField(max_length=200)
    starts_at = models.DateTimeField()
    capacity = models.PositiveIntegerField()
    places_taken = models.PositiveIntegerField(default=0)
    waiting_count = models.PositiveIntegerField(default=0)

    class Meta:
        app_label = "floor"
        ordering = ("starts_at", "pk")

    def __str__(self) -> str:
        return self.title


class Registration(models.Model):
    session = models.ForeignKey(Session, models.PROTECT)
    user = models.ForeignKey(User, models.PROTECT)
    waiting_number = models.PositiveIntegerField(null=True)
    registered_at = models.DateTimeField()

    class Meta:
        app_label = "floor"
        constraints = [
            models.UniqueConstraint(fields=["session", "user"], name="floor_registration_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.session_id}"
