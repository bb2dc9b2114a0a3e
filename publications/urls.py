"""Addresses of the library of publications."""

from django.urls import include, path

from publications.views import library, publications

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

urlpatterns = [
    path("", library.library, name="library"),
    path("", include(publication_urls)),
]
