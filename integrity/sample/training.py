"""The sample's training: courses, venues, speakers, sessions, and who is in them.

What staff and people do one by one goes through the actions, with its audit entries and messages.
The many registrations are written in one stroke and leave no message to send.
"""

import datetime as dt
from decimal import Decimal
from random import Random

from django.db import transaction
from django.db.models import F

from core.chinese import simplify
from core.days import day_of
from core.models import GeneralHoliday
from integrity.sample.data.cast import CAST
from integrity.sample.data.courses import SUBJECTS, Subject
from integrity.sample.data.places import SPEAKERS, VENUES
from integrity.sample.people import SEED
from integrity.sample.timetable import (
    CANCELLED,
    DRAFTS,
    FULL,
    NOT_YET_OPEN,
    TAKEN_BY_CAST,
    Slot,
    slots,
)
from people.models import Department, Posting, User
from people.models.audiences import persons_matching
from people.roles import Role
from publications.models import Topic
from training import actions
from training.models import (
    Attendance,
    Course,
    Registration,
    Session,
    SessionKind,
    Speaker,
    Venue,
)

_WAITING = 5
_IN_THE_CANCELLED = 5
_ATTENDANCE = {
    Attendance.Status.PRESENT: 88,
    Attendance.Status.PARTLY: 4,
    Attendance.Status.EXCUSED: 4,
    Attendance.Status.ABSENT: 4,
}
# The past sessions in which the sample's civil servant, or its Ethics Officer, had a place.
_ATTENDED_BY = {
    -3: Role.CIVIL_SERVANT,
    -9: Role.CIVIL_SERVANT,
    -17: Role.CIVIL_SERVANT,
    -14: Role.ETHICS_OFFICER,
}
# The sample's speaker speaks at every so many sessions.
_SPEAKS_EVERY = 6


@transaction.atomic
def load(*, now: dt.datetime) -> None:
    """Schedule, publish, fill and conclude the sample's sessions, unless there are any already."""
    if Session.objects.exists():
        return
    programme = _Programme(now)
    timetable = slots(now, GeneralHoliday.objects.days())
    for slot in sorted(timetable, key=lambda slot: slot.announced_at):
        programme.bring_about(slot)


