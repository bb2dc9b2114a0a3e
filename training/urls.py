"""Addresses of the training system."""

from django.urls import URLPattern, URLResolver, include, path

from training.views import (
    attendance,
    attendance_import,
    calendar,
    catalogue,
    costs,
    finding,
    held,
    holidays,
    notes,
    places,
    planning,
    record,
    registration,
    reminders,
    requirements,
    rescheduling,
    scheduling,
)

app_name = "training"

# sessions/
finding_urls = [
    path("", finding.session_list, name="session-list"),
    path("<int:session_id>/", finding.session_detail, name="session-detail"),
    path(
        "<int:session_id>/register/", registration.registration_create, name="registration-create"
    ),
    path(
        "<int:session_id>/swap/<int:registration_id>/",
        registration.registration_swap,
        name="registration-swap",
    ),
]

# registrations/
registration_urls = [
    path(
        "<int:registration_id>/cancel/",
        registration.registration_cancel,
        name="registration-cancel",
    ),
    path(
        "<int:registration_id>/calendar.ics",
        record.registration_calendar,
        name="registration-calendar",
    ),
]

# schedule/sessions/
session_urls = [
    path("new/", planning.session_create, name="session-create"),
    path("check/", planning.session_check, name="session-check"),
    path("audience/", planning.audience_preview, name="audience-preview"),
    path("<int:session_id>/", scheduling.session_manage, name="session-manage"),
    path("<int:session_id>/edit/", planning.session_edit, name="session-edit"),
    path("<int:session_id>/copy/", planning.session_copy, name="session-copy"),
    path("<int:session_id>/series/", planning.series_create, name="series-create"),
    path(
        "<int:session_id>/reschedule/", rescheduling.session_reschedule, name="session-reschedule"
    ),
    path("<int:session_id>/links/", rescheduling.session_links, name="session-links"),
    path("<int:session_id>/publish/", scheduling.session_publish, name="session-publish"),
    path("<int:session_id>/discard/", scheduling.session_discard, name="session-discard"),
    path("<int:session_id>/cancel/", rescheduling.session_cancel, name="session-cancel"),
    path("<int:session_id>/conclude/", scheduling.session_conclude, name="session-conclude"),
    path("<int:session_id>/cost/", costs.session_cost, name="session-cost"),
    path("<int:session_id>/note/", notes.session_note, name="session-note"),
    path("<int:session_id>/reminders/", reminders.session_reminders, name="session-reminders"),
    path("<int:session_id>/messages/", reminders.session_messages, name="session-messages"),
]

# schedule/meetings/
meeting_urls = [
    path(
        "<int:meeting_id>/attendance/",
        attendance.attendance_board,
        name="attendance-board",
    ),
    path(
        "<int:meeting_id>/attendance/undo/",
        attendance.attendance_undo,
        name="attendance-undo",
    ),
    path(
        "<int:meeting_id>/attendance/walk-in/",
        attendance.attendance_walk_in,
        name="attendance-walk-in",
    ),
    path(
        "<int:meeting_id>/attendance/sheet.pdf",
        attendance.attendance_sheet,
        name="attendance-sheet",
    ),
    path(
        "<int:meeting_id>/attendance/import/",
        attendance_import.attendance_import,
        name="attendance-import",
    ),
    path(
        "<int:meeting_id>/attendance/import/confirm/",
        attendance_import.attendance_import_confirm,
        name="attendance-import-confirm",
    ),
    path(
        "<int:meeting_id>/attendance/template.xlsx",
        attendance_import.attendance_template,
        name="attendance-template",
    ),
]

# schedule/
schedule_urls: list[URLPattern | URLResolver] = [
    path("", scheduling.schedule, name="schedule"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("sessions/", include(session_urls)),
    path("meetings/", include(meeting_urls)),
    path(
        "registrations/<int:registration_id>/cancel/",
        places.registration_remove,
        name="registration-remove",
    ),
    path("reminders/<int:rule_id>/remove/", reminders.reminder_remove, name="reminder-remove"),
    path("holidays/", holidays.holiday_list, name="holiday-list"),
    path("holidays/<int:year>/", holidays.holiday_year, name="holiday-year"),
    path("courses/", catalogue.course_list, name="course-list"),
    path("courses/new/", catalogue.course_create, name="course-create"),
    path("courses/<int:course_id>/edit/", catalogue.course_edit, name="course-edit"),
    path("requirements/", requirements.requirement_list, name="requirement-list"),
    path("requirements/new/", requirements.requirement_create, name="requirement-create"),
    path(
        "requirements/<int:requirement_id>/edit/",
        requirements.requirement_edit,
        name="requirement-edit",
    ),
    path(
        "requirements/<int:requirement_id>/end/",
        requirements.requirement_end,
        name="requirement-end",
    ),
    path("venues/", catalogue.venue_list, name="venue-list"),
    path("venues/new/", catalogue.venue_create, name="venue-create"),
    path("venues/<int:venue_id>/edit/", catalogue.venue_edit, name="venue-edit"),
    path("speakers/", catalogue.speaker_list, name="speaker-list"),
    path("speakers/new/", catalogue.speaker_create, name="speaker-create"),
    path("speakers/<int:speaker_id>/edit/", catalogue.speaker_edit, name="speaker-edit"),
]

urlpatterns = [
    path("sessions/", include(finding_urls)),
    path("registrations/", include(registration_urls)),
    path("places/", held.held_list, name="held-list"),
    path("my-record/", record.my_record, name="my-record"),
    path("my-record/calendar/", record.calendar_feed_reset, name="calendar-feed-reset"),
    path("calendar/<str:token>.ics", record.calendar_feed, name="calendar-feed"),
    path("schedule/", include(schedule_urls)),
]
