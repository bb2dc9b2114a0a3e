"""Sessions of a course and the meetings they consist of."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import history
from core.chinese import fold
from core.constraints import TimeSpan, both_or_neither
from core.translated import LocalText, Translated
from core.versions import VERSION_FIELDS, Versioned
from people.models import Audience, Department
from people.models.audiences import includes
from people.roles import Permission
from publications.models import Topic
from training.models.completions import when_meetings_change, when_session_changes
from training.models.courses import Course, SessionKind, SpokenLanguage
from training.models.deadlines import WithDeadlines
from training.models.venues import Venue

if TYPE_CHECKING:
    from people.models import Person, User
    from training.models.speakers import Engagement, Speaker


def _offered_to(person: "Person") -> Q:
    """Say whether a person is in the audience, or has registered.

    A session for certain roles stays visible to who has registered and lost the role only once it
    has begun, as part of their record.
    """
    registered = person.registrations.filter(
        Q(session__starts_at__lte=timezone.now()) | Q(session__audience__roles=[])
    )
    return includes(F("audience"), person) | Q(pk__in=registered.values("session"))


@dataclass(frozen=True)
class SessionFacts:
    """What a line about a session says, in the reader's language."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    kind: str
    venues: tuple[LocalText, ...]
    language: str
    organiser: LocalText

    @property
    def kind_label(self) -> str:
        return str(SessionKind(self.kind).label)

    @property
    def language_label(self) -> str:
        return str(SpokenLanguage(self.language).label)


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, user: "User") -> "SessionQuerySet":
        """All for staff; else those offered to one, or that one speaks at."""
        if user.has(Permission.VIEW_SCHEDULE):
            return self.kept()
        person = getattr(user, "person", None)
        if person is None:
            return self.none()
        reachable = _offered_to(person)
        if user.has(Permission.VIEW_ENGAGEMENTS):
            reachable |= Q(pk__in=Meeting.objects.spoken_at_by(person).values("session"))
        return self.announced().filter(reachable)

    def offered_to(self, person: "Person") -> "SessionQuerySet":
        """Those whose audience a person is in, or that the person has registered for."""
        return self.announced().filter(_offered_to(person))

    def run_or_spoken_at_by(self, user: "User") -> "SessionQuerySet":
        """All for those who see the schedule; for a speaker, those spoken at."""
        if user.has(Permission.VIEW_SCHEDULE):
            return self.kept()
        person = getattr(user, "person", None)
        if person is None or not user.has(Permission.VIEW_ENGAGEMENTS):
            return self.none()
        return self.announced().filter(
            pk__in=Meeting.objects.spoken_at_by(person).values("session")
        )

    def announced(self) -> "SessionQuerySet":
        return self.exclude(status__in=[Session.Status.DRAFT, Session.Status.DISCARDED])

    def kept(self) -> "SessionQuerySet":
        """All but the drafts that were thrown away."""
        return self.exclude(status=Session.Status.DISCARDED)

    def upcoming(self, now: dt.datetime) -> "SessionQuerySet":
        return self.filter(status=Session.Status.PUBLISHED, starts_at__gt=now)

    def standing(self) -> "SessionQuerySet":
        """Those that are to be held, or were."""
        return self.filter(status__in=[Session.Status.PUBLISHED, Session.Status.HELD])

    def waited_for(self, now: dt.datetime) -> "SessionQuerySet":
        """Those to come that are full, with people waiting for a place."""
        return self.upcoming(now).filter(waiting_count__gt=0)

    def with_seats(self) -> "SessionQuerySet":
        """Those in which somebody who registers now gets a seat: nobody waits for it."""
        return self.filter(places_taken__lt=F("capacity"), waiting_count=0)

    def with_attendance_to_close(self, ended_by: dt.datetime) -> "SessionQuerySet":
        """Those that ended by then and whose no-shows have not been marked yet."""
        return self.standing().filter(attendance_closed_at__isnull=True, ends_at__lte=ended_by)

    def search(self, words: str) -> "SessionQuerySet":
        found = self
        for word in fold(words).split():
            found = found.filter(search_text__contains=word)
        return found


