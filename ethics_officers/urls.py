"""Addresses of Ethics Officers and their work."""

from django.urls import URLPattern, URLResolver, include, path

from ethics_officers.views import designations, plans

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

# ethics-officers/
plan_urls: list[URLPattern | URLResolver] = [
    path("our-department/", plans.our_department, name="our-department"),
    path(
        "departments/<int:department_id>/plan/",
        plans.plan_of_department,
        name="plan-of-department",
    ),
    path("plans/<int:plan_id>/", plans.plan_detail, name="plan-detail"),
]

urlpatterns = [
    path("ethics-officers/", include(designation_urls)),
    path("ethics-officers/", include(plan_urls)),
]
