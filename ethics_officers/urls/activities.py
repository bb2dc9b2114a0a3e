"""Addresses of activities, under ethics-officers/"""

from django.urls import URLPattern, URLResolver, path

from ethics_officers.views import activities, evidence, good_practice

activity_urls: list[URLPattern | URLResolver] = [
    path(
        "departments/<int:department_id>/activities/",
        activities.activity_list,
        name="activity-list",
    ),
    path(
        "departments/<int:department_id>/activities/new/",
        activities.activity_create,
        name="activity-create",
    ),
    path("activities/<int:activity_id>/", activities.activity_detail, name="activity-detail"),
    path("activities/<int:activity_id>/edit/", activities.activity_edit, name="activity-edit"),
    path(
        "activities/<int:activity_id>/withdraw/",
        activities.activity_withdraw,
        name="activity-withdraw",
    ),
    path(
        "activities/<int:activity_id>/share/", good_practice.activity_share, name="activity-share"
    ),
    path(
        "activities/<int:activity_id>/unshare/",
        good_practice.activity_unshare,
        name="activity-unshare",
    ),
    path("activities/<int:activity_id>/evidence/", evidence.evidence_add, name="evidence-add"),
    path("evidence/<int:evidence_id>/", evidence.evidence_file, name="evidence-file"),
    path("evidence/<int:evidence_id>/remove/", evidence.evidence_remove, name="evidence-remove"),
    path("network/good-practice/", good_practice.good_practice_list, name="good-practice-list"),
    path(
        "network/good-practice/<int:activity_id>/",
        good_practice.good_practice_detail,
        name="good-practice-detail",
    ),
]
