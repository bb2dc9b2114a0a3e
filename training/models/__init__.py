"""Courses and who is due to take them, sessions, registrations, attendance, reminder rules."""

from training.models.attendance import Attendance
from training.models.calendars import CalendarFeed
from training.models.courses import Course, CoursePublication, SessionKind, SpokenLanguage
from training.models.deadlines import DaysBefore, Deadline
from training.models.due import Counted, Due, State
from training.models.modes import Mode, mode_of
from training.models.notes import SessionNote
from training.models.registrations import Registration
from training.models.reminders import ReminderRule
from training.models.requirements import DueCount, Requirement
from training.models.sessions import Meeting, Session
from training.models.speakers import Engagement, Speaker
from training.models.venues import Venue

__all__ = [
    "Attendance",
    "CalendarFeed",
    "Counted",
    "Course",
    "CoursePublication",
    "DaysBefore",
    "Deadline",
    "Due",
    "DueCount",
    "Engagement",
    "Meeting",
    "Mode",
    "Registration",
    "ReminderRule",
    "Requirement",
    "Session",
    "SessionKind",
    "SessionNote",
    "Speaker",
    "SpokenLanguage",
    "State",
    "Venue",
    "mode_of",
]
