"""What people do in the training system. Each is one transaction."""

from training.actions.attendance import (
    Marking,
    add_walk_in,
    close_attendance,
    mark_attendance,
    undo_marks,
)
from training.actions.catalogue import save_course, save_venue
from training.actions.registration import cancel_registration, register
from training.actions.reminders import plan_due_reminders
from training.actions.scheduling import (
    MeetingPlan,
    SessionPlan,
    cancel_session,
    change_session,
    conclude_session,
    create_session,
    publish_session,
)

__all__ = [
    "Marking",
    "MeetingPlan",
    "SessionPlan",
    "add_walk_in",
    "cancel_registration",
    "cancel_session",
    "change_session",
    "close_attendance",
    "conclude_session",
    "create_session",
    "mark_attendance",
    "plan_due_reminders",
    "publish_session",
    "register",
    "save_course",
    "save_venue",
    "undo_marks",
]
