"""Addresses of requests for talks, and of the sessions of plan items, under ethics-officers/"""

from django.urls import URLPattern, URLResolver, path

from ethics_officers.views import item_sessions, talk_requests

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
