"""The register of venues."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from core import history
from core.translated import Translated

if TYPE_CHECKING:
    from people.models import User


class VenueQuerySet(models.QuerySet["Venue"]):
    def visible_to(self, user: "User") -> "VenueQuerySet":
        return self  # Where sessions are held is told to everybody who may see a session.

    def in_use(self) -> "VenueQuerySet":
        return self.filter(is_active=True)


@history.tracked()
class Venue(models.Model):
    """A room that one meeting at a time can hold."""

    name_en = models.CharField(max_length=150)
    name_zh_hant = models.CharField(max_length=150)
    name_zh_hans = models.CharField(max_length=150)
    name = Translated()
    address_en = models.CharField(max_length=250, blank=True)
    address_zh_hant = models.CharField(max_length=250, blank=True)
    address_zh_hans = models.CharField(max_length=250, blank=True)
    address = Translated()
    capacity = models.PositiveIntegerField()
    is_active = models.BooleanField(default=True)

    objects = VenueQuerySet.as_manager()

    class Meta:
        ordering = ("name_en",)
        constraints = [
            models.UniqueConstraint(fields=["name_en"], name="training_venue_name_unique"),
            models.CheckConstraint(name="training_venue_has_places", condition=Q(capacity__gte=1)),
        ]

    def __str__(self) -> str:
        return str(self.name)
