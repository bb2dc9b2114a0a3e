"""Input of the training system, turned into clean values. Nothing here saves anything."""

from training.forms.attendance import (
    AttendanceForm,
    ImportConfirmationForm,
    ImportForm,
    UndoForm,
    WalkInForm,
)
from training.forms.catalogue import CourseForm, SpeakerForm, VenueForm
from training.forms.costs import CostForm
from training.forms.holidays import HolidayForms
from training.forms.keys import KeyForm
from training.forms.meetings import LinksForm, MoveForms, Register, rearranged, values_of_meeting
from training.forms.notes import NoteForm
from training.forms.numbers import capacity_field
from training.forms.registration import GivingUpForm, RemovalForm, SwapForm
from training.forms.reminders import ReminderForm
from training.forms.requirements import (
    RequirementEndForm,
    RequirementForm,
    values_of_requirement,
)
from training.forms.series import CopyForm, DayForms, PatternForm
from training.forms.sessions import (
    ReasonForm,
    SessionForm,
    values_of_course,
    values_of_session,
    working_day_from,
)

__all__ = [
    "AttendanceForm",
    "CopyForm",
    "CostForm",
    "CourseForm",
    "DayForms",
    "GivingUpForm",
    "HolidayForms",
    "ImportConfirmationForm",
    "ImportForm",
    "KeyForm",
    "LinksForm",
    "MoveForms",
    "NoteForm",
    "PatternForm",
    "ReasonForm",
    "Register",
    "ReminderForm",
    "RemovalForm",
    "RequirementEndForm",
    "RequirementForm",
    "SessionForm",
    "SpeakerForm",
    "SwapForm",
    "UndoForm",
    "VenueForm",
    "WalkInForm",
    "capacity_field",
    "rearranged",
    "values_of_course",
    "values_of_meeting",
    "values_of_requirement",
    "values_of_session",
    "working_day_from",
]
