"""In the sample one signs in with a click; outside it, and as anybody else, one does not."""

import importlib

import pytest
from django.test import override_settings
from django.urls import reverse

from core.models import AuditEntry
from people import urls
from people.roles import Role
from tests.factories import PersonFactory, person_with_role

pytestmark = pytest.mark.django_db

ADDRESS = "/sample/sign-in/"


def invented(role, **fields):
    return person_with_role(role, user__is_sample=True, **fields)


def signed_in_user(client):
    return client.session.get("_auth_user_id")


def test_the_sign_in_page_lists_one_sample_person_per_role(client):
    officer = invented(Role.CIVIL_SERVANT)
    auditor = invented(Role.AUDITOR)
    invented(Role.AUDITOR)

    response = client.get(reverse("account_login"))

    assert [(each.role, each.person) for each in response.context["sample_people"]] == [
        (Role.CIVIL_SERVANT, officer),
        (Role.AUDITOR, auditor),
    ]


def test_the_list_takes_the_same_queries_for_one_person_and_for_three(
    client, django_assert_num_queries
):
    invented(Role.AUDITOR)
    with django_assert_num_queries(5):
        client.get(reverse("account_login"))
    invented(Role.ADMINISTRATOR)
    invented(Role.ICAC_STAFF)

    with django_assert_num_queries(5):
        client.get(reverse("account_login"))


def test_a_click_signs_in_as_the_person_and_is_written_down(client):
    auditor = invented(Role.AUDITOR)

    response = client.post(ADDRESS, {"user": auditor.user_id})

    assert (response.status_code, response.url) == (302, "/")
    assert signed_in_user(client) == str(auditor.user_id)
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action, entry.object_id) == (
        auditor.user,
        "people.signed_in_as_sample",
        auditor.user_id,
    )


def test_a_click_leads_to_the_page_that_was_asked_for(client):
    auditor = invented(Role.AUDITOR)

    response = client.post(ADDRESS, {"user": auditor.user_id, "next": "/schedule/"})

    assert response.url == "/schedule/"


def test_a_click_leads_nowhere_else_on_the_web(client):
    auditor = invented(Role.AUDITOR)

    response = client.post(ADDRESS, {"user": auditor.user_id, "next": "https://elsewhere.example"})

    assert response.url == "/"


def test_the_session_of_the_visitor_is_not_carried_on(client):
    auditor = invented(Role.AUDITOR)
    session = client.session
    session["_language"] = "en"
    session.save()
    before = session.session_key

    client.post(ADDRESS, {"user": auditor.user_id})

    assert client.session.session_key != before


def test_somebody_who_is_not_invented_is_refused(client):
    real = person_with_role(Role.AUDITOR)

    response = client.post(ADDRESS, {"user": real.user_id})

    assert response.status_code == 404
    assert signed_in_user(client) is None


def test_an_invented_person_who_is_not_listed_is_refused(client):
    invented(Role.AUDITOR)
    second = invented(Role.AUDITOR)

    response = client.post(ADDRESS, {"user": second.user_id})

    assert response.status_code == 404
    assert signed_in_user(client) is None


@pytest.mark.parametrize("sent", [{}, {"user": ""}, {"user": "x"}, {"user": "999999"}])
def test_a_request_for_nobody_is_refused(client, sent):
    invented(Role.AUDITOR)

    assert client.post(ADDRESS, sent).status_code == 404


def test_looking_at_the_address_signs_nobody_in(client):
    auditor = invented(Role.AUDITOR)

    assert client.get(ADDRESS, {"user": auditor.user_id}).status_code == 405


def test_outside_the_sample_the_view_refuses_everybody(client):
    auditor = invented(Role.AUDITOR)

    with override_settings(SAMPLE=False):
        response = client.post(ADDRESS, {"user": auditor.user_id})

    assert response.status_code == 404
    assert signed_in_user(client) is None


def test_outside_the_sample_the_sign_in_page_lists_nobody(client):
    invented(Role.AUDITOR)

    with override_settings(SAMPLE=False):
        response = client.get(reverse("account_login"))

    assert response.context["sample_people"] == []


def test_outside_the_sample_there_is_no_such_address():
    try:
        with override_settings(SAMPLE=False):
            importlib.reload(urls)
            names = {pattern.name for pattern in urls.urlpatterns if hasattr(pattern, "name")}
    finally:
        importlib.reload(urls)

    assert "sample-sign-in" not in names
    assert "sample-sign-in" in {p.name for p in urls.urlpatterns if hasattr(p, "name")}


def test_a_person_without_a_role_is_offered_as_civil_servant_only(client):
    invented(Role.AUDITOR)
    plain = PersonFactory(user__is_sample=True)

    response = client.get(reverse("account_login"))

    listed = {each.role: each.person for each in response.context["sample_people"]}
    assert listed[Role.CIVIL_SERVANT] == plain
