"""Addresses of the register of Ethics Officers."""

from django.urls import path

from ethics_officers import views

app_name = "ethics_officers"

urlpatterns = [
    path("", views.register, name="register"),
    path("departments/<int:department_id>/", views.department_detail, name="department-detail"),
    path(
        "departments/<int:department_id>/designate/",
        views.designation_create,
        name="designation-create",
    ),
    path("designations/<int:designation_id>/end/", views.designation_end, name="designation-end"),
]
