"""Addresses of the training system."""

from django.urls import URLPattern, URLResolver, include, path

from training.views import attendance, catalogue, finding, reminders, scheduling

app_name = "training"

# sessions/
finding_urls = [
    path("", finding.session_list, name="session-list"),
    path("<int:session_id>/", finding.session_detail, name="session-detail"),
    path("<int:session_id>/register/", finding.registration_create, name="registration-create"),
]

# schedule/sessions/
session_urls = [
    path("new/", scheduling.session_create, name="session-create"),
    path("check/", scheduling.session_check, name="session-check"),
    path("<int:session_id>/", scheduling.session_manage, name="session-manage"),
    path("<int:session_id>/edit/", scheduling.session_edit, name="session-edit"),
    path("<int:session_id>/publish/", scheduling.session_publish, name="session-publish"),
    path("<int:session_id>/cancel/", scheduling.session_cancel, name="session-cancel"),
    path("<int:session_id>/conclude/", scheduling.session_conclude, name="session-conclude"),
    path("<int:session_id>/reminders/", reminders.session_reminders, name="session-reminders"),
    path("<int:session_id>/messages/", reminders.session_messages, name="session-messages"),
]

# schedule/
schedule_urls: list[URLPattern | URLResolver] = [
    path("", scheduling.schedule, name="schedule"),
    path("sessions/", include(session_urls)),
    path(
        "meetings/<int:meeting_id>/attendance/",
        attendance.attendance_board,
        name="attendance-board",
    ),
    path("reminders/<int:rule_id>/remove/", reminders.reminder_remove, name="reminder-remove"),
    path("courses/", catalogue.course_list, name="course-list"),
    path("courses/new/", catalogue.course_create, name="course-create"),
    path("courses/<int:course_id>/edit/", catalogue.course_edit, name="course-edit"),
    path("venues/", catalogue.venue_list, name="venue-list"),
    path("venues/new/", catalogue.venue_create, name="venue-create"),
    path("venues/<int:venue_id>/edit/", catalogue.venue_edit, name="venue-edit"),
]

urlpatterns = [
    path("sessions/", include(finding_urls)),
    path(
        "registrations/<int:registration_id>/cancel/",
        finding.registration_cancel,
        name="registration-cancel",
    ),
    path("my-record/", finding.my_record, name="my-record"),
    path("schedule/", include(schedule_urls)),
]
