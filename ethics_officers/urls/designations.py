"""Addresses of designations, under ethics-officers/"""

from django.urls import URLPattern, URLResolver, path

from ethics_officers.views import bulk_designations, contacts, designations, handover

designation_urls: list[URLPattern | URLResolver] = [
    path("", designations.register, name="register"),
    path("import/", bulk_designations.designation_import, name="designation-import"),
    path(
        "import/confirm/",
        bulk_designations.designation_import_confirm,
        name="designation-import-confirm",
    ),
    path("import/template/", bulk_designations.designation_template, name="designation-template"),
    path(
        "departments/<int:department_id>/",
        designations.department_detail,
        name="department-detail",
    ),
    path("departments/<int:department_id>/handover/", handover.handover, name="handover"),
    path(
        "departments/<int:department_id>/handover/acknowledge/",
        handover.handover_acknowledge,
        name="handover-acknowledge",
    ),
    path(
        "departments/<int:department_id>/designate/",
        designations.designation_create,
        name="designation-create",
    ),
    path(
        "persons/<int:person_id>/designations/",
        designations.designation_history,
        name="designation-history",
    ),
    path(
        "designations/<int:designation_id>/end/",
        designations.designation_end,
        name="designation-end",
    ),
    path(
        "designations/<int:designation_id>/contact/",
        contacts.contact_correct,
        name="contact-correct",
    ),
]
