"""Addresses of the outbox, the system's health and, in the sample, the mail that was caught."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from notifications import views

app_name = "notifications"

# caught-mail/<mail_id>/
caught_mail_urls = [
    path("", views.caught_mail_detail, name="caught-mail-detail"),
    path("html/", views.caught_mail_html, name="caught-mail-html"),
    path("source/", views.caught_mail_download, name="caught-mail-download"),
    path("calendar/", views.caught_mail_calendar, name="caught-mail-calendar"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("messages/", views.message_list, name="message-list"),
    path("messages/<uuid:message_id>/", views.message_detail, name="message-detail"),
    path("messages/<uuid:message_id>/resend/", views.message_resend, name="message-resend"),
    path("quarantine/", views.quarantine, name="quarantine"),
    path(
        "quarantine/<int:quarantined_id>/delete/",
        views.quarantined_delete,
        name="quarantined-delete",
    ),
    path("health/", views.health, name="health"),
]

if settings.SAMPLE:
    urlpatterns += [
        path("caught-mail/", views.caught_mail_list, name="caught-mail-list"),
        path("caught-mail/<slug:mail_id>/", include(caught_mail_urls)),
    ]
