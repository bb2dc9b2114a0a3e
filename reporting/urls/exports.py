"""Addresses of files that a worker makes, under reports/files/"""

from django.urls import URLPattern, URLResolver, path

from reporting.views import exports

export_urls: list[URLPattern | URLResolver] = [
    path("<int:export_id>/", exports.export_detail, name="export-detail"),
    path("<int:export_id>/file", exports.export_file, name="export-file"),
    path("<int:export_id>/cancel/", exports.export_cancel, name="export-cancel"),
]
