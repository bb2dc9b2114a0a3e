"""Addresses of Ethics Officers and their work."""

from django.urls import URLPattern, URLResolver, include, path

from ethics_officers.views import (
    activities,
    designations,
    evidence,
    figures,
    good_practice,
    plans,
    questionnaires,
    return_lists,
    returns,
)

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

# ethics-officers/
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

# ethics-officers/
return_urls: list[URLPattern | URLResolver] = [
    path("returns/", return_lists.return_list, name="return-list"),
    path("returns/<int:return_id>/", returns.return_detail, name="return-detail"),
    path("returns/<int:return_id>/print/", returns.return_print, name="return-print"),
    path("returns/<int:return_id>/file/", returns.return_file, name="return-file"),
    path("returns/<int:return_id>/reopen/", returns.return_reopen, name="return-reopen"),
    path(
        "returns/<int:return_id>/filed/<int:number>/",
        returns.filed_return_detail,
        name="filed-return-detail",
    ),
    path(
        "returns/<int:return_id>/filed/<int:number>/footnotes/<int:question_id>/",
        returns.footnote_create,
        name="footnote-create",
    ),
    path(
        "departments/<int:department_id>/return/",
        returns.return_of_department,
        name="return-of-department",
    ),
    path(
        "departments/<int:department_id>/figures/<slug:key>/",
        figures.figure_detail,
        name="figure-detail",
    ),
]

# ethics-officers/questionnaires/
questionnaire_urls: list[URLPattern | URLResolver] = [
    path("", questionnaires.questionnaire_list, name="questionnaire-list"),
    path("new/", questionnaires.questionnaire_create, name="questionnaire-create"),
    path(
        "<int:questionnaire_id>/", questionnaires.questionnaire_detail, name="questionnaire-detail"
    ),
    path(
        "<int:questionnaire_id>/preview/",
        questionnaires.questionnaire_preview,
        name="questionnaire-preview",
    ),
    path(
        "<int:questionnaire_id>/publish/",
        questionnaires.questionnaire_publish,
        name="questionnaire-publish",
    ),
    path("<int:questionnaire_id>/answers/", return_lists.answers_export, name="answers-export"),
    path(
        "<int:questionnaire_id>/questions/new/",
        questionnaires.question_create,
        name="question-create",
    ),
    path("questions/<int:question_id>/", questionnaires.question_edit, name="question-edit"),
    path("questions/<int:question_id>/move/", questionnaires.question_move, name="question-move"),
    path(
        "questions/<int:question_id>/remove/",
        questionnaires.question_remove,
        name="question-remove",
    ),
]

urlpatterns = [
    path("ethics-officers/", include(designation_urls)),
    path("ethics-officers/", include(plan_urls)),
    path("ethics-officers/", include(activity_urls)),
    path("ethics-officers/", include(return_urls)),
    path("ethics-officers/questionnaires/", include(questionnaire_urls)),
]
