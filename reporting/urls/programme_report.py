"""Addresses of the annual programme report, under reports/programme-report/"""

from django.urls import URLPattern, URLResolver, path

from reporting.views import programme_report

programme_report_urls: list[URLPattern | URLResolver] = [
    path("", programme_report.programme_report_list, name="programme-report-list"),
    path("make/", programme_report.programme_report_make, name="programme-report-make"),
    path("<int:freeze_id>/", programme_report.programme_report, name="programme-report"),
]
