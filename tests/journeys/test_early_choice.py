"""A choice made on a page before its scripts have come."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from people.roles import Role
from tests.factories import CourseFactory, person_with_role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_course_chosen_before_the_scripts_have_come_fills_in_the_rest(visitor):
    page = visitor.page
    course = CourseFactory(title_en="Ethical leadership")
    held_back = []
    page.route("**/htmx*.js", lambda route: held_back.append(route))
    visitor.sign_in(person_with_role(Role.PROGRAMME_STAFF))
    page.goto(visitor.address + reverse("training:session-create"), wait_until="commit")
    page.locator("[name=course]").select_option(str(course.pk))
    expect(page.locator("[name=title_en]")).to_have_value("")

    for route in held_back:
        route.continue_()

    expect(page.locator("[name=title_en]")).to_have_value("Ethical leadership")
