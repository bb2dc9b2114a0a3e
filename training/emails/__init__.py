"""What the training system writes to people, and when it is no longer wanted."""

from training.emails.composing import preview
from training.emails.registration import (
    moved_to_waiting_list,
    registration_cancelled,
    registration_promoted,
    registration_received,
)
from training.emails.reminders import reminder
from training.emails.sessions import (
    link_corrected,
    session_cancelled,
    session_moved,
    snapshot,
)

__all__ = [
    "link_corrected",
    "moved_to_waiting_list",
    "preview",
    "registration_cancelled",
    "registration_promoted",
    "registration_received",
    "reminder",
    "session_cancelled",
    "session_moved",
    "snapshot",
]
