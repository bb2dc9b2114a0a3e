"""The main job from end to end: schedule, register, wait, be promoted, be reminded, attend."""

import pytest
import time_machine
from django.urls import reverse
from icalendar import Calendar
from playwright.sync_api import expect

from notifications.models import Message
from notifications.tasks import send_due_messages
from people.roles import Role
from tests.clock import NOW
from tests.factories import (
    CourseFactory,
    PersonFactory,
    TopicFactory,
    VenueFactory,
    person_with_role,
)
from tests.mail import smtp_sink
from training.models import Session
from training.tasks import plan_reminders

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_workshop_from_the_first_draft_to_the_record(visitor, reader, settings):
    page, words = visitor.page, reader.words
    reads = {"user__language": reader.language}
    staff = person_with_role(Role.PROGRAMME_STAFF, **reads)
    early = PersonFactory(name_en="CHAN Siu-ming", **reads)
    late = PersonFactory(name_en="HO Ka-yan", **reads)
    course = CourseFactory(title_en="Conflict of interest", capacity=1)
    course.topics.add(TopicFactory())
    venue = VenueFactory(name_en="Lecture Theatre")

    with time_machine.travel(NOW, tick=True), smtp_sink(settings) as sink:
        # Programme staff draft and publish a workshop.
        visitor.sign_in(staff)
        visitor.open(reverse("training:schedule"))
        visitor.press(words("New session"), role="link")
        page.locator("[name=course]").select_option(str(course.pk))
        expect(page.locator("[name=title_en]")).to_have_value("Conflict of interest")
        page.locator("[name=meetings-0-date]").fill("2026-12-01")
        page.locator("[name=closes-days]").fill("1")
        page.locator("[name=meetings-0-venue]").select_option(str(venue.pk))
        page.locator("#checks .agenda").wait_for()
        visitor.look()
        visitor.press(words("Save and publish"))
        session = Session.objects.get()
        assert session.status == Session.Status.PUBLISHED

        # A civil servant finds it and takes the only seat, in two clicks.
        visitor.sign_in(early)
        visitor.open(reverse("training:session-list") + "?q=conflict")
        page.locator(".rows .deed a").click()
        visitor.press(words("Register"))
        assert page.locator(".tag-green", has_text=words("Registered")).is_visible()

        # The next one waits.
        visitor.sign_in(late)
        visitor.open(reverse("training:session-list"))
        page.locator(".rows .deed a").click()
        visitor.press(words("Join waiting list"))
        assert page.locator(".tag-amber", has_text=words("Waiting")).is_visible()

        # A cancellation moves the next one up.
        visitor.sign_in(early)
        visitor.open(reverse("training:my-record"))
        page.locator(".rows h3 a").click()
        visitor.press(words("Cancel my registration"), role="link")
        visitor.press(words("Cancel my registration"))
        visitor.sign_in(late)
        visitor.open(reverse("training:session-detail", args=[session.pk]))
        assert page.locator(".tag-green", has_text=words("Registered")).is_visible()
        send_due_messages()

    # Beat finds the reminder due, and a worker sends it with an invitation.
    due_at = session.reminder_rules.first().due_at
    with time_machine.travel(due_at, tick=True), smtp_sink(settings) as sink:
        plan_reminders()
        send_due_messages()
        [mail] = sink.mails()
        assert mail["To"] == late.user.email
        [invitation] = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
        [event] = Calendar.from_ical(invitation.get_content()).walk("VEVENT")
        assert event["DTSTART"].dt == session.starts_at
        assert not Message.objects.exclude(status__in=["sent", "superseded"]).exists()

    # The organiser marks attendance, and the officer's record shows it.
    with time_machine.travel(session.ends_at, tick=True):
        visitor.sign_in(staff)
        visitor.open(reverse("training:session-manage", args=[session.pk]))
        visitor.press(words("Attendance"), role="link")
        page.get_by_text(words("Present"), exact=True).click()
        visitor.press(words("Save attendance"))
        visitor.open(reverse("training:session-manage", args=[session.pk]))
        visitor.press(words("Mark as held"))
        visitor.sign_in(late)
        visitor.open(reverse("training:my-record"))
        assert page.locator(".tag-green", has_text=words("Present")).is_visible()
