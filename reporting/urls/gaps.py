"""Address of the gaps, under reports/gaps/"""

from django.urls import URLPattern, URLResolver, path

from reporting.views import gaps

gap_urls: list[URLPattern | URLResolver] = [
    path("", gaps.gap_list, name="gaps"),
]
