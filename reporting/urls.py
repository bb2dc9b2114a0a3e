"""Addresses of what joins the apps: Home, and the reports."""

from django.urls import URLPattern, URLResolver, include, path

from reporting.views import (
    coverage,
    document_templates,
    document_writing,
    documents,
    due,
    exports,
    figures,
    freezes,
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

# reports/documents/
document_urls = [
    path("", documents.document_list, name="document-list"),
    path("open/", documents.document_open, name="document-open"),
    path("<int:document_id>/", documents.document_detail, name="document-detail"),
    path("<int:document_id>/count/", documents.document_count_again, name="document-count-again"),
    path("<int:document_id>/send/", documents.document_send, name="document-send"),
    path("<int:document_id>/take-back/", documents.document_take_back, name="document-take-back"),
    path("<int:document_id>/approve/", documents.document_approve, name="document-approve"),
    path("<int:document_id>/send-back/", documents.document_send_back, name="document-send-back"),
    path(
        "<int:document_id>/begin-again/",
        documents.document_begin_again,
        name="document-begin-again",
    ),
    path(
        "<int:document_id>/<str:language>.<str:file_format>",
        documents.document_file,
        name="document-file",
    ),
    path("texts/<int:text_id>/", document_writing.document_text, name="document-text"),
    path(
        "templates/<int:template_id>/", document_templates.template_detail, name="template-detail"
    ),
    path(
        "templates/<int:template_id>/edit/", document_templates.template_edit, name="template-edit"
    ),
]

# reports/frozen/
frozen_urls = [
    path("", freezes.freeze_list, name="freeze-list"),
    path("new/", freezes.freeze_create, name="freeze-create"),
    path("<int:freeze_id>/", freezes.freeze_detail, name="freeze-detail"),
    path("<int:freeze_id>/today/", freezes.freeze_today, name="freeze-today"),
    path("<int:freeze_id>/text/", freezes.freeze_text, name="freeze-text"),
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
    path("frozen/", include(frozen_urls)),
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
    path("documents/", include(document_urls)),
    path("gaps/", gaps.gap_list, name="gaps"),
    path("due/", include(due_urls)),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("reports/", include((report_urls, "reporting"))),
]
