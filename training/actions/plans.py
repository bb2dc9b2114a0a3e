"""Sessions as asked for, and how they are stored."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from core.chinese import simplified
from people.models import Audience, Department, User
from training import rules
from training.models import (
    Course,
    Deadline,
    Engagement,
    Meeting,
    Session,
    Speaker,
    Venue,
)
from training.models.deadlines import moment_of


@dataclass(frozen=True, kw_only=True)
class MeetingPlan:
    """One sitting as asked for. The reason is why a speaker may be in two places at once."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    venue: Venue | None = None
    link: str = ""
    speakers: Collection[Speaker] = ()
    override_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class SessionPlan:
    """A session as asked for, with at least one meeting.

    No levels, departments, roles or employment kinds means all. Deadlines are moments, or days
    before the first meeting; no `cancel_by` is the start, no `opens_at` is publication.
    """

    course: Course
    kind: str
    title_en: str
    title_zh_hant: str
    language: str
    organiser: Department
    capacity: int
    closes_at: Deadline
    meetings: Collection[MeetingPlan]
    title_zh_hans: str = ""
    minimum: int = 0
    opens_at: Deadline | None = None
    cancel_by: Deadline | None = None
    levels: Collection[str] = ()
    departments: Collection[Department] = ()
    roles: Collection[str] = ()
    employment_kinds: Collection[str] = ()

    @property
    def starts_at(self) -> dt.datetime:
        return min(meeting.starts_at for meeting in self.meetings)


def made_before(by: User, keys: Collection[UUID | None]) -> list[Session]:
    """Give the sessions that were made for these keys of a form, while this user makes no other.

    Whoever sends a form twice in one moment waits here, and gets what the first sending made.
    """
    wanted = [key for key in keys if key]
    if not wanted:
        return []
    User.objects.select_for_update(no_key=True).values_list("pk").get(pk=by.pk)
    made = Session.objects.kept().filter(creation_key__in=wanted, owner=by)
    return list(made.order_by("starts_at", "pk"))


def check_deadlines(plan: SessionPlan, starts_at: dt.datetime) -> None:
    """Refuse deadlines that would come after the start of a session that begins then."""
    rules.check_closes_by_its_start(moment_of(plan.closes_at, starts_at), starts_at)
    rules.check_cancellable_until_its_start(moment_of(plan.cancel_by, starts_at), starts_at)


def write(session: Session, plan: SessionPlan) -> None:
    """Store a draft as planned, meetings included; its reminders are for the caller to time."""
    session.course = plan.course
    session.kind = plan.kind
    session.starts_at = plan.starts_at
    session.ends_at = max(meeting.ends_at for meeting in plan.meetings)
    _assign_details(session, plan)
    session.save()
    _write_audience(session.audience, plan)
    _write_meetings(session, plan.meetings)
    write_search_text(session)


def write_details(session: Session, plan: SessionPlan) -> None:
    """Store what of a published session may change without telling anybody."""
    _assign_details(session, plan)
    session.save()
    _write_audience(session.audience, plan)
    for meeting, asked in zip(session.meetings.all(), _in_order(plan.meetings), strict=False):
        _write_speakers(meeting, asked)
    write_search_text(session)


def write_search_text(session: Session) -> None:
    session.search_text = session.searchable()
    session.save(update_fields=["search_text"])


def _assign_details(session: Session, plan: SessionPlan) -> None:
    session.title_en = plan.title_en
    session.title_zh_hans = simplified(
        plan.title_zh_hant, plan.title_zh_hans, before=session.title_zh_hant
    )
    session.title_zh_hant = plan.title_zh_hant
    session.language = plan.language
    session.organiser = plan.organiser
    session.capacity = plan.capacity
    session.minimum = plan.minimum
    session.opens = plan.opens_at
    session.closes = plan.closes_at
    session.cancellable_until = plan.cancel_by
    rules.check_opens_before_it_closes(session)


def _write_audience(audience: Audience, plan: SessionPlan) -> None:
    write_audience(
        audience,
        levels=plan.levels,
        roles=plan.roles,
        employment_kinds=plan.employment_kinds,
        departments=plan.departments,
    )


def write_audience(
    audience: Audience,
    *,
    levels: Collection[str] = (),
    roles: Collection[str] = (),
    employment_kinds: Collection[str] = (),
    departments: Collection[Department] = (),
) -> None:
    """Store whom a session is for; what is not given leaves nobody out."""
    audience.levels = list(levels)
    audience.roles = list(roles)
    audience.employment_kinds = list(employment_kinds)
    audience.save()
    links = Audience.departments.through.objects
    wanted = {department.pk for department in departments}
    standing = set(links.filter(audience=audience).values_list("department_id", flat=True))
    links.filter(audience=audience, department__in=standing - wanted).delete()
    audience.departments.add(*(wanted - standing))


def _write_meetings(session: Session, plans: Collection[MeetingPlan]) -> None:
    Engagement.objects.filter(meeting__session=session).delete()
    Meeting.objects.filter(session=session).delete()
    for plan in plans:
        meeting = Meeting.objects.create(
            session=session,
            starts_at=plan.starts_at,
            ends_at=plan.ends_at,
            venue=plan.venue,
            link=plan.link,
        )
        _write_speakers(meeting, plan)


def _write_speakers(meeting: Meeting, plan: MeetingPlan) -> None:
    wanted = {speaker.pk: speaker for speaker in plan.speakers}
    engagements = Engagement.objects.filter(meeting=meeting)
    engagements.exclude(speaker__in=wanted).delete()
    standing = set(engagements.values_list("speaker_id", flat=True))
    Engagement.objects.bulk_create(
        Engagement(meeting=meeting, speaker=speaker, override_reason=plan.override_reason)
        for pk, speaker in wanted.items()
        if pk not in standing
    )
    if plan.override_reason:
        engagements.filter(holds_speaker=False).update(override_reason=plan.override_reason)


def _in_order(plans: Collection[MeetingPlan]) -> list[MeetingPlan]:
    return sorted(plans, key=lambda plan: plan.starts_at)
