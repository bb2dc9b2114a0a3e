"""Input of the training system, turned into clean values. Nothing here saves anything."""

from training.forms.attendance import (
    AttendanceForm,
    ImportConfirmationForm,
    ImportForm,
    UndoForm,
    WalkInForm,
)
from training.forms.sessions import (
    CourseForm,
    ReasonForm,
    SessionForm,
    VenueForm,
    values_of_course,
    values_of_session,
)

__all__ = [
    "AttendanceForm",
    "CourseForm",
    "ImportConfirmationForm",
    "ImportForm",
    "ReasonForm",
    "SessionForm",
    "UndoForm",
    "VenueForm",
    "WalkInForm",
    "values_of_course",
    "values_of_session",
]
