"""The pages about bureaux and departments."""

import datetime as dt

import pytest
from django.urls import reverse

from people.roles import Role
from tests.factories import DepartmentFactory, PersonFactory, person_with_role
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

LIST = reverse("people:department-list")


def page_of(department):
    return reverse("people:department-detail", args=[department.pk])


def shown(response):
    return [row.record for row in response.context["table"].rows]


@pytest.fixture
def auditor(as_role):
    return as_role(Role.AUDITOR, posting__department=DepartmentFactory(name_en="Audit Commission"))


def test_list_shows_names_in_both_scripts_with_size_and_parent(auditor):
    bureau = DepartmentFactory(name_en="Security Bureau", kind="bureau")
    customs = DepartmentFactory(
        name_en="Customs and Excise Department",
        name_zh_hant="香港海關",
        parent=bureau,
        strength=7866,
        strength_as_at=dt.date(2021, 3, 31),
        strength_basis="establishment",
    )

    response = auditor.get(LIST)

    assert shown(response)[1:] == [customs, bureau]
    assert "香港海關" in response.text
    assert "Posts (establishment)" in response.text
    assert "None" not in response.text


def test_list_finds_by_name_and_filters_by_kind(auditor):
    bureau = DepartmentFactory(name_en="Security Bureau", kind="bureau")
    DepartmentFactory(name_en="Security Department")

    assert shown(auditor.get(LIST, {"q": "security", "kind": "bureau"})) == [bureau]


def test_list_says_when_nothing_matches(auditor):
    assert "No bureau or department matches." in auditor.get(LIST, {"q": "xyz"}).text


def test_list_alone_answers_a_change_of_filters(auditor):
    response = auditor.get(LIST, headers={"HX-Request": "true"})

    assert response.text.lstrip().startswith('<div id="results"')


def test_list_takes_as_many_queries_for_three_as_for_one(auditor):
    for_one = queries_of(auditor, LIST)
    DepartmentFactory.create_batch(2, parent=DepartmentFactory())

    assert queries_of(auditor, LIST) == for_one


def test_page_shows_names_figure_parent_children_and_people(auditor):
    bureau = DepartmentFactory(name_en="Security Bureau")
    customs = DepartmentFactory(
        name_en="Customs and Excise Department",
        name_zh_hans="香港海关",
        parent=bureau,
        strength=7866,
        strength_as_at=dt.date(2021, 3, 31),
        strength_basis="establishment",
    )
    PersonFactory(posting__department=customs)

    of_customs, of_bureau = auditor.get(page_of(customs)), auditor.get(page_of(bureau))

    assert "香港海关" in of_customs.text
    assert "as at 31 March 2021" in of_customs.text
    assert page_of(bureau) in of_customs.text
    assert of_customs.context["people"] == 1
    assert list(of_bureau.context["children"]) == [customs]


def test_page_of_a_department_that_ended_names_the_successor_and_the_reverse(auditor):
    successor = DepartmentFactory(name_en="Digital Policy Office")
    ended = DepartmentFactory(
        name_en="Office of Before", ends_on=dt.date(2024, 7, 25), successor=successor
    )

    assert page_of(successor) in auditor.get(page_of(ended)).text
    assert page_of(ended) in auditor.get(page_of(successor)).text


def test_page_tells_a_coordinator_how_many_serve_in_the_own_department_only(sign_in):
    own, other = DepartmentFactory(), DepartmentFactory()
    PersonFactory(posting__department=other)
    client = sign_in(person_with_role(Role.TRAINING_COORDINATOR, own))

    assert client.get(page_of(own)).context["people"] == 1
    assert client.get(page_of(other)).context["people"] is None


@pytest.mark.parametrize("role", [Role.CIVIL_SERVANT, Role.SPEAKER])
def test_pages_refuse_those_whose_role_does_not_allow_them(as_role, role):
    client = as_role(role)

    for url in (LIST, page_of(DepartmentFactory())):
        assert client.get(url).status_code == 403


def test_pages_send_the_anonymous_to_sign_in(client):
    for url in (LIST, page_of(DepartmentFactory())):
        assert client.get(url).headers["Location"] == f"/accounts/login/?next={url}"


def test_pages_take_no_other_method(auditor):
    for url in (LIST, page_of(DepartmentFactory())):
        assert auditor.post(url).status_code == 405


def test_page_of_what_there_is_not_is_absent(auditor):
    assert auditor.get(reverse("people:department-detail", args=[0])).status_code == 404
