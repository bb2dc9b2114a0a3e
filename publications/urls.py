"""Addresses of the library of publications."""

from django.urls import include, path

from publications.views import files, library, publications

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

urlpatterns = [
    path("", library.library, name="library"),
    path("", include(publication_urls)),
    path("files/", include(file_urls)),
]
