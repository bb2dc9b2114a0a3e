"""Addresses of what is seen of all departments, under ethics-officers/"""

from django.urls import URLPattern, URLResolver, path

from ethics_officers.views import oversight, overview

oversight_urls: list[URLPattern | URLResolver] = [
    path("oversight/", oversight.oversight, name="oversight"),
    path("departments/<int:department_id>/overview/", overview.overview, name="overview"),
]
