"""Addresses of Ethics Officers and their work."""

from django.urls import URLPattern, URLResolver, include, path

from ethics_officers.views import (
    activities,
    board,
    bulk_designations,
    contacts,
    designations,
    evidence,
    figures,
    good_practice,
    handover,
    item_sessions,
    network,
    oversight,
    overview,
    plan_items,
    plan_steps,
    plans,
    priorities,
    questionnaires,
    return_lists,
    returns,
    shared_files,
    strategies,
    strategy_list,
    strategy_writing,
    talk_requests,
    thematic_sessions,
)

app_name = "ethics_officers"

# ethics-officers/
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

# ethics-officers/
plan_urls: list[URLPattern | URLResolver] = [
    path("our-department/", plans.our_department, name="our-department"),
    path(
        "departments/<int:department_id>/plan/",
        plans.plan_of_department,
        name="plan-of-department",
    ),
    path("departments/<int:department_id>/plans/start/", plan_steps.plan_start, name="plan-start"),
    path("plans/", plans.plan_list, name="plan-list"),
    path("plans/<int:plan_id>/", plans.plan_detail, name="plan-detail"),
    path("plans/<int:plan_id>/news/", plans.plan_news, name="plan-news"),
    path("plans/<int:plan_id>/submit/", plan_steps.plan_submit, name="plan-submit"),
    path("plans/<int:plan_id>/take-back/", plan_steps.plan_take_back, name="plan-take-back"),
    path("plans/<int:plan_id>/return/", plan_steps.plan_return, name="plan-return"),
    path("plans/<int:plan_id>/endorse/", plan_steps.plan_endorse, name="plan-endorse"),
    path("plans/<int:plan_id>/comment/", plan_steps.plan_comment, name="plan-comment"),
    path(
        "plans/comments/<int:comment_id>/settle/",
        plan_steps.plan_comment_settle,
        name="plan-comment-settle",
    ),
    path("plans/<int:plan_id>/items/add/", plan_items.plan_item_add, name="plan-item-add"),
    path("plans/items/<int:item_id>/", plan_items.plan_item_detail, name="plan-item-detail"),
    path("plans/items/<int:item_id>/edit/", plan_items.plan_item_edit, name="plan-item-edit"),
    path("plans/items/<int:item_id>/drop/", plan_items.plan_item_drop, name="plan-item-drop"),
    path(
        "plans/items/<int:item_id>/explain/",
        plan_items.plan_item_explain,
        name="plan-item-explain",
    ),
    path("plans/items/<int:item_id>/close/", plan_items.plan_item_close, name="plan-item-close"),
    path("plans/items/<int:item_id>/reopen/", plan_items.plan_item_reopen, name="plan-item-reopen"),
]

