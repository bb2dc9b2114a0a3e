"""The sample's past: sessions held in the years before its timetable, and who was there.

All of it is written in one stroke for each table, with no audit entries and no messages, as if it
had been brought over from an older system.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from random import Random
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q

from core.chinese import simplify
from core.days import day_of
from core.models import GeneralHoliday
from integrity.sample.data.cast import CAST
from integrity.sample.data.courses import Subject
from integrity.sample.people import SEED
from integrity.sample.timetable import Slot, earlier_slots
from people.models import Audience, Department, Level, Posting, User
from people.roles import Role
from training.models import (
    Attendance,
    Course,
    Engagement,
    Meeting,
    Registration,
    Session,
    SessionKind,
    Speaker,
    Venue,
)

_LINK = "https://meet.gov.example/join"
_OWNERS = {"CSB": Role.PROGRAMME_STAFF, "ICAC": Role.ICAC_STAFF}
# How likely people of a level are to come, and by how much their departments differ in it.
_COMES = {Level.RECRUIT: 5.0, Level.SENIOR: 4.0, Level.MIDDLE: 2.5, Level.JUNIOR: 1.0}
_KEENNESS = (0.3, 1.7)
# Nobody takes the same course again so soon.
_AGAIN_AFTER = dt.timedelta(days=730)
_FILL, _ABSENT = (0.45, 1.0), (0.01, 0.14)
_CANCELLED, _PARTLY, _EXCUSED = 0.05, 0.04, 0.04
# Of so many sessions, one seminar can be joined by a link too, and one has no cost entered.
_HYBRID_OF, _NO_COST_OF = 3, 4
_CLOSED_AFTER = dt.timedelta(days=1)


class _Post(NamedTuple):
    """What decides whether somebody comes to a session: the post held on its day."""

    person: int
    user: int
    level: str
    department: str
    starts_on: dt.date
    ends_on: dt.date | None

    def is_held_on(self, day: dt.date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)


@transaction.atomic
def load(*, now: dt.datetime) -> None:
    """Put in what was held before the timetable, unless sessions of so long ago are there."""
    slots = list(earlier_slots(now, GeneralHoliday.objects.days()))
    if Session.objects.filter(starts_at__lt=slots[len(slots) // 2].starts_at).exists():
        return
    random = Random(f"{SEED}:past")
    turnout = _Turnout(random)
    registrations = [turnout.of(slot) for slot in slots]
    sessions = _add_sessions(slots, registrations, random)
    _add_attendances(sessions, registrations, random)


def _add_sessions(
    slots: list[Slot], registrations: list[list[Registration]], random: Random
) -> list[Session]:
    owners = {
        code: User.objects.get(email=next(part.email for part in CAST if part.role == role))
        for code, role in _OWNERS.items()
    }
    organisers = {each.code: each for each in Department.objects.filter(code__in=_OWNERS)}
    courses = {course.title_en: course for course in Course.objects.all()}
    audiences = Audience.objects.bulk_create(
        Audience(levels=list(slot.subject.levels)) for slot in slots
    )
    sessions = Session.objects.bulk_create(
        Session(
            course=courses[slot.subject.title_en],
            kind=slot.subject.kind,
            title_en=slot.subject.title_en,
            title_zh_hant=slot.subject.title_zh,
            title_zh_hans=simplify(slot.subject.title_zh),
            language=slot.subject.language,
            organiser=organisers[slot.subject.organiser],
            owner=owners[slot.subject.organiser],
            audience=audience,
            status=Session.Status.HELD,
            starts_at=slot.starts_at,
            ends_at=slot.ends_at,
            closes_at=slot.closes_at,
            capacity=slot.capacity,
            places_taken=sum(each.is_confirmed for each in registered),
            cost=Decimal(800 + 12 * slot.capacity) if slot.number % _NO_COST_OF else None,
            attendance_closed_at=slot.ends_at + _CLOSED_AFTER,
        )
        for slot, audience, registered in zip(slots, audiences, registrations, strict=True)
    )
    _add_meetings(slots, sessions, random)
    for session in sessions:
        session.search_text = session.searchable()
    Session.objects.bulk_update(sessions, ["search_text"])
    return sessions


def _add_meetings(slots: list[Slot], sessions: list[Session], random: Random) -> None:
    """Give each session a meeting: they are on different days, so any room and speaker is free."""
    venues, speakers = list(Venue.objects.all()), list(Speaker.objects.all())
    meetings = Meeting.objects.bulk_create(
        _meeting(slot, session, venues, random)
        for slot, session in zip(slots, sessions, strict=True)
    )
    Engagement.objects.bulk_create(
        Engagement(meeting=meeting, speaker=random.choice(speakers), holds_speaker=True)
        for meeting in meetings
    )


def _meeting(slot: Slot, session: Session, venues: list[Venue], random: Random) -> Meeting:
    kind = slot.subject.kind
    fitting = [venue for venue in venues if venue.capacity >= slot.capacity]
    comes = kind != SessionKind.WEBINAR
    joins = not comes or (kind == SessionKind.SEMINAR and slot.number % _HYBRID_OF == 0)
    return Meeting(
        session=session,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        venue=random.choice(fitting) if comes else None,
        link=_LINK if joins else "",
        holds_venue=comes,
    )


class _Turnout:
    """Who came to what: people in post on the day, some levels and departments more than others."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.posts = list(_posts())
        self.keenness = {
            code: Random(f"{SEED}:keenness:{code}").uniform(*_KEENNESS)
            for code in sorted({post.department for post in self.posts})
        }
        self.taken: dict[tuple[Subject, int], dt.date] = {}

    def of(self, slot: Slot) -> list[Registration]:
        """Give the registrations for a session, in the order of time; some were given up again."""
        places = round(slot.capacity * self.random.uniform(*_FILL))
        chosen = self._chosen(slot, places)
        span = slot.closes_at - slot.announced_at
        moments = sorted(slot.announced_at + span * self.random.random() for _ in chosen)
        return [
            self._registered(slot, post, moment)
            for post, moment in zip(chosen, moments, strict=True)
        ]

    def _chosen(self, slot: Slot, places: int) -> list[_Post]:
        """Draw so many of those the session was for, by how likely each is to come."""
        day = day_of(slot.starts_at)
        levels = slot.subject.levels
        drawn = sorted(
            (self._rank(post), post.person, post)
            for post in self.posts
            if post.is_held_on(day)
            and (not levels or post.level in levels)
            and self.taken.get((slot.subject, post.person), dt.date.min) < day - _AGAIN_AFTER
        )
        chosen = [post for *_, post in drawn[len(drawn) - min(places, len(drawn)) :]]
        self.random.shuffle(chosen)
        self.taken |= {(slot.subject, post.person): day for post in chosen}
        return chosen

    def _rank(self, post: _Post) -> float:
        """A random number that is the likelier to be high the more likely somebody comes."""
        weight = _COMES[Level(post.level)] * self.keenness[post.department]
        return self.random.random() ** (1 / weight)

    def _registered(self, slot: Slot, post: _Post, moment: dt.datetime) -> Registration:
        registration = Registration(
            person_id=post.person,
            status=Registration.Status.CONFIRMED,
            registered_at=moment,
            registered_by_id=post.user,
            confirmed_at=moment,
        )
        if self.random.random() < _CANCELLED:
            registration.status = Registration.Status.CANCELLED
            registration.cancelled_at = moment + (slot.starts_at - moment) * self.random.random()
            registration.cancelled_by_id = post.user
        return registration