class _Programme:
    """What the sessions draw on: courses, free venues and speakers, and people to come."""

    def __init__(self, now: dt.datetime) -> None:
        self.now = now
        self.random = Random(f"{SEED}:training")
        self.cast = {part.role: User.objects.get(email=part.email) for part in CAST}
        self.organisers = {
            "CSB": (Department.objects.get(code="CSB"), self.cast[Role.PROGRAMME_STAFF]),
            "ICAC": (Department.objects.get(code="ICAC"), self.cast[Role.ICAC_STAFF]),
        }
        self.courses = {subject: self._add_course(subject) for subject in SUBJECTS}
        self.venues = self._add_venues()
        self.speakers = _add_speakers(self.cast[Role.SPEAKER])
        self.engaged: set[tuple[dt.datetime, Venue | Speaker]] = set()
        self.eligible: dict[Subject, list[tuple[int, int]]] = {}

    def bring_about(self, slot: Slot) -> None:
        """Bring one session to where it stands today."""
        session = self._draft(slot)
        if slot.number in DRAFTS:
            return
        session = actions.publish_session(
            session_id=session.pk, by=session.owner, now=slot.announced_at
        )
        # Reminders due by now count as planned, so that the first beat does not send them all.
        session.reminder_rules.filter(due_at__lte=self.now).update(planned_at=F("due_at"))
        if slot.ends_at < self.now:
            self._fill(session, slot, round(slot.capacity * self.random.uniform(0.6, 0.97)))
            self._conclude(session)
            if slot.number % 2:
                cost = Decimal(800 + 12 * slot.capacity)
                actions.enter_cost(
                    session_id=session.pk, cost=cost, by=session.owner, now=slot.ends_at
                )
        elif slot.number == CANCELLED:
            self._fill(session, slot, _IN_THE_CANCELLED)
            actions.cancel_session(
                session_id=session.pk,
                reason="The speaker is needed in court on that day.",
                by=session.owner,
                now=self.now,
            )
        elif slot.number == FULL:
            self._fill(session, slot, slot.capacity)
            self._queue_up(session, slot)
        elif slot.number not in NOT_YET_OPEN:
            self._fill(session, slot, round(slot.capacity * self.random.uniform(0.2, 0.85)))
            if slot.number == TAKEN_BY_CAST:
                self._register(session, self.cast[Role.CIVIL_SERVANT])

    def _add_course(self, subject: Subject) -> Course:
        course = Course(
            title_en=subject.title_en,
            title_zh_hant=subject.title_zh,
            summary_en=subject.summary_en,
            summary_zh_hant=subject.summary_zh,
            kind=subject.kind,
            levels=list(subject.levels),
            minutes=subject.minutes,
            language=subject.language,
            capacity=subject.capacity,
        )
        topics = Topic.objects.filter(code__in=subject.topics)
        _, staff = self.organisers[subject.organiser]
        return actions.save_course(course=course, topics=topics, by=staff, now=self.now)

    def _add_venues(self) -> list[Venue]:
        staff = self.cast[Role.PROGRAMME_STAFF]
        return [
            actions.save_venue(
                venue=Venue(
                    name_en=name_en,
                    name_zh_hant=name_zh,
                    address_en=address_en,
                    address_zh_hant=address_zh,
                    capacity=capacity,
                ),
                by=staff,
                now=self.now,
            )
            for name_en, name_zh, address_en, address_zh, capacity in VENUES
        ]

    def _draft(self, slot: Slot) -> Session:
        subject = slot.subject
        organiser, staff = self.organisers[subject.organiser]
        meeting = actions.MeetingPlan(
            starts_at=slot.starts_at,
            ends_at=slot.ends_at,
            venue=None if subject.kind == SessionKind.WEBINAR else self._free_venue(slot),
            link="https://meet.gov.example/join" if subject.kind == SessionKind.WEBINAR else "",
            speakers=[self._free_speaker(slot)],
        )
        plan = actions.SessionPlan(
            course=self.courses[subject],
            kind=subject.kind,
            title_en=subject.title_en,
            title_zh_hant=subject.title_zh,
            title_zh_hans=simplify(subject.title_zh),
            language=subject.language,
            organiser=organiser,
            capacity=slot.capacity,
            opens_at=slot.opens_at,
            closes_at=slot.closes_at,
            meetings=[meeting],
            levels=subject.levels,
            roles=subject.roles,
        )
        return actions.create_session(plan=plan, by=staff, now=slot.announced_at)

    def _free_venue(self, slot: Slot) -> Venue:
        """Give a room that fits and that no other session of the sample has then."""
        fitting = [
            venue
            for venue in sorted(self.venues, key=lambda venue: venue.capacity)
            if venue.capacity >= slot.capacity and (slot.starts_at, venue) not in self.engaged
        ]
        venue = self.random.choice(fitting[:4])
        self.engaged.add((slot.starts_at, venue))
        return venue

    def _free_speaker(self, slot: Slot) -> Speaker:
        """Give the sample's speaker now and then, else another; nobody speaks twice at once."""
        cast, *others = self.speakers
        wanted = [cast] if slot.number % _SPEAKS_EVERY == 0 else others
        free = [speaker for speaker in wanted if (slot.starts_at, speaker) not in self.engaged]
        speaker = self.random.choice(free or others)
        self.engaged.add((slot.starts_at, speaker))
        return speaker

    def _eligible(self, subject: Subject) -> list[tuple[int, int]]:
        """Give the person and the user of everybody a subject is for, apart from the cast."""
        if subject not in self.eligible:
            persons = persons_matching(
                day_of(self.now),
                levels=subject.levels,
                employment_kinds=(),
                roles=subject.roles,
                departments=(),
            ).exclude(user__in=self.cast.values())
            self.eligible[subject] = list(persons.order_by("pk").values_list("pk", "user_id"))
        return self.eligible[subject]

    def _fill(self, session: Session, slot: Slot, places: int) -> None:
        """Give places to as many, in one stroke and without mail, at moments until now."""
        chosen = self.random.sample(
            self._eligible(slot.subject), min(places, len(self._eligible(slot.subject)))
        )
        if slot.number in _ATTENDED_BY:
            user = self.cast[_ATTENDED_BY[slot.number]]
            chosen[0] = (user.person.pk, user.pk)
        last = min(self.now, slot.closes_at)
        moments = sorted(
            slot.announced_at + (last - slot.announced_at) * self.random.random() for _ in chosen
        )
        # Nobody is at a session before their first post.
        serving = set(
            Posting.objects.current(day_of(slot.starts_at))
            .filter(person__in=[person_id for person_id, _user_id in chosen])
            .values_list("person_id", flat=True)
        )
        placed = Registration.objects.bulk_create(
            Registration(
                session=session,
                person_id=person_id,
                status=Registration.Status.CONFIRMED,
                registered_at=moment,
                registered_by_id=user_id,
                confirmed_at=moment,
            )
            for moment, (person_id, user_id) in zip(moments, chosen, strict=True)
            if person_id in serving
        )
        session.places_taken = len(placed)
        session.save(update_fields=["places_taken"])

    def _queue_up(self, session: Session, slot: Slot) -> None:
        """Let some wait for a full session, and one of the cast behind them."""
        placed = set(session.registrations.values_list("person_id", flat=True))
        late = [user for person, user in self._eligible(slot.subject) if person not in placed]
        for user in User.objects.filter(pk__in=self.random.sample(late, _WAITING)).order_by("pk"):
            self._register(session, user)
        self._register(session, self.cast[Role.CIVIL_SERVANT])

    def _register(self, session: Session, user: User) -> None:
        actions.register(session_id=session.pk, person=user.person, by=user, now=self.now)

    def _conclude(self, session: Session) -> None:
        """Mark who came, and the session as held, as its organiser did when it was over."""
        cast = {user.person.pk for user in self.cast.values()}
        marks = {}
        for registration in session.registrations.confirmed().order_by("pk"):
            status = self.random.choices(list(_ATTENDANCE), list(_ATTENDANCE.values()))[0]
            came = registration.person_id in cast
            marks[registration.pk] = Attendance.Status.PRESENT if came else status
        for meeting in session.meetings.all():
            actions.mark_attendance(
                meeting_id=meeting.pk, marks=marks, by=session.owner, now=session.ends_at
            )
        actions.conclude_session(session_id=session.pk, by=session.owner, now=session.ends_at)


def _add_speakers(cast: User) -> list[Speaker]:
    """Add the speakers, that of the cast first."""
    person = cast.person
    return Speaker.objects.bulk_create(
        [
            Speaker(
                person=person,
                name_en=person.name_en,
                name_zh=person.name_zh,
                organisation="ICAC Community Relations Department",
            ),
            *(
                Speaker(name_en=name_en, name_zh=name_zh, organisation=organisation)
                for name_en, name_zh, organisation in SPEAKERS
            ),
        ]
    )