# ethics-officers/priorities/
priority_urls: list[URLPattern | URLResolver] = [
    path("", priorities.priority_list, name="priority-list"),
    path("create/", priorities.priority_create, name="priority-create"),
    path("<int:priority_id>/edit/", priorities.priority_edit, name="priority-edit"),
    path("<int:priority_id>/publish/", priorities.priority_publish, name="priority-publish"),
    path("<int:priority_id>/withdraw/", priorities.priority_withdraw, name="priority-withdraw"),
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
talk_urls: list[URLPattern | URLResolver] = [
    path("talk-requests/", talk_requests.talk_request_list, name="talk-request-list"),
    path(
        "departments/<int:department_id>/talk-requests/",
        talk_requests.talk_requests_of_department,
        name="talk-requests-of-department",
    ),
    path(
        "plans/items/<int:item_id>/talk-request/",
        talk_requests.talk_request_create,
        name="talk-request-create",
    ),
    path(
        "talk-requests/<int:request_id>/",
        talk_requests.talk_request_detail,
        name="talk-request-detail",
    ),
    path(
        "talk-requests/<int:request_id>/change/",
        talk_requests.talk_request_change,
        name="talk-request-change",
    ),
    path(
        "talk-requests/<int:request_id>/withdraw/",
        talk_requests.talk_request_withdraw,
        name="talk-request-withdraw",
    ),
    path(
        "talk-requests/<int:request_id>/accept/",
        talk_requests.talk_request_accept,
        name="talk-request-accept",
    ),
    path(
        "talk-requests/<int:request_id>/answer/",
        talk_requests.talk_request_answer,
        name="talk-request-answer",
    ),
    path(
        "talk-requests/<int:request_id>/decline/",
        talk_requests.talk_request_decline,
        name="talk-request-decline",
    ),
    path("plans/items/<int:item_id>/sessions/", item_sessions.item_sessions, name="item-sessions"),
    path(
        "plans/items/<int:item_id>/sessions/link/",
        item_sessions.session_link,
        name="session-link",
    ),
    path(
        "plans/items/<int:item_id>/sessions/<int:session_id>/unlink/",
        item_sessions.session_unlink,
        name="session-unlink",
    ),
    path(
        "plans/items/<int:item_id>/publications/link/",
        item_sessions.publication_link,
        name="publication-link",
    ),
    path(
        "plans/items/<int:item_id>/publications/<int:publication_id>/unlink/",
        item_sessions.publication_unlink,
        name="publication-unlink",
    ),
]

# ethics-officers/
strategy_urls: list[URLPattern | URLResolver] = [
    path("strategies/", strategy_list.strategy_list, name="strategy-list"),
    path(
        "departments/<int:department_id>/strategy/",
        strategies.strategy_of_department,
        name="strategy-of-department",
    ),
    path(
        "departments/<int:department_id>/strategy/begin/",
        strategies.strategy_begin,
        name="strategy-begin",
    ),
    path(
        "strategies/<int:strategy_id>/new-version/",
        strategies.strategy_version_begin,
        name="strategy-version-begin",
    ),
    path(
        "strategies/versions/<int:version_id>/",
        strategies.strategy_version,
        name="strategy-version",
    ),
    path(
        "strategies/versions/<int:version_id>/edit/",
        strategy_writing.strategy_edit,
        name="strategy-edit",
    ),
    path(
        "strategies/versions/<int:version_id>/compare/",
        strategies.strategy_compare,
        name="strategy-compare",
    ),
    path(
        "strategies/versions/<int:version_id>/document/",
        strategies.strategy_document,
        name="strategy-document",
    ),
    path(
        "strategies/versions/<int:version_id>/document/change/",
        strategy_writing.strategy_document_change,
        name="strategy-document-change",
    ),
    path(
        "strategies/versions/<int:version_id>/submit/",
        strategies.strategy_submit,
        name="strategy-submit",
    ),
    path(
        "strategies/versions/<int:version_id>/endorse/",
        strategies.strategy_endorse,
        name="strategy-endorse",
    ),
    path(
        "strategies/versions/<int:version_id>/return/",
        strategies.strategy_return,
        name="strategy-return",
    ),
    path(
        "strategies/versions/<int:version_id>/endorsement/",
        strategies.strategy_endorsement,
        name="strategy-endorsement",
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

# ethics-officers/network/
network_urls: list[URLPattern | URLResolver] = [
    path("", network.network, name="network"),
    path("directory/", network.directory, name="directory"),
    path("questions/", board.board, name="board"),
    path("questions/ask/", board.board_ask, name="board-ask"),
    path("questions/news/", board.board_subscription, name="board-subscription"),
    path("questions/<int:question_id>/", board.board_question, name="board-question"),
    path(
        "questions/<int:question_id>/close/",
        board.board_question_close,
        name="board-question-close",
    ),
    path(
        "questions/<int:question_id>/reopen/",
        board.board_question_reopen,
        name="board-question-reopen",
    ),
    path(
        "questions/<int:question_id>/withdraw/",
        board.board_question_withdraw,
        name="board-question-withdraw",
    ),
    path(
        "questions/answers/<int:answer_id>/withdraw/",
        board.board_answer_withdraw,
        name="board-answer-withdraw",
    ),
    path("thematic/", thematic_sessions.thematic_session_list, name="thematic-session-list"),
    path("thematic/mark/", thematic_sessions.thematic_session_mark, name="thematic-session-mark"),
    path(
        "thematic/<int:thematic_id>/",
        thematic_sessions.thematic_session_edit,
        name="thematic-session-edit",
    ),
    path(
        "thematic/<int:thematic_id>/unmark/",
        thematic_sessions.thematic_session_unmark,
        name="thematic-session-unmark",
    ),
    path("files/", shared_files.shared_file_list, name="shared-file-list"),
    path("files/share/", shared_files.shared_file_create, name="shared-file-create"),
    path("files/<int:shared_file_id>/", shared_files.shared_file, name="shared-file"),
    path(
        "files/<int:shared_file_id>/withdraw/",
        shared_files.shared_file_withdraw,
        name="shared-file-withdraw",
    ),
]

# ethics-officers/
oversight_urls: list[URLPattern | URLResolver] = [
    path("oversight/", oversight.oversight, name="oversight"),
    path("departments/<int:department_id>/overview/", overview.overview, name="overview"),
]

urlpatterns = [
    path("ethics-officers/", include(designation_urls)),
    path("ethics-officers/", include(plan_urls)),
    path("ethics-officers/", include(activity_urls)),
    path("ethics-officers/priorities/", include(priority_urls)),
    path("ethics-officers/", include(talk_urls)),
    path("ethics-officers/", include(strategy_urls)),
    path("ethics-officers/", include(return_urls)),
    path("ethics-officers/questionnaires/", include(questionnaire_urls)),
    path("ethics-officers/network/", include(network_urls)),
    path("ethics-officers/", include(oversight_urls)),
]
