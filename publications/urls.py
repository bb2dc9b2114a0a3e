"""Addresses of the library of publications."""

from django.urls import include, path

from publications.views import circulations, files, library, publications, reading

app_name = "publications"

# Here, at <publication_id>/ and beneath it
publication_urls = [
    path("<int:publication_id>/", publications.publication_detail, name="publication-detail"),
    path(
        "<int:publication_id>/editions/<int:number>/",
        publications.edition_detail,
        name="edition-detail",
    ),
]

# files/
file_urls = [
    path("<int:rendition_id>/", files.rendition_file, name="rendition-file"),
    path("<int:rendition_id>/preview/", files.rendition_preview, name="rendition-preview"),
    path("captions/<int:captions_id>/", files.captions_file, name="captions-file"),
]

# Circulations, and what a reader is asked to read
circulation_urls = [
    path("circulations/", circulations.circulation_list, name="circulation-list"),
    path("circulations/create/", circulations.circulation_create, name="circulation-create"),
    path(
        "circulations/<int:circulation_id>/",
        circulations.circulation_detail,
        name="circulation-detail",
    ),
    path(
        "circulations/<int:circulation_id>/edit/",
        circulations.circulation_edit,
        name="circulation-edit",
    ),
    path(
        "circulations/<int:circulation_id>/send/",
        circulations.circulation_send,
        name="circulation-send",
    ),
    path(
        "circulations/<int:circulation_id>/end/",
        circulations.circulation_end,
        name="circulation-end",
    ),
    path(
        "circulations/<int:circulation_id>/cancel/",
        circulations.circulation_cancel,
        name="circulation-cancel",
    ),
    path("my-reading/", reading.my_reading, name="my-reading"),
    path("<int:publication_id>/acknowledge/", reading.acknowledge, name="publication-acknowledge"),
]

urlpatterns = [
    path("", library.library, name="library"),
    path("", include(publication_urls)),
    path("", include(circulation_urls)),
    path("files/", include(file_urls)),
]
