"""Addresses of frozen figures, under reports/frozen/"""

from django.urls import URLPattern, URLResolver, path

from reporting.views import freezes

frozen_urls: list[URLPattern | URLResolver] = [
    path("", freezes.freeze_list, name="freeze-list"),
    path("new/", freezes.freeze_create, name="freeze-create"),
    path("<int:freeze_id>/", freezes.freeze_detail, name="freeze-detail"),
    path("<int:freeze_id>/today/", freezes.freeze_today, name="freeze-today"),
    path("<int:freeze_id>/text/", freezes.freeze_text, name="freeze-text"),
]
