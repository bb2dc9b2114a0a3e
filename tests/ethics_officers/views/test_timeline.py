"""The short log beside the plan."""

import pytest
from django.template.loader import render_to_string

from ethics_officers import queries
from tests.ethics_officers.factories import ActivityFactory, ActivityReachFactory
from tests.factories import DepartmentFactory
from tests.pages import words

pytestmark = pytest.mark.django_db


def timeline(department):
    context = {"activities": queries.latest(department), "department": department}
    return words(render_to_string("ethics_officers/components/activity_timeline.html", context))


def test_timeline_tells_what_was_done_last_and_leads_to_the_rest():
    activity = ActivityFactory(title="Quiz", kind="quiz")
    ActivityReachFactory(activity=activity, attendances=1204)

    assert timeline(activity.department) == (
        "Activity log Quiz 19 November 2026 · Quiz or competition · 1 204 "
        "attendances All activities"
    )


def test_timeline_says_when_nothing_is_logged():
    assert timeline(DepartmentFactory()) == "Activity log Nothing is logged yet."
