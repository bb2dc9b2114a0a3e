"""Addresses of coverage, under reports/coverage/"""

from django.urls import URLPattern, URLResolver, path

from reporting.views import coverage

coverage_urls: list[URLPattern | URLResolver] = [
    path("", coverage.coverage_page, name="coverage"),
    path("people/", coverage.coverage_people, name="coverage-everybody"),
    path("<int:department_id>/", coverage.coverage_department, name="coverage-department"),
    path("<int:department_id>/people/", coverage.coverage_people, name="coverage-people"),
]
