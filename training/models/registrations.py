"""Registrations: the places people hold in sessions, or wait for."""

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import history
from core.constraints import both_or_neither
from people.models import Person
from people.roles import Permission
from training.models.completions import when_registration_changes
from training.models.sessions import Meeting, Session

if TYPE_CHECKING:
    from people.models import User
    from training.models.attendance import Attendance


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def visible_to(self, user: "User") -> "RegistrationQuerySet":
        """One's own, one's department's, those of sessions one speaks at; all, for staff."""
        if user.has(Permission.VIEW_SCHEDULE):
            return self
        reachable = Q(person__in=Person.objects.visible_to(user))
        if user.has(Permission.VIEW_ENGAGEMENTS):
            spoken_at = Meeting.objects.filter(engagements__speaker__person__user=user)
            reachable |= Q(session__in=spoken_at.values("session"))
        return self.filter(reachable)

    def live(self) -> "RegistrationQuerySet":
        return self.exclude(status=Registration.Status.CANCELLED)

    def confirmed(self) -> "RegistrationQuerySet":
        return self.filter(status=Registration.Status.CONFIRMED)

    def explained_cancellations(self) -> "RegistrationQuerySet":
        """Those given up with a reason, as after the deadline, the latest first."""
        given_up = self.filter(status=Registration.Status.CANCELLED)
        return (
            given_up.exclude(cancellation_reason="")
            .select_related("person")
            .order_by("-cancelled_at", "-pk")
        )

    def completed(self, starts_on: dt.date, ends_on: dt.date) -> "RegistrationQuerySet":
        """The courses completed from a day, inclusive, to a day, exclusive."""
        return self.filter(completed_on__gte=starts_on, completed_on__lt=ends_on)

    def waiting(self) -> "RegistrationQuerySet":
        """Those waiting, the next to be promoted first."""
        return self.filter(status=Registration.Status.WAITING).order_by("waiting_number")


@history.tracked(exclude=["completed_on"])
class Registration(models.Model):
    """A person's place in a session, or in its waiting list. One is live at a time.

    Waiting numbers from 1 on are given in order of arrival. Those moved to the head of the waiting
    list get lower ones, for a reason that is kept in `waiting_reason`. Their events go out of
    their calendars and may come back, which `calendar_sequence` counts beside the session's own.

    `completed_on` is written by the database alone; training/models/completions.py says when.
    """

    class Status(models.TextChoices):
        CONFIRMED = "confirmed", _("Registered")
        WAITING = "waiting", _("Waiting")
        CANCELLED = "cancelled", _("Cancelled")

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="registrations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="registrations")
    status = models.CharField(max_length=20, choices=Status)
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    waiting_number = models.IntegerField(null=True, blank=True)
    waiting_reason = models.TextField(blank=True, default="", db_default="")
    calendar_sequence = models.PositiveIntegerField(default=0, db_default=0)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    cancellation_reason = models.TextField(blank=True)
    walk_in = models.BooleanField(default=False, db_default=False, editable=False)
    completed_on = models.DateField(null=True, blank=True, editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ("registered_at", "pk")
        indexes = [
            models.Index(fields=["person", "-registered_at"], name="training_registration_record"),
            models.Index(fields=["session", "status"], name="training_registration_status"),
            models.Index(
                fields=["person", "completed_on"],
                name="training_registration_complete",
                condition=Q(completed_on__isnull=False),
            ),
        ]
        triggers = [when_registration_changes()]
        constraints = [
            models.UniqueConstraint(
                name="training_registration_one_live_per_person",
                fields=["session", "person"],
                condition=~Q(status="cancelled"),
            ),
            models.UniqueConstraint(
                name="training_registration_one_per_waiting_number",
                fields=["session", "waiting_number"],
            ),
            models.CheckConstraint(
                name="training_registration_waits_with_a_number",
                condition=Q(status="waiting", waiting_number__isnull=False)
                | ~Q(status="waiting") & Q(waiting_number__isnull=True),
            ),
            models.CheckConstraint(
                name="training_registration_moved_ahead_for_a_reason",
                condition=Q(waiting_number__isnull=True)
                | Q(waiting_number__gte=1)
                | ~Q(waiting_reason=""),
            ),
            models.CheckConstraint(
                name="training_registration_confirmed_has_time",
                condition=~Q(status="confirmed") | Q(confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="training_registration_cancelled_by_and_when",
                condition=both_or_neither("cancelled_at", "cancelled_by"),
            ),
            models.CheckConstraint(
                name="training_registration_cancelled_has_time",
                condition=Q(status="cancelled", cancelled_at__isnull=False)
                | ~Q(status="cancelled") & Q(cancelled_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.session}"

    @property
    def is_confirmed(self) -> bool:
        return self.status == self.Status.CONFIRMED

    @property
    def was_cancelled_by_others(self) -> bool:
        return self.cancelled_by_id is not None and self.cancelled_by_id != self.person.user_id

    @property
    def attendance_by_meeting(self) -> list[tuple[Meeting, "Attendance | None"]]:
        """Each meeting of the session, the first first, with this person's mark at it, if any."""
        marks = {attendance.meeting_id: attendance for attendance in self.attendances.all()}
        return [(meeting, marks.get(meeting.pk)) for meeting in self.session.meetings.all()]

    @property
    def is_waiting(self) -> bool:
        return self.status == self.Status.WAITING
