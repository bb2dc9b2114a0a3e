"""What people do in the training system. Each is one transaction."""

from training.actions.attendance import (
    Marking,
    add_walk_in,
    close_attendance,
    mark_attendance,
    undo_marks,
)
from training.actions.calendars import reset_calendar_feed
from training.actions.capacity import Deed, ExcessDecision
from training.actions.catalogue import save_course, save_speaker, save_venue
from training.actions.costs import enter_cost
from training.actions.holidays import Holiday, set_general_holidays
from training.actions.notes import write_note
from training.actions.plans import MeetingPlan, SessionPlan
from training.actions.registration import cancel_registration, register, swap_registration
from training.actions.reminders import (
    ReminderPlan,
    add_reminder,
    plan_due_reminders,
    remove_reminder,
)
from training.actions.requirements import (
    SOON_DAYS,
    RequirementPlan,
    change_requirement,
    count_due,
    end_requirement,
    require_course,
)
from training.actions.rescheduling import (
    MeetingMove,
    Rehearsal,
    correct_links,
    rehearse_cancellation,
    rehearse_move,
    reschedule_session,
)
from training.actions.scheduling import (
    address_to_roles,
    cancel_session,
    change_session,
    conclude_session,
    create_session,
    discard_session,
    publish_session,
)
from training.actions.series import copy_session, create_series

__all__ = [
    "SOON_DAYS",
    "Deed",
    "ExcessDecision",
    "Holiday",
    "Marking",
    "MeetingMove",
    "MeetingPlan",
    "Rehearsal",
    "ReminderPlan",
    "RequirementPlan",
    "SessionPlan",
    "add_reminder",
    "add_walk_in",
    "address_to_roles",
    "cancel_registration",
    "cancel_session",
    "change_requirement",
    "change_session",
    "close_attendance",
    "conclude_session",
    "copy_session",
    "correct_links",
    "count_due",
    "create_series",
    "create_session",
    "discard_session",
    "end_requirement",
    "enter_cost",
    "mark_attendance",
    "plan_due_reminders",
    "publish_session",
    "register",
    "rehearse_cancellation",
    "rehearse_move",
    "remove_reminder",
    "require_course",
    "reschedule_session",
    "reset_calendar_feed",
    "save_course",
    "save_speaker",
    "save_venue",
    "set_general_holidays",
    "swap_registration",
    "undo_marks",
    "write_note",
]
