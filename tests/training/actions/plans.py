"""Sessions to ask for, each valid on its own."""

from tests.clock import at
from tests.factories import CourseFactory, DepartmentFactory, VenueFactory
from training import actions


def plan(**changes):
    values = {
        "course": CourseFactory(),
        "kind": "workshop",
        "title_en": "Conflict of interest",
        "title_zh_hant": "利益衝突",
        "language": "cantonese",
        "organiser": DepartmentFactory(),
        "capacity": 30,
        "closes_at": at("2026-11-30", "17:00"),
        "meetings": [meeting_plan()],
    }
    return actions.SessionPlan(**{**values, **changes})


def meeting_plan(day="2026-12-01", start="09:30", end="12:30", **changes):
    values = {"starts_at": at(day, start), "ends_at": at(day, end)}
    if "link" not in changes:
        values["venue"] = VenueFactory(capacity=40)
    return actions.MeetingPlan(**{**values, **changes})
