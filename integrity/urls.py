"""Every address of the application."""

from django.urls import include, path

from integrity import views
from notifications.views import healthz

urlpatterns = [
    path("", include("reporting.urls")),
    path("accounts/", include("integrity.account_urls")),
    path("healthz", healthz, name="healthz"),
    path("language/", views.language_set, name="language-set"),
    path("", include("training.urls")),
    path("", include("ethics_officers.urls")),
    path("publications/", include("publications.urls")),
    path("system/", include("notifications.urls")),
    path("", include("people.urls")),
]
