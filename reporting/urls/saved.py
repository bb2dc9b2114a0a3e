"""Addresses of saved reports, under reports/saved/"""

from django.urls import URLPattern, URLResolver, path

from reporting.views import saved

saved_urls: list[URLPattern | URLResolver] = [
    path("", saved.saved_list, name="saved-list"),
    path("new/", saved.saved_create, name="saved-create"),
    path("<int:report_id>/", saved.saved_open, name="saved-open"),
    path("<int:report_id>/edit/", saved.saved_edit, name="saved-edit"),
    path("<int:report_id>/end/", saved.saved_end, name="saved-end"),
]
