"""Printed copies: what is in stock, what departments ordered, and where it was posted."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Case, F, IntegerField, Q, Sum, Value, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import history
from core.constraints import both_or_neither
from core.models import StoredFile
from core.versions import Versioned
from people.models import Department, User
from people.roles import Permission
from publications.models.editions import Edition
from publications.models.publications import Language

# What one department may have of an item, unless the item says otherwise.
DEFAULT_LIMIT = 200


class StockQuerySet(models.QuerySet["Stock"]):
    def visible_to(self, user: User) -> "StockQuerySet":
        """All of it for staff; to those who order for a department, what can be ordered."""
        if user.has(Permission.VIEW_LIBRARY):
            return self
        if not user.has(Permission.ORDER_COPIES):
            return self.none()
        return self.filter(is_offered=True, edition__in=Edition.objects.visible_to(user))

    def low(self) -> "StockQuerySet":
        return self.filter(low_since__isnull=False)


@history.tracked(exclude=["on_hand", "allotted"])
class Stock(Versioned):
    """Printed copies of an edition in one language: an item that departments order.

    `on_hand` lie in the store; of those, `allotted` are promised to departments and not yet sent.
    What is left is free. Every change of either is a movement. `low_since` is set while fewer are
    free than the limit, so that staff are warned once for each fall below it.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="stocks")
    language = models.CharField(max_length=10, choices=Language)
    on_hand = models.IntegerField(default=0)
    allotted = models.IntegerField(default=0)
    low_limit = models.PositiveIntegerField(default=0)
    low_since = models.DateTimeField(null=True, blank=True)
    limit_per_department = models.PositiveIntegerField(default=DEFAULT_LIMIT)
    is_offered = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = StockQuerySet.as_manager()

    class Meta:
        ordering = ("edition__publication__title_en", "edition", "language")
        constraints = [
            models.UniqueConstraint(
                name="publications_stock_once_for_an_edition_and_language",
                fields=["edition", "language"],
            ),
            models.CheckConstraint(
                name="publications_stock_never_below_zero",
                condition=Q(on_hand__gte=0, allotted__gte=0),
            ),
            models.CheckConstraint(
                name="publications_stock_allots_what_is_on_hand",
                condition=Q(allotted__lte=F("on_hand")),
            ),
            models.CheckConstraint(
                name="publications_stock_lets_departments_order",
                condition=Q(limit_per_department__gte=1),
            ),
            models.CheckConstraint(
                name="publications_stock_changed_by_and_when",
                condition=both_or_neither("changed_at", "changed_by"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition}, {self.get_language_display()}"

    @property
    def free(self) -> int:
        """How many copies can still be promised."""
        return self.on_hand - self.allotted


class CopyOrderQuerySet(models.QuerySet["CopyOrder"]):
    def visible_to(self, user: User) -> "CopyOrderQuerySet":
        """All of them for staff; to others, those of the departments they order for."""
        if user.has(Permission.VIEW_LIBRARY):
            return self
        return self.filter(department__in=user.departments_with(Permission.ORDER_COPIES))

    def of_departments_of(self, user: User) -> "CopyOrderQuerySet":
        """Those of the departments that a user orders for, whatever else they see."""
        return self.filter(department__in=user.departments_with(Permission.ORDER_COPIES))

    def waiting(self) -> "CopyOrderQuerySet":
        return self.filter(status=CopyOrder.Status.WAITING)

    def allotted(self) -> "CopyOrderQuerySet":
        return self.filter(status=CopyOrder.Status.ALLOTTED)

    def live(self) -> "CopyOrderQuerySet":
        """Those of which something is still to come."""
        return self.filter(status__in=CopyOrder.LIVE)

    def copies_by_department(self) -> dict[int, int]:
        """What these orders take of the limit of each department that has some, by its id.

        It is what was allotted, or else is asked.
        """
        taken = Case(
            When(status__in=CopyOrder.CLOSED_WITHOUT, then=Value(0)),
            When(allotted__isnull=False, then=F("allotted")),
            default=F("copies"),
            output_field=IntegerField(),
        )
        return dict(self.order_by().values_list("department").annotate(taken=Sum(taken)))


@history.tracked()
class CopyOrder(models.Model):
    """A department's order of copies of an item, from asking to having them. Never deleted.

    It waits until staff allot copies to it, perhaps fewer than asked for; then they are sent, and
    the department says that it has them. Before that it may be withdrawn, or declined by staff.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting for copies")
        ALLOTTED = "allotted", pgettext_lazy("of an order", "Copies allotted")
        SENT = "sent", pgettext_lazy("of copies", "Sent")
        RECEIVED = "received", _("Received")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        DECLINED = "declined", _("Declined")

    LIVE = ("waiting", "allotted", "sent")
    CLOSED_WITHOUT = ("withdrawn", "declined")

    stock = models.ForeignKey(Stock, on_delete=models.PROTECT, related_name="orders")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="copy_orders")
    copies = models.PositiveIntegerField()
    allotted = models.PositiveIntegerField(null=True, blank=True)
    contact = models.CharField(max_length=120)
    telephone = models.CharField(max_length=30, blank=True)
    address = models.CharField(max_length=300)
    note = models.CharField(max_length=500, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    ordered_at = models.DateTimeField()
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    allotted_at = models.DateTimeField(null=True, blank=True)
    allotted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    received_at = models.DateTimeField(null=True, blank=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decline_reason = models.CharField(max_length=500, blank=True)

    objects = CopyOrderQuerySet.as_manager()

    class Meta:
        ordering = ("ordered_at", "pk")
        constraints = [
            models.UniqueConstraint(
                name="publications_copy_order_one_live_per_department",
                fields=["stock", "department"],
                condition=Q(status__in=["waiting", "allotted", "sent"]),
            ),
            models.CheckConstraint(
                name="publications_copy_order_asks_for_some", condition=Q(copies__gte=1)
            ),
            models.CheckConstraint(
                name="publications_copy_order_allotted_up_to_what_is_asked",
                condition=Q(allotted=None) | Q(allotted__gte=1, allotted__lte=F("copies")),
            ),
            models.CheckConstraint(
                name="publications_copy_order_allotted_by_and_when",
                condition=both_or_neither("allotted_at", "allotted_by"),
            ),
            models.CheckConstraint(
                name="publications_copy_order_allotted_in_its_states",
                condition=Q(
                    status__in=["allotted", "sent", "received"],
                    allotted__isnull=False,
                    allotted_at__isnull=False,
                )
                | Q(
                    status__in=["waiting", "withdrawn", "declined"],
                    allotted__isnull=True,
                    allotted_at__isnull=True,
                ),
            ),
            models.CheckConstraint(
                name="publications_copy_order_sent_by_and_when",
                condition=both_or_neither("sent_at", "sent_by"),
            ),
            models.CheckConstraint(
                name="publications_copy_order_sent_in_its_states",
                condition=Q(status__in=["sent", "received"], sent_at__isnull=False)
                | ~Q(status__in=["sent", "received"]) & Q(sent_at__isnull=True),
            ),
            models.CheckConstraint(
                name="publications_copy_order_received_by_and_when",
                condition=both_or_neither("received_at", "received_by"),
            ),
            models.CheckConstraint(
                name="publications_copy_order_received_in_its_state",
                condition=Q(status="received", received_at__isnull=False)
                | ~Q(status="received") & Q(received_at__isnull=True),
            ),
            models.CheckConstraint(
                name="publications_copy_order_closed_by_and_when",
                condition=both_or_neither("closed_at", "closed_by"),
            ),
            models.CheckConstraint(
                name="publications_copy_order_closed_in_its_states",
                condition=Q(status__in=["withdrawn", "declined"], closed_at__isnull=False)
                | ~Q(status__in=["withdrawn", "declined"]) & Q(closed_at__isnull=True),
            ),
            models.CheckConstraint(
                name="publications_copy_order_declined_with_reason",
                condition=Q(status="declined") & ~Q(decline_reason="")
                | ~Q(status="declined") & Q(decline_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stock}: {self.department}"

    @property
    def has_arrived(self) -> bool:
        """Say whether copies can hang on a wall: they were sent, or have come."""
        return self.status in {self.Status.SENT, self.Status.RECEIVED}


class MovementQuerySet(models.QuerySet["Movement"]):
    def visible_to(self, user: User) -> "MovementQuerySet":
        return self if user.has(Permission.VIEW_LIBRARY) else self.none()


class Movement(models.Model):
    """One change of a stock, and why. Never changed, never deleted.

    The changes of a stock add up to what it has on hand, and to what of that is allotted.
    """

    class Kind(models.TextChoices):
        RECEIVED = "received", _("Received from the printer")
        ALLOTTED = "allotted", _("Allotted")
        RELEASED = "released", _("Allotment taken back")
        DELIVERED = "delivered", _("Sent to a department")
        CORRECTED = "corrected", _("Corrected")

    stock = models.ForeignKey(Stock, on_delete=models.PROTECT, related_name="movements")
    kind = models.CharField(max_length=10, choices=Kind)
    on_hand_change = models.IntegerField(default=0)
    allotted_change = models.IntegerField(default=0)
    order = models.ForeignKey(
        CopyOrder, null=True, blank=True, on_delete=models.PROTECT, related_name="movements"
    )
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = MovementQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        constraints = [
            models.CheckConstraint(
                name="publications_movement_changes_what_its_kind_says",
                condition=Q(kind="received", on_hand_change__gt=0, allotted_change=0)
                | Q(kind="allotted", on_hand_change=0, allotted_change__gt=0)
                | Q(kind="released", on_hand_change=0, allotted_change__lt=0)
                | Q(kind="delivered", on_hand_change__lt=0, allotted_change=F("on_hand_change"))
                | Q(kind="corrected", allotted_change=0) & ~Q(on_hand_change=0),
            ),
            models.CheckConstraint(
                name="publications_movement_of_an_order_as_its_kind_says",
                condition=Q(kind__in=["allotted", "released", "delivered"], order__isnull=False)
                | Q(kind__in=["received", "corrected"], order__isnull=True),
            ),
            models.CheckConstraint(
                name="publications_movement_corrected_with_reason",
                condition=~Q(kind="corrected") | ~Q(reason=""),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class PostedPhotoQuerySet(models.QuerySet["PostedPhoto"]):
    def visible_to(self, user: User) -> "PostedPhotoQuerySet":
        return self.filter(order__in=CopyOrder.objects.visible_to(user))

    def standing(self) -> "PostedPhotoQuerySet":
        return self.filter(removed_at=None)


@history.tracked()
class PostedPhoto(models.Model):
    """A photograph of where a department posted copies, with the place in words."""

    order = models.ForeignKey(CopyOrder, on_delete=models.PROTECT, related_name="photos")
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=200)
    posted_on = models.DateField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = PostedPhotoQuerySet.as_manager()

    class Meta:
        ordering = ("-added_at", "-pk")
        constraints = [
            models.CheckConstraint(
                name="publications_posted_photo_says_where", condition=~Q(place="")
            ),
            models.CheckConstraint(
                name="publications_posted_photo_removed_by_and_when",
                condition=both_or_neither("removed_at", "removed_by"),
            ),
        ]

    def __str__(self) -> str:
        return self.place
