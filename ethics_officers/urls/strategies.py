"""Addresses of strategies and registers of risks, under ethics-officers/"""

from django.urls import URLPattern, URLResolver, path

from ethics_officers.views import strategies, strategy_list, strategy_writing

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
