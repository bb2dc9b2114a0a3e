"""Addresses of what joins the apps: Home, and the reports."""

from django.urls import include, path

from reporting.views import home, overview

# reports/
report_urls = [
    path("", overview.overview, name="overview"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("reports/", include((report_urls, "reporting"))),
]
