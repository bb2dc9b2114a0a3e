"""Addresses of Ethics Officers and their work."""

from django.urls import URLPattern, URLResolver, include, path

from ethics_officers.views import designations

app_name = "ethics_officers"

# ethics-officers/
designation_urls: list[URLPattern | URLResolver] = [
    path("", designations.register, name="register"),
    path(
        "departments/<int:department_id>/",
        designations.department_detail,
        name="department-detail",
    ),
    path(
        "departments/<int:department_id>/designate/",
        designations.designation_create,
        name="designation-create",
    ),
    path(
        "designations/<int:designation_id>/end/",
        designations.designation_end,
        name="designation-end",
    ),
]

urlpatterns = [
    path("ethics-officers/", include(designation_urls)),
]
