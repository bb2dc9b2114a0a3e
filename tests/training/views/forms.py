"""What the form of a session posts."""

from django.forms import DateTimeInput, TimeInput
from django.forms.widgets import DateInput
from django.urls import reverse

from tests.factories import CourseFactory, DepartmentFactory, VenueFactory


def session_form(**changes):
    """A workshop of one meeting on 1 December 2026; change fields by the names they post under."""
    values = {
        "course": CourseFactory().pk,
        "kind": "workshop",
        "title_en": "Conflict of interest",
        "title_zh_hant": "利益衝突",
        "language": "cantonese",
        "capacity": "30",
        "minimum": "0",
        "organiser": DepartmentFactory().pk,
        "levels": ["middle"],
        "meetings-TOTAL_FORMS": "1",
        "meetings-INITIAL_FORMS": "0",
        **meeting_fields(0),
        "closes-kind": "days",
        "closes-days": "1",
        "closes-at": "17:00",
    }
    if "meetings-0-venue" not in changes:
        values["meetings-0-venue"] = VenueFactory(capacity=40).pk
    return {**values, **changes}


def meeting_fields(number, date="2026-12-01", starts="09:30", ends="12:30", **more):
    values = {"date": date, "starts": starts, "ends": ends, **more}
    return {f"meetings-{number}-{name}": value for name, value in values.items()}


def edit_address(session):
    return reverse("training:session-edit", args=[session.pk])


def opened(client, session, **changes):
    """What the form for changing a session posts, as the page gives it, with changes."""
    form = client.get(edit_address(session)).context["form"]
    values = {
        "meetings-TOTAL_FORMS": str(len(form.meetings.forms)),
        "meetings-INITIAL_FORMS": str(len(form.meetings.forms)),
    }
    for part in form.parts:
        for bound in part:
            value = bound.value()
            if isinstance(bound.field.widget, DateInput | TimeInput | DateTimeInput):
                value = bound.field.widget.format_value(value)
            if not bound.field.disabled and value is not None:
                values[bound.html_name] = value
    return {**values, **changes}


def errors_of(response):
    """What is wrong with the form and its parts, by the names the fields post under."""
    return {
        part.add_prefix(name): errors
        for part in response.context["form"].faulty_parts
        for name, errors in part.errors.items()
    }
