"""Addresses of what joins the apps: Home, and the reports."""

from django.urls import URLPattern, URLResolver, include, path

from reporting.urls.coverage import coverage_urls
from reporting.urls.documents import document_urls
from reporting.urls.due import due_urls
from reporting.urls.exports import export_urls
from reporting.urls.figures import figure_urls
from reporting.urls.freezes import frozen_urls
from reporting.urls.gaps import gap_urls
from reporting.urls.legislature import legislature_urls
from reporting.urls.programme_report import programme_report_urls
from reporting.urls.saved import saved_urls
from reporting.views import home, overview

# reports/
report_urls: list[URLPattern | URLResolver] = [
    path("", overview.overview, name="overview"),
    path("coverage/", include(coverage_urls)),
    path("due/", include(due_urls)),
    path("gaps/", include(gap_urls)),
    path("figures/", include(figure_urls)),
    path("frozen/", include(frozen_urls)),
    path("documents/", include(document_urls)),
    path("programme-report/", include(programme_report_urls)),
    path("legislature/", include(legislature_urls)),
    path("saved/", include(saved_urls)),
    path("files/", include(export_urls)),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("reports/", include((report_urls, "reporting"))),
]
