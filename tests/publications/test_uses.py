"""Where publications are used: told by the apps above, shown to staff, kept from deletion."""

import pytest
import time_machine
from django.urls import reverse

from people.roles import Role
from publications.rules import EditionRefused, check_can_be_deleted
from publications.uses import Use, uses_of
from tests.clock import NOW
from tests.ethics_officers.factories import ActivityFactory, PlanItemPublicationFactory
from tests.factories import (
    CourseFactory,
    DepartmentFactory,
    EditionFactory,
    PublicationFactory,
    SessionFactory,
    person_with_role,
)
from tests.pages import words
from tests.publications.factories import CirculationFactory
from tests.queries import queries_of
from tests.refusals import refused_by
from training.models import CoursePublication

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def publication():
    return PublicationFactory()


@pytest.fixture
def customs():
    return DepartmentFactory(name_en="Customs")


def in_course(publication, **fields):
    course = CourseFactory(**fields)
    course.publications.add(publication)
    return course


def test_what_nobody_uses_says_nothing(publication):
    CirculationFactory(), in_course(PublicationFactory()), PlanItemPublicationFactory()

    assert uses_of(publication) == []


def test_uses_are_circulations_courses_plan_items_and_activities(publication, customs):
    circulation = CirculationFactory(edition=publication.editions.get())
    course = in_course(publication, title_en="Gifts")
    for status in ("published", "held", "draft", "cancelled"):
        trait = {"cancelled": True} if status == "cancelled" else {"status": status}
        SessionFactory(course=course, **trait)
    item = PlanItemPublicationFactory(
        publication=publication,
        item__title="Read the guide",
        item__plan__department=customs,
        item__plan__endorsed=True,
    ).item
    activity = ActivityFactory(publication=publication, title="Talk", department=customs)
    withdrawn = {"withdrawn_at": NOW, "withdrawn_by": activity.logged_by}
    ActivityFactory(publication=publication, withdrawal_reason="Twice.", **withdrawn)

    def page(name, thing):
        return reverse(name, args=[thing.pk])

    assert sorted(uses_of(publication), key=lambda use: use.kind) == [
        Use("Activity", "Talk (Customs)", page("ethics_officers:activity-detail", activity)),
        Use(
            "Circulation",
            "Edition 1: In circulation",
            page("publications:circulation-detail", circulation),
        ),
        Use("Course", "Gifts, 2 sessions", reverse("training:course-list")),
        Use(
            "Plan item",
            "Read the guide (Customs)",
            page("ethics_officers:plan-item-detail", item),
        ),
    ]


def test_an_item_of_a_draft_plan_keeps_to_itself_what_it_says(publication, customs):
    PlanItemPublicationFactory(publication=publication, item__plan__department=customs)

    assert uses_of(publication) == [Use("Plan item, in a draft", "Customs")]


@pytest.mark.parametrize("role", [Role.PROGRAMME_STAFF, Role.ICAC_STAFF, Role.AUDITOR])
def test_staff_see_on_the_page_where_a_publication_is_used(as_role, publication, role):
    in_course(publication, title_en="Gifts")
    client = as_role(role)

    response = client.get(reverse("publications:publication-detail", args=[publication.pk]))

    assert "Where it is used 1 Gifts, 0 sessions Course" in words(response)
    for use in uses_of(publication):
        assert client.get(use.address).status_code == 200


def test_readers_do_not_see_where_a_publication_is_used(sign_in, publication):
    in_course(publication, title_en="Gifts")
    page = reverse("publications:publication-detail", args=[publication.pk])

    response = sign_in(person_with_role(Role.CIVIL_SERVANT)).get(page)

    assert "Where it is used" not in words(response)


def test_the_rest_of_many_uses_is_there_to_open(as_role, publication):
    for number in range(21):
        in_course(publication, title_en=f"Course {number:02}")
    page = reverse("publications:publication-detail", args=[publication.pk])

    said = words(as_role(Role.PROGRAMME_STAFF).get(page))

    assert "Show the rest Course 20, 0 sessions" in said


def test_the_page_takes_as_many_queries_for_one_use_of_a_kind_as_for_three(as_role, publication):
    page = reverse("publications:publication-detail", args=[publication.pk])
    client = as_role(Role.PROGRAMME_STAFF)

    def use():
        in_course(publication)
        PlanItemPublicationFactory(publication=publication)
        ActivityFactory(publication=publication)
        CirculationFactory(edition=publication.editions.get())

    use()
    client.get(page)
    one = queries_of(client, page)
    use(), use()

    assert queries_of(client, page) == one


def test_what_is_used_is_archived_and_not_deleted():
    publication = EditionFactory(in_the_making=True).publication
    check_can_be_deleted(publication)
    in_course(publication)

    with pytest.raises(EditionRefused, match="Archive it instead"):
        check_can_be_deleted(publication)


def test_the_database_keeps_a_publication_of_a_course_once(publication):
    course = in_course(publication)

    with refused_by("training_course_publication_once"):
        CoursePublication.objects.create(course=course, publication=publication)
