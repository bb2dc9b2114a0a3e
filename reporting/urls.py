"""Addresses of what joins the apps: Home, and the reports."""

from django.urls import URLPattern, URLResolver, include, path

from reporting.views import coverage, due, home, overview

# reports/coverage/
coverage_urls = [
    path("", coverage.coverage_page, name="coverage"),
    path("people/", coverage.coverage_people, name="coverage-everybody"),
    path("<int:department_id>/", coverage.coverage_department, name="coverage-department"),
    path("<int:department_id>/people/", coverage.coverage_people, name="coverage-people"),
]

# reports/due/
due_urls = [
    path("", due.due_page, name="due"),
    path("people/", due.due_people, name="due-people"),
    path("courses/<int:course_id>/", due.due_sessions, name="due-sessions"),
]

# reports/
report_urls: list[URLPattern | URLResolver] = [
    path("", overview.overview, name="overview"),
    path("coverage/", include(coverage_urls)),
    path("due/", include(due_urls)),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("reports/", include((report_urls, "reporting"))),
]
