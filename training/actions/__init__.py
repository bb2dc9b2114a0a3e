"""What people do in the training system. Each is one transaction."""

from training.actions.attendance import mark_attendance
from training.actions.catalogue import save_course, save_venue
from training.actions.registration import cancel_registration, register
from training.actions.reminders import (
    ReminderPlan,
    add_reminder,
    plan_due_reminders,
    remove_reminder,
)
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
    "MeetingPlan",
    "ReminderPlan",
    "SessionPlan",
    "add_reminder",
    "cancel_registration",
    "cancel_session",
    "change_session",
    "conclude_session",
    "create_session",
    "mark_attendance",
    "plan_due_reminders",
    "publish_session",
    "register",
    "remove_reminder",
    "save_course",
    "save_venue",
]
