"""Addresses of Ethics Officers and their work."""

from django.urls import include, path

from ethics_officers.urls.activities import activity_urls
from ethics_officers.urls.designations import designation_urls
from ethics_officers.urls.network import network_urls
from ethics_officers.urls.oversight import oversight_urls
from ethics_officers.urls.plans import plan_urls
from ethics_officers.urls.priorities import priority_urls
from ethics_officers.urls.questionnaires import questionnaire_urls
from ethics_officers.urls.returns import return_urls
from ethics_officers.urls.strategies import strategy_urls
from ethics_officers.urls.talk_requests import talk_urls

app_name = "ethics_officers"

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
