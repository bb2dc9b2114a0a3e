"""Addresses of what joins the apps: Home, and the reports."""

from django.urls import URLPattern, URLResolver, include, path

from reporting.views import coverage, gaps, home, overview

# reports/coverage/
coverage_urls = [
    path("", coverage.coverage_page, name="coverage"),
    path("people/", coverage.coverage_people, name="coverage-everybody"),
    path("<int:department_id>/", coverage.coverage_department, name="coverage-department"),
    path("<int:department_id>/people/", coverage.coverage_people, name="coverage-people"),
]

# reports/
report_urls: list[URLPattern | URLResolver] = [
    path("", overview.overview, name="overview"),
    path("coverage/", include(coverage_urls)),
    path("gaps/", gaps.gap_list, name="gaps"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("reports/", include((report_urls, "reporting"))),
]
