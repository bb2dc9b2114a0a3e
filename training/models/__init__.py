"""Courses, sessions and their meetings, registrations, attendance, reminder rules."""

from training.models.attendance import Attendance
from training.models.calendars import CalendarFeed
from training.models.courses import Course, CoursePublication, SessionKind, SpokenLanguage
from training.models.deadlines import DaysBefore, Deadline
from training.models.modes import Mode, mode_of
from training.models.notes import SessionNote
from training.models.registrations import Registration
from training.models.reminders import ReminderRule
from training.models.sessions import Meeting, Session
from training.models.speakers import Engagement, Speaker
from training.models.venues import Venue

__all__ = [
    "Attendance",
    "CalendarFeed",
    "Course",
    "CoursePublication",
    "DaysBefore",
    "Deadline",
    "Engagement",
    "Meeting",
    "Mode",
    "Registration",
    "ReminderRule",
    "Session",
    "SessionKind",
    "SessionNote",
    "Speaker",
    "SpokenLanguage",
    "Venue",
    "mode_of",
]