@history.tracked(
    exclude=[
        "search_text",
        "places_taken",
        "waiting_count",
        "first_waiting_number",
        "last_waiting_number",
        *VERSION_FIELDS,
    ]
)
class Session(Versioned, WithDeadlines):
    """One holding of a course: a workshop, seminar or webinar, of one or more meetings.

    `starts_at` and `ends_at` are those of its first and last meeting, kept here so that lists can
    be sorted and filtered by them; `places_taken` and `waiting_count` count live registrations.
    `over_full` is by how many the places taken exceed the capacity: staff who lower the capacity
    may leave those in who are in, and the number shrinks as they leave. Nothing else raises it.

    `cost` is what it cost in Hong Kong dollars, entered once it was held, if anybody knows.

    `creation_key` is of the form that it was drafted by, which makes one draft however often it is
    sent. A draft that nobody wants is discarded: kept, but in nobody's lists.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        HELD = "held", _("Held")
        CANCELLED = "cancelled", _("Cancelled")
        DISCARDED = "discarded", _("Discarded")

    # Those that will not take place, whatever their dates say.
    OFF = (Status.CANCELLED, Status.DISCARDED)

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="sessions")
    kind = models.CharField(max_length=20, choices=SessionKind)
    title_en = models.CharField(max_length=200)
    title_zh_hant = models.CharField(max_length=200)
    title_zh_hans = models.CharField(max_length=200)
    title = Translated()
    language = models.CharField(max_length=20, choices=SpokenLanguage)
    organiser = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    audience = models.OneToOneField(Audience, on_delete=models.PROTECT, related_name="session")
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    capacity = models.PositiveIntegerField()
    minimum = models.PositiveIntegerField(default=0, db_default=0)
    places_taken = models.PositiveIntegerField(default=0)
    over_full = models.PositiveIntegerField(default=0, db_default=0)
    waiting_count = models.PositiveIntegerField(default=0)
    first_waiting_number = models.IntegerField(default=1, db_default=1)
    last_waiting_number = models.PositiveIntegerField(default=0)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    cancellation_reason = models.TextField(blank=True)
    discarded_at = models.DateTimeField(null=True, blank=True, editable=False)
    discarded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    creation_key = models.UUIDField(null=True, blank=True, editable=False)
    cost = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    calendar_uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    calendar_sequence = models.PositiveIntegerField(default=0)
    attendance_closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    search_text = models.TextField(blank=True, editable=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ("starts_at", "pk")
        triggers = [when_session_changes()]
        indexes = [
            models.Index(fields=["status", "starts_at"], name="training_session_upcoming"),
            GinIndex(OpClass("search_text", name="gin_trgm_ops"), name="training_session_search"),
        ]
        constraints = [
            models.CheckConstraint(
                name="training_session_not_overbooked",
                condition=Q(places_taken__lte=F("capacity") + F("over_full")),
            ),
            models.CheckConstraint(
                name="training_session_over_full_by_no_more_than_it_is",
                condition=Q(over_full=0) | Q(places_taken=F("capacity") + F("over_full")),
            ),
            models.CheckConstraint(
                name="training_session_cost_of_what_was_held",
                condition=Q(cost__isnull=True) | Q(cost__gte=0, status="held"),
            ),
            models.CheckConstraint(
                name="training_session_has_places", condition=Q(capacity__gte=1)
            ),
            models.CheckConstraint(
                name="training_session_ends_after_it_starts",
                condition=Q(ends_at__gt=F("starts_at")),
            ),
            models.CheckConstraint(
                name="training_session_closes_by_its_start",
                condition=Q(closes_at__lte=F("starts_at")),
            ),
            models.CheckConstraint(
                name="training_session_opens_before_it_closes",
                condition=Q(opens_at__isnull=True) | Q(opens_at__lt=F("closes_at")),
            ),
            models.CheckConstraint(
                name="training_session_cancellable_until_its_start",
                condition=Q(cancel_by__isnull=True) | Q(cancel_by__lte=F("starts_at")),
            ),
            models.CheckConstraint(
                name="training_session_minimum_within_capacity",
                condition=Q(minimum__lte=F("capacity")),
            ),
            *(
                models.CheckConstraint(
                    name=f"training_session_{deadline}_days_with_time",
                    condition=both_or_neither(f"{deadline}_days_before", f"{deadline}_time"),
                )
                for deadline in ("opens", "closes", "cancel")
            ),
            models.CheckConstraint(
                name="training_session_cancelled_by_and_when",
                condition=both_or_neither("cancelled_at", "cancelled_by"),
            ),
            models.CheckConstraint(
                name="training_session_cancelled_has_time",
                condition=Q(status="cancelled", cancelled_at__isnull=False)
                | ~Q(status="cancelled") & Q(cancelled_at__isnull=True),
            ),
            models.CheckConstraint(
                name="training_session_discarded_by_and_when",
                condition=both_or_neither("discarded_at", "discarded_by"),
            ),
            models.CheckConstraint(
                name="training_session_discarded_has_time",
                condition=Q(status="discarded", discarded_at__isnull=False)
                | ~Q(status="discarded") & Q(discarded_at__isnull=True),
            ),
            models.CheckConstraint(
                name="training_session_changed_by_and_when",
                condition=both_or_neither("changed_at", "changed_by"),
            ),
            models.UniqueConstraint(
                name="training_session_one_for_each_form",
                fields=["creation_key"],
                condition=~Q(status="discarded"),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def has_free_place(self) -> bool:
        return self.places_taken < self.capacity

    @property
    def free_places(self) -> int:
        return max(self.capacity - self.places_taken, 0)

    def give_back_place(self) -> None:
        """Count one place less; of an over-full session, the one that was too many."""
        self.places_taken -= 1
        self.over_full = max(self.over_full - 1, 0)

    @property
    def facts(self) -> SessionFacts:
        """When, what, where and by whom; of a session whose meetings and organiser are loaded."""
        return self.facts_with(self.meetings.all())

    def facts_with(self, meetings: Iterable["Meeting"]) -> SessionFacts:
        """The same, with meetings that were loaded apart."""
        return SessionFacts(
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            kind=self.kind,
            venues=tuple(meeting.venue.name for meeting in meetings if meeting.venue),
            language=self.language,
            organiser=self.organiser.name,
        )

    @property
    def owner_name(self) -> str:
        """The name under which colleagues know who scheduled it."""
        person = getattr(self.owner, "person", None)
        return str(person) if person else self.owner.email

    def searchable(self) -> str:
        """The text that a search for this session looks in: titles, topics, venues, speakers."""
        words = [self.title_en, self.title_zh_hant, self.title_zh_hans]
        for topic in Topic.objects.filter(courses=self.course_id):
            words += [topic.name_en, topic.name_zh_hant]
        meetings = Meeting.objects.filter(session=self)
        for meeting in meetings.select_related("venue").prefetch_related("speakers"):
            if meeting.venue:
                words += [meeting.venue.name_en, meeting.venue.name_zh_hant]
            for speaker in meeting.speakers.all():
                words += [speaker.name_en, speaker.name_zh]
        return fold(" ".join(words))


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: "User") -> "MeetingQuerySet":
        return self.filter(session__in=Session.objects.visible_to(user))

    def overlapping(self, starts_at: dt.datetime, ends_at: dt.datetime) -> "MeetingQuerySet":
        return self.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)

    def spoken_at_by(self, person: models.Model) -> "MeetingQuerySet":
        return self.filter(engagements__speaker__person=person)


@history.tracked()
class Meeting(models.Model):
    """One dated sitting of a session, in a venue, by a link, or both.

    It holds its venue from publication to cancellation; a draft only asks for it.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="meetings")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    venue = models.ForeignKey(
        Venue, null=True, blank=True, on_delete=models.PROTECT, related_name="meetings"
    )
    link = models.URLField(max_length=500, blank=True)
    holds_venue = models.BooleanField(default=False)
    speakers: "models.ManyToManyField[Speaker, Engagement]" = models.ManyToManyField(
        "Speaker", through="Engagement", related_name="meetings"
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ("starts_at", "pk")
        triggers = when_meetings_change()
        constraints = [
            models.CheckConstraint(
                name="training_meeting_ends_after_it_starts",
                condition=Q(ends_at__gt=F("starts_at")),
            ),
            ExclusionConstraint(
                name="training_meeting_venue_held_once",
                expressions=[
                    ("venue", RangeOperators.EQUAL),
                    (TimeSpan("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
                condition=Q(holds_venue=True),
            ),
            # Looked at when a statement ends, so that meetings can take each other's time in one.
            models.UniqueConstraint(
                fields=["session", "starts_at"],
                name="training_meeting_one_at_a_time_of_session",
                deferrable=models.Deferrable.IMMEDIATE,
            ),
            # What engagements refer to; see Engagement.
            models.UniqueConstraint(
                fields=["id", "starts_at", "ends_at"], name="training_meeting_with_its_span"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"
