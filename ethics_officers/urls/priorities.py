"""Addresses of priorities, under ethics-officers/priorities/"""

from django.urls import URLPattern, URLResolver, path

from ethics_officers.views import priorities

priority_urls: list[URLPattern | URLResolver] = [
    path("", priorities.priority_list, name="priority-list"),
    path("create/", priorities.priority_create, name="priority-create"),
    path("<int:priority_id>/edit/", priorities.priority_edit, name="priority-edit"),
    path("<int:priority_id>/publish/", priorities.priority_publish, name="priority-publish"),
    path("<int:priority_id>/withdraw/", priorities.priority_withdraw, name="priority-withdraw"),
]
