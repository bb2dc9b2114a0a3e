"""Addresses of plans, under ethics-officers/"""

from django.urls import URLPattern, URLResolver, path

from ethics_officers.views import plan_items, plan_steps, plans

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
