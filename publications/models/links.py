"""Links that show a publication to somebody without an account."""

import datetime as dt
import hashlib

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core import history
from core.constraints import both_or_neither
from core.days import day_of
from people.models import User
from people.roles import Permission
from publications.models.editions import Edition
from publications.models.publications import Publication


def hash_of(token: str) -> str:
    """Give what is kept of the secret in a link's address."""
    return hashlib.sha256(token.encode()).hexdigest()


class OutsiderLinkQuerySet(models.QuerySet["OutsiderLink"]):
    def visible_to(self, user: User) -> "OutsiderLinkQuerySet":
        return self if user.has(Permission.VIEW_LIBRARY) else self.none()

    def open(self, now: dt.datetime) -> "OutsiderLinkQuerySet":
        """Those that still lead somewhere."""
        return self.filter(revoked_at=None, expires_at__gt=now)

    def with_token(self, token: str) -> "OutsiderLinkQuerySet":
        return self.filter(token_hash=hash_of(token))


@history.tracked(exclude=["token_hash", "openings", "last_opened_at"])
class OutsiderLink(models.Model):
    """A secret address at which nobody has to sign in, for one purpose and a while.

    It shows one edition, or whichever is the newest. The secret itself is kept nowhere: who has
    lost it makes another link.
    """

    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="outsider_links"
    )
    edition = models.ForeignKey(
        Edition, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    purpose = models.CharField(max_length=200)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    openings = models.PositiveIntegerField(default=0)
    last_opened_at = models.DateTimeField(null=True, blank=True)

    objects = OutsiderLinkQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints = [
            models.CheckConstraint(
                name="publications_outsider_link_has_a_purpose", condition=~Q(purpose="")
            ),
            models.CheckConstraint(
                name="publications_outsider_link_keeps_a_hash",
                condition=Q(token_hash__regex=r"^[0-9a-f]{64}$"),  # noqa: S106
            ),
            models.CheckConstraint(
                name="publications_outsider_link_expires_after_it_is_made",
                condition=Q(expires_at__gt=F("created_at")),
            ),
            models.CheckConstraint(
                name="publications_outsider_link_revoked_by_and_when",
                condition=both_or_neither("revoked_at", "revoked_by"),
            ),
            models.CheckConstraint(
                name="publications_outsider_link_opened_when",
                condition=Q(openings=0, last_opened_at=None)
                | Q(openings__gt=0, last_opened_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.purpose

    @property
    def last_day(self) -> dt.date:
        """The last day on which it leads somewhere."""
        return day_of(self.expires_at - dt.timedelta(microseconds=1))

    def is_open(self, now: dt.datetime) -> bool:
        """Say whether it still leads somewhere: `OutsiderLinkQuerySet.open`, of one row."""
        return self.revoked_at is None and now < self.expires_at
