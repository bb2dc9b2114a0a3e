"""The pages about people and their roles."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from core.models import AuditEntry
from people.models import Level, RoleAssignment
from people.roles import Role
from tests.clock import NOW, TODAY
from tests.factories import (
    DepartmentFactory,
    PersonFactory,
    PostingFactory,
    RoleAssignmentFactory,
    person_with_role,
)
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

LIST = reverse("people:person-list")
SEE_PEOPLE = {
    Role.HEAD_OF_DEPARTMENT,
    Role.TRAINING_COORDINATOR,
    Role.ETHICS_OFFICER,
    Role.ASSISTANT_ETHICS_OFFICER,
    Role.PROGRAMME_STAFF,
    Role.ICAC_STAFF,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


def page_of(person):
    return reverse("people:person-detail", args=[person.pk])


def give_page_of(person):
    return reverse("people:role-give", args=[person.pk])


def end_page_of(assignment):
    return reverse("people:role-end", args=[assignment.pk])


def shown(response):
    return [row.record for row in response.context["table"].rows]


# The list ------------------------------------------------------------------------------------


def test_list_shows_staff_everybody_by_name(sign_in):
    auditor = person_with_role(Role.AUDITOR, name_en="NG Kwok-wai")
    other = PersonFactory(name_en="CHAN Siu-ming", name_zh="陳小明", posting__rank="Inspector")

    response = sign_in(auditor).get(LIST)

    assert shown(response) == [other, auditor]
    assert "陳小明" in response.text
    assert "Inspector" in response.text


def test_list_shows_a_coordinator_the_own_department_only(sign_in):
    department = DepartmentFactory(name_en="Customs and Excise Department")
    coordinator = person_with_role(Role.TRAINING_COORDINATOR, department, name_en="HO Mei-kuen")
    colleague = PersonFactory(posting__department=department, name_en="CHAN Siu-ming")
    stranger = PersonFactory(name_en="LEE Siu-yuk")

    response = sign_in(coordinator).get(LIST)

    assert shown(response) == [colleague, coordinator]
    assert stranger.name_en not in response.text
    assert list(response.context["departments"]) == [department]
    assert list(response.context["filter"].form.fields) == ["q", "level"]


def test_list_offers_a_coordinator_of_two_departments_those_two(sign_in):
    coordinator = person_with_role(Role.TRAINING_COORDINATOR)
    second = RoleAssignmentFactory(
        user=coordinator.user, role=Role.TRAINING_COORDINATOR, department=DepartmentFactory()
    )
    DepartmentFactory()

    fields = sign_in(coordinator).get(LIST).context["filter"].form.fields

    assert set(fields["department"].queryset) == {
        coordinator.postings.get().department,
        second.department,
    }


@pytest.mark.parametrize("words", ["siu-ming", "陳小明", "陈小明", "CHAN"])
def test_list_finds_by_name_in_each_script(as_role, words):
    client = as_role(Role.AUDITOR, name_en="NG Kwok-wai", name_zh="吳國威")
    chan = PersonFactory(name_en="CHAN Siu-ming", name_zh="陳小明")

    assert shown(client.get(LIST, {"q": words})) == [chan]


def test_list_filters_by_department_level_and_role(as_role):
    client = as_role(Role.AUDITOR)
    department = DepartmentFactory()
    one = PersonFactory(posting__department=department, posting__level=Level.SENIOR)
    PersonFactory(posting__department=department)
    speaker = person_with_role(Role.SPEAKER)

    by_both = client.get(LIST, {"department": department.pk, "level": "senior"})

    assert shown(by_both) == [one]
    assert shown(client.get(LIST, {"role": "speaker"})) == [speaker]


def test_list_shows_who_has_left_as_not_in_post(as_role):
    client = as_role(Role.AUDITOR)
    PersonFactory(posting__ends_on=TODAY)

    assert "Not in post" in client.get(LIST).text


def test_list_tells_of_a_filter_that_there_is_not(as_role):
    response = as_role(Role.AUDITOR).get(LIST, {"level": "royal"})

    assert "Select a valid choice" in response.text


def test_list_says_when_nobody_matches(as_role):
    response = as_role(Role.AUDITOR).get(LIST, {"q": "nobody at all"})

    assert "Nobody matches." in response.text


def test_list_sorts_by_department(as_role):
    client = as_role(Role.AUDITOR, posting__department=DepartmentFactory(name_en="M"))
    last = PersonFactory(posting__department=DepartmentFactory(name_en="Z"))
    first = PersonFactory(posting__department=DepartmentFactory(name_en="A"))

    sorted_up = shown(client.get(LIST, {"sort": "department"}))

    assert (sorted_up[0], sorted_up[-1]) == (first, last)
    assert shown(client.get(LIST, {"sort": "-department"}))[0] == last


def test_looking_at_the_list_is_recorded_without_the_name_that_was_searched(sign_in):
    auditor, department = person_with_role(Role.AUDITOR), DepartmentFactory()

    sign_in(auditor).get(LIST, {"q": "CHAN", "department": department.pk, "role": "speaker"})

    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action, entry.at) == (auditor.user, "people.list_viewed", NOW)
    assert entry.details == {
        "filter": {"searched": True, "department": department.pk, "role": "speaker"},
        "page": 1,
        "found": 0,
    }


def test_list_alone_answers_a_change_of_filters(as_role):
    response = as_role(Role.AUDITOR).get(LIST, headers={"HX-Request": "true"})

    assert response.text.lstrip().startswith('<div id="results"')


def test_list_takes_as_many_queries_for_three_as_for_one(as_role):
    client = as_role(Role.AUDITOR)
    for_one = queries_of(client, LIST)
    PersonFactory.create_batch(2)

    assert queries_of(client, LIST) == for_one


# One person ------------------------------------------------------------------------------------


def test_page_shows_the_posts_over_time_the_latest_first(as_role):
    person = PersonFactory(posting__rank="Inspector", posting__ends_on=TODAY)
    PostingFactory(person=person, rank="Senior Inspector", starts_on=TODAY)

    response = as_role(Role.AUDITOR).get(page_of(person))

    assert [each.rank for each in response.context["postings"]] == ["Senior Inspector", "Inspector"]
    assert "from 1 Jan 2020 until 22 Nov 2026" in " ".join(response.text.split())


def test_page_shows_staff_the_roles_and_a_coordinator_none(sign_in):
    department = DepartmentFactory()
    person = person_with_role(Role.ETHICS_OFFICER, department)
    auditor = person_with_role(Role.AUDITOR)
    coordinator = person_with_role(Role.TRAINING_COORDINATOR, department)

    for_auditor = sign_in(auditor).get(page_of(person))
    for_coordinator = sign_in(coordinator).get(page_of(person))

    assert list(for_auditor.context["roles"]) == [person.user.role_assignments.get()]
    assert "Comes with a designation" in for_auditor.text
    assert list(for_coordinator.context["roles"]) == []


def test_page_offers_giving_and_ending_to_administrators_alone(sign_in):
    person = person_with_role(Role.SPEAKER)
    end = end_page_of(person.user.role_assignments.get())
    administrator, auditor = person_with_role(Role.ADMINISTRATOR), person_with_role(Role.AUDITOR)

    for_administrator = sign_in(administrator).get(page_of(person)).text
    for_auditor = sign_in(auditor).get(page_of(person)).text

    assert give_page_of(person) in for_administrator
    assert end in for_administrator
    assert give_page_of(person) not in for_auditor
    assert end not in for_auditor


def test_page_shows_a_role_that_has_ended_as_ended(as_role):
    person = PersonFactory()
    RoleAssignmentFactory(user=person.user, role=Role.AUDITOR, ends_on=TODAY)

    assert "Ended" in as_role(Role.ADMINISTRATOR).get(page_of(person)).text


def test_page_of_somebody_without_an_account_is_shown(as_role):
    assert as_role(Role.AUDITOR).get(page_of(PersonFactory(user=None))).status_code == 200


def test_page_of_somebody_in_another_department_is_absent_for_a_coordinator(as_role):
    stranger = PersonFactory()

    assert as_role(Role.TRAINING_COORDINATOR).get(page_of(stranger)).status_code == 404


def test_page_takes_as_many_queries_for_three_roles_as_for_one(as_role):
    client, person = as_role(Role.AUDITOR), person_with_role(Role.SPEAKER)
    for_one = queries_of(client, page_of(person))
    for _ in range(2):
        RoleAssignmentFactory(
            user=person.user, role=Role.TRAINING_COORDINATOR, department=DepartmentFactory()
        )

    assert queries_of(client, page_of(person)) == for_one


# Giving and ending a role ----------------------------------------------------------------------


def test_giving_a_role_gives_it_and_goes_back_to_the_person(as_role):
    client, person, department = (
        as_role(Role.ADMINISTRATOR),
        PersonFactory(),
        DepartmentFactory(),
    )

    response = client.post(
        give_page_of(person),
        {
            "role": "training_coordinator",
            "department": department.pk,
            "starts_on": "2026-12-01",
            "ends_on": "",
        },
        follow=True,
    )

    assert response.redirect_chain == [(page_of(person), 302)]
    assert "The role is given." in response.text
    assignment = RoleAssignment.objects.get(user=person.user)
    assert (assignment.role, assignment.department) == ("training_coordinator", department)
    assert (assignment.starts_on, assignment.ends_on) == (dt.date(2026, 12, 1), None)


def test_giving_page_starts_from_today_and_offers_no_derived_role(as_role):
    form = as_role(Role.ADMINISTRATOR).get(give_page_of(PersonFactory())).context["form"]

    assert form["starts_on"].value() == TODAY
    assert [value for value, _ in form.fields["role"].choices] == [
        "training_coordinator",
        "head_of_department",
        "speaker",
        "programme_staff",
        "icac_staff",
        "auditor",
        "administrator",
    ]


def test_giving_a_role_that_is_refused_says_why_and_keeps_what_was_typed(as_role):
    client, person = as_role(Role.ADMINISTRATOR), PersonFactory()

    response = client.post(
        give_page_of(person), {"role": "training_coordinator", "starts_on": "2026-12-24"}
    )

    assert response.status_code == 422
    assert "is held in a department. Choose one." in response.text
    assert 'value="2026-12-24"' in response.text
    assert RoleAssignment.objects.filter(user=person.user).count() == 0


def test_giving_a_role_from_no_day_is_refused(as_role):
    response = as_role(Role.ADMINISTRATOR).post(
        give_page_of(PersonFactory()), {"role": "auditor", "starts_on": "soon"}
    )

    assert response.status_code == 422
    assert response.context["form"].errors == {
        "starts_on": ["This is not a date. Write it such as 2026-12-01."]
    }


def test_ending_a_role_ends_it_and_goes_back_to_the_person(as_role):
    client, person = as_role(Role.ADMINISTRATOR), person_with_role(Role.SPEAKER)
    assignment = person.user.role_assignments.get()

    response = client.post(end_page_of(assignment), {"ends_on": "2026-12-01"}, follow=True)

    assert response.redirect_chain == [(page_of(person), 302)]
    assert "The end of the role is recorded." in response.text
    assignment.refresh_from_db()
    assert assignment.ends_on == dt.date(2026, 12, 1)


def test_ending_a_role_first_says_whom_it_touches(as_role):
    client = as_role(Role.ADMINISTRATOR)
    department = DepartmentFactory(name_en="Audit Commission")
    person = person_with_role(Role.TRAINING_COORDINATOR, department, name_en="HO Mei-kuen")

    text = client.get(end_page_of(person.user.role_assignments.get())).text

    assert (
        "From the day given, HO Mei-kuen no longer does what the role “Training co-ordinator” "
        "allows in Audit Commission. One account is touched."
    ) in text


def test_ending_a_role_that_is_refused_says_why(as_role):
    client, person = as_role(Role.ADMINISTRATOR), person_with_role(Role.SPEAKER)
    assignment = person.user.role_assignments.get()

    response = client.post(end_page_of(assignment), {"ends_on": "2026-11-01"})

    assert response.status_code == 422
    assert "A role can&#x27;t be ended for days gone by." in response.text
    assignment.refresh_from_db()
    assert assignment.ends_on is None


# Attacks ---------------------------------------------------------------------------------------


def pages():
    person = person_with_role(Role.SPEAKER)
    return {
        LIST: SEE_PEOPLE,
        page_of(person): SEE_PEOPLE,
        give_page_of(person): {Role.ADMINISTRATOR},
        end_page_of(person.user.role_assignments.get()): {Role.ADMINISTRATOR},
    }


def test_pages_send_the_anonymous_to_sign_in(client):
    for url in pages():
        assert client.get(url).headers["Location"] == f"/accounts/login/?next={url}"


@pytest.mark.parametrize("role", Role)
def test_pages_refuse_those_whose_role_does_not_allow_them(as_role, role):
    client, allowed = as_role(role), pages()

    refused = {url for url in allowed if client.get(url).status_code == 403}

    assert refused == {url for url, roles in allowed.items() if role not in roles}


@pytest.mark.parametrize("method", ["post", "delete"])
def test_pages_that_only_show_take_no_other_method(as_role, method):
    client = as_role(Role.ADMINISTRATOR)

    for url in (LIST, page_of(PersonFactory())):
        assert getattr(client, method)(url).status_code == 405


@pytest.mark.parametrize("name", ["person-detail", "role-give", "role-end"])
def test_pages_of_what_there_is_not_are_absent(as_role, name):
    assert as_role(Role.ADMINISTRATOR).get(reverse(f"people:{name}", args=[0])).status_code == 404


def test_role_of_an_account_without_a_person_has_no_page(as_role):
    assignment = RoleAssignmentFactory()

    assert as_role(Role.ADMINISTRATOR).get(end_page_of(assignment)).status_code == 404
