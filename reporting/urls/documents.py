"""Addresses of documents and their templates, under reports/documents/"""

from django.urls import URLPattern, URLResolver, path

from reporting.views import document_templates, document_writing, documents

document_urls: list[URLPattern | URLResolver] = [
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
