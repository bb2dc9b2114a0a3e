"""Keeping the registers of courses, venues and speakers."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from core import audit
from core.chinese import simplified
from people.models import User
from publications.models import Publication, Topic
from training import permissions
from training.models import Course, Session, Speaker, Venue


@transaction.atomic
def save_course(
    *,
    course: Course,
    topics: Collection[Topic],
    publications: Collection[Publication] = (),
    by: User,
    now: dt.datetime,
) -> Course:
    """Add a course or change one. Sessions scheduled from it earlier stay as they are.

    What it uses is to be read before each of its sessions, those scheduled earlier too.
    """
    permissions.check_can_manage_schedule(by)
    before = Course.objects.filter(pk=course.pk).first() or Course()
    for field in ("title", "summary"):
        _fill_in_simplified(course, field, before)
    course.save()
    course.topics.set(topics)
    course.publications.set(publications)
    audit.record(by, "training.course_saved", course, at=now)
    return course


@transaction.atomic
def save_venue(*, venue: Venue, by: User, now: dt.datetime) -> Venue:
    """Add a venue or change one."""
    permissions.check_can_manage_schedule(by)
    before = Venue.objects.filter(pk=venue.pk).first() or Venue()
    for field in ("name", "address"):
        _fill_in_simplified(venue, field, before)
    venue.save()
    audit.record(by, "training.venue_saved", venue, at=now)
    return venue


@transaction.atomic
def save_speaker(*, speaker: Speaker, by: User, now: dt.datetime) -> Speaker:
    """Add a speaker or change one; found under the new name in the sessions spoken at."""
    permissions.check_can_manage_schedule(by)
    speaker.save()
    for session in Session.objects.filter(meetings__speakers=speaker).distinct():
        Session.objects.filter(pk=session.pk).update(search_text=session.searchable())
    audit.record(by, "training.speaker_saved", speaker, at=now)
    return speaker


def _fill_in_simplified(thing: Course | Venue, field: str, before: Course | Venue) -> None:
    traditional, given = (getattr(thing, f"{field}_{script}") for script in ("zh_hant", "zh_hans"))
    text = simplified(traditional, given, before=getattr(before, f"{field}_zh_hant"))
    setattr(thing, f"{field}_zh_hans", text)
