"""Address of the sentences for the legislature, under reports/legislature/"""

from django.urls import URLPattern, URLResolver, path

from reporting.views import legislature

legislature_urls: list[URLPattern | URLResolver] = [
    path("", legislature.legislature, name="legislature"),
]
