"""Addresses of people, accounts and the system."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, path

from people.views.sign_in import sample_sign_in

app_name = "people"

urlpatterns: list[URLPattern | URLResolver] = []

if settings.SAMPLE:
    urlpatterns += [path("sample/sign-in/", sample_sign_in, name="sample-sign-in")]
