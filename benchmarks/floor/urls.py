"""The same addresses as the product's."""

from django.urls import path

from benchmarks.floor import views

urlpatterns = [
    path("empty/", views.empty),
    path("sessions/", views.session_list),
    path("sessions/<int:session_id>/", views.session_detail, name="page"),
    path("sessions/<int:session_id>/register/", views.register),
]
