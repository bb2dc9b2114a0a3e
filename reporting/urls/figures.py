"""Addresses of figures, under reports/figures/"""

from django.urls import URLPattern, URLResolver, path

from reporting.views import figures

figure_urls: list[URLPattern | URLResolver] = [
    path("", figures.figure_list, name="figure-list"),
    path("<slug:key>/", figures.figure_detail, name="figure-detail"),
    path("<slug:key>/rows/", figures.figure_rows, name="figure-rows"),
]