def _posts() -> Iterator[_Post]:
    """Give the posts of everybody in the sample, apart from the cast."""
    cast = Q(person__user__email__in=[part.email for part in CAST])
    rows = Posting.objects.filter(~cast, person__user__is_sample=True).order_by("pk")
    for row in rows.values_list(
        "person", "person__user", "level", "department__code", "starts_on", "ends_on"
    ):
        yield _Post(*row)


def _add_attendances(
    sessions: Iterable[Session], registrations: Iterable[list[Registration]], random: Random
) -> None:
    """Write the registrations and mark who was there; some sessions had many no-shows."""
    absent = {}
    for session, registered in zip(sessions, registrations, strict=True):
        absent[session] = random.uniform(*_ABSENT)
        for registration in registered:
            registration.session = session
    meetings = {
        meeting.session_id: meeting for meeting in Meeting.objects.filter(session__in=absent)
    }
    rows = Registration.objects.bulk_create(each for some in registrations for each in some)
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meetings[row.session_id],
            registration=row,
            status=_mark(absent[row.session], random),
            marked_at=row.session.ends_at,
            marked_by_id=row.session.owner_id,
        )
        for row in rows
        if row.is_confirmed
    )


def _mark(absent: float, random: Random) -> Attendance.Status:
    weights = {
        Attendance.Status.PRESENT: 1 - absent - _PARTLY - _EXCUSED,
        Attendance.Status.PARTLY: _PARTLY,
        Attendance.Status.EXCUSED: _EXCUSED,
        Attendance.Status.ABSENT: absent,
    }
    return random.choices(list(weights), list(weights.values()))[0]
