"""Addresses of what joins the apps: Home, and the reports."""

from django.urls import URLPattern, URLResolver, include, path

from reporting.views import (
    coverage,
    exports,
    figures,
    gaps,
    home,
    legislature,
    overview,
    programme_report,
    saved,
)

# reports/coverage/
coverage_urls = [
    path("", coverage.coverage_page, name="coverage"),
    path("people/", coverage.coverage_people, name="coverage-everybody"),
    path("<int:department_id>/", coverage.coverage_department, name="coverage-department"),
    path("<int:department_id>/people/", coverage.coverage_people, name="coverage-people"),
]

# reports/saved/
saved_urls = [
    path("", saved.saved_list, name="saved-list"),
    path("new/", saved.saved_create, name="saved-create"),
    path("<int:report_id>/", saved.saved_open, name="saved-open"),
    path("<int:report_id>/edit/", saved.saved_edit, name="saved-edit"),
    path("<int:report_id>/end/", saved.saved_end, name="saved-end"),
]

# reports/files/
export_urls = [
    path("<int:export_id>/", exports.export_detail, name="export-detail"),
    path("<int:export_id>/file", exports.export_file, name="export-file"),
    path("<int:export_id>/cancel/", exports.export_cancel, name="export-cancel"),
]

# reports/figures/
figure_urls = [
    path("", figures.figure_list, name="figure-list"),
    path("<slug:key>/", figures.figure_detail, name="figure-detail"),
    path("<slug:key>/rows/", figures.figure_rows, name="figure-rows"),
]

# reports/
report_urls: list[URLPattern | URLResolver] = [
    path("", overview.overview, name="overview"),
    path("coverage/", include(coverage_urls)),
    path("legislature/", legislature.legislature, name="legislature"),
    path(
        "programme-report/",
        programme_report.programme_report_list,
        name="programme-report-list",
    ),
    path(
        "programme-report/make/",
        programme_report.programme_report_make,
        name="programme-report-make",
    ),
    path(
        "programme-report/<int:freeze_id>/",
        programme_report.programme_report,
        name="programme-report",
    ),
    path("saved/", include(saved_urls)),
    path("files/", include(export_urls)),
    path("figures/", include(figure_urls)),
    path("gaps/", gaps.gap_list, name="gaps"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("reports/", include((report_urls, "reporting"))),
]
