"""Addresses of people, accounts and the system."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from people.views import departments, persons, system
from people.views.sign_in import sample_sign_in

app_name = "people"

# people/
person_urls = [
    path("", persons.person_list, name="person-list"),
    path("<int:person_id>/", persons.person_detail, name="person-detail"),
    path("<int:person_id>/roles/give/", persons.role_give, name="role-give"),
    path("roles/<int:role_assignment_id>/end/", persons.role_end, name="role-end"),
]

# system/
system_urls = [
    path("", system.system, name="system"),
    path("departments/", departments.department_list, name="department-list"),
    path(
        "departments/<int:department_id>/", departments.department_detail, name="department-detail"
    ),
    path("roles/", system.permission_table, name="permission-table"),
    path("audit-log/", system.audit_log, name="audit-log"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("people/", include(person_urls)),
    path("system/", include(system_urls)),
]

if settings.SAMPLE:
    urlpatterns += [path("sample/sign-in/", sample_sign_in, name="sample-sign-in")]
