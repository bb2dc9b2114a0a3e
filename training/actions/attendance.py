"""Marking who was there."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from core import audit
from people.models import User
from training import permissions, rules
from training.models import Attendance, Meeting


@transaction.atomic
def mark_attendance(
    *, meeting_id: int, marks: Mapping[int, str], by: User, now: dt.datetime
) -> int:
    """Mark registrations, by id, as present, partly present, excused or absent at a meeting.

    Marks that stand already are left alone. Gives how many were written. Raises
    AttendanceRefused before the desk opens, and for whom holds no place in the session.
    """
    meeting = (
        Meeting.objects.select_related("session").select_for_update(of=("self",)).get(pk=meeting_id)
    )
    permissions.check_can_mark_attendance(by, meeting)
    rules.check_attendance_open(meeting, now)
    confirmed = meeting.session.registrations.confirmed().filter(pk__in=marks)
    rules.check_all_confirmed(marks, set(confirmed.values_list("pk", flat=True)))

    standing = dict(meeting.attendances.values_list("registration_id", "status"))
    changed = [
        Attendance(
            meeting=meeting,
            registration_id=registration_id,
            status=status,
            marked_at=now,
            marked_by=by,
        )
        for registration_id, status in sorted(marks.items())
        if standing.get(registration_id) != status
    ]
    Attendance.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["meeting", "registration"],
        update_fields=["status", "marked_at", "marked_by"],
    )

    if changed:
        audit.record(by, "training.attendance_marked", meeting, at=now, marks=len(changed))
    return len(changed)
