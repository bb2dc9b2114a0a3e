"""Addresses of questionnaires, under ethics-officers/questionnaires/"""

from django.urls import URLPattern, URLResolver, path

from ethics_officers.views import questionnaires, return_lists

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
