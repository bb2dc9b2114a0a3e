"""Addresses of the library of publications."""

from django.urls import path

from publications import views

app_name = "publications"

urlpatterns = [
    path("", views.library, name="library"),
]
