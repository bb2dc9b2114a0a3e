"""Addresses of who is due, under reports/due/"""

from django.urls import URLPattern, URLResolver, path

from reporting.views import due

due_urls: list[URLPattern | URLResolver] = [
    path("", due.due_page, name="due"),
    path("people/", due.due_people, name="due-people"),
    path("courses/<int:course_id>/", due.due_sessions, name="due-sessions"),
]
