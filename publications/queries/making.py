"""What is in the making in the library, or about to leave it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Least
from django.utils.translation import gettext_lazy as _

from core.days import day_of
from people.models import User
from publications.models import Edition, EditionReview, Publication

# How long before a licence or a consent ends its keepers are told; and before an edition expires.
WARNING = dt.timedelta(days=30)


class Making(models.TextChoices):
    """Why an edition is among those that staff have to look after."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    OVERDUE = "overdue", _("Review is late")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Approved, not yet published")
    SCHEDULED = "scheduled", _("Scheduled")
    EXPIRING = "expiring", _("Expires within 30 days")
    RIGHTS = "rights", _("Licence or consent ends within 30 days")


@dataclass(frozen=True)
class EndingRight:
    """A licence or the consent of people that ends for a publication."""

    publication: Publication
    right: str
    ends_on: dt.date


def overdue_reviews(today: dt.date) -> QuerySet[EditionReview]:
    """Give the reviews that nobody has answered by their day."""
    return (
        EditionReview.objects.pending()
        .filter(due_on__lt=today, edition__publication__archived_at=None)
        .select_related("edition__publication")
        .order_by("pk")
    )


def with_rights_ending(today: dt.date) -> Iterator[EndingRight]:
    """Give the licences and consents that end within thirty days, of what is not archived."""
    soon = (today + dt.timedelta(days=1), today + WARNING)
    publications = Publication.objects.filter(
        Q(licence_ends_on__range=soon) | Q(consent_ends_on__range=soon), archived_at=None
    )
    for publication in publications.order_by("pk"):
        for right in ("licence", "consent"):
            ends_on = getattr(publication, f"{right}_ends_on")
            if ends_on is not None and soon[0] <= ends_on <= soon[1]:
                yield EndingRight(publication, right, ends_on)


def in_the_making(user: User, now: dt.datetime) -> QuerySet[Edition]:
    """Give the editions to look after, each with why (`making`), and the day that counts (`on`)."""
    today = day_of(now)
    pending = EditionReview.objects.pending().filter(edition=OuterRef("pk"))
    published = Edition.objects.published(now)
    later = published.filter(publication=OuterRef("publication"), number__gt=OuterRef("number"))
    soon = today + WARNING
    rights_end = Least("publication__licence_ends_on", "publication__consent_ends_on")
    return (
        Edition.objects.visible_to(user)
        .filter(publication__archived_at=None, withdrawn_at=None)
        .annotate(
            due_on=Subquery(pending.values("due_on")[:1]),
            asked_body=Subquery(pending.values("body")[:1]),
            review_id=Subquery(pending.values("pk")[:1]),
            rights_end=rights_end,
        )
        .annotate(
            making=Case(
                When(status="draft", then=Value(Making.DRAFT)),
                When(status="in_review", due_on__lt=today, then=Value(Making.OVERDUE)),
                When(status="in_review", then=Value(Making.IN_REVIEW)),
                When(status="returned", then=Value(Making.RETURNED)),
                When(publish_at=None, then=Value(Making.APPROVED)),
                When(publish_at__gt=now, then=Value(Making.SCHEDULED)),
                When(expires_at__lte=now, then=Value("")),
                When(models.Exists(later), then=Value("")),
                When(expires_at__lte=now + WARNING, then=Value(Making.EXPIRING)),
                When(rights_end__gt=today, rights_end__lte=soon, then=Value(Making.RIGHTS)),
                default=Value(""),
                output_field=models.CharField(),
            )
        )
        .exclude(making="")
        .annotate(
            on=Case(
                When(making__in=[Making.IN_REVIEW, Making.OVERDUE], then=F("due_on")),
                When(making=Making.SCHEDULED, then=F("publish_at__date")),
                When(making=Making.EXPIRING, then=F("expires_at__date")),
                When(making=Making.RIGHTS, then=F("rights_end")),
                output_field=models.DateField(),
            )
        )
        .order_by(F("on").asc(nulls_last=True), "-pk")
    )
