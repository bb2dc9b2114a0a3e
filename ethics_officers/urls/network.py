"""Addresses of the network, under ethics-officers/network/"""

from django.urls import URLPattern, URLResolver, path

from ethics_officers.views import board, network, shared_files, thematic_sessions

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
