"""Refusals and failures: a plain sentence, the right status, and never a second failure."""

import pytest
from django.core.cache import cache
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views.defaults import server_error

from people.roles import Role

pytestmark = pytest.mark.django_db


def heading(response):
    return response.content.decode().partition("<h1>")[2].partition("</h1>")[0].strip()


def test_a_request_for_a_host_that_is_not_ours_answers_400(client):
    response = client.get("/", headers={"host": "elsewhere.example"})

    assert (response.status_code, heading(response)) == (400, "We could not read that request")


def test_an_address_that_is_not_there_answers_404_to_a_visitor(client):
    response = client.get("/not/there/")

    assert (response.status_code, heading(response)) == (404, "This page is not there")


def test_an_address_that_is_not_there_answers_404_to_a_reader_of_chinese(client):
    client.cookies["django_language"] = "zh-hant"

    page = client.get("/not/there/").content.decode()

    assert '<html lang="zh-Hant">' in page


def test_a_page_of_another_role_answers_403(as_role):
    response = as_role(Role.CIVIL_SERVANT).get(reverse("training:schedule"))

    assert (response.status_code, heading(response)) == (403, "Your role does not allow this")


def test_an_address_for_forms_opened_as_a_page_answers_405(as_role):
    response = as_role(Role.CIVIL_SERVANT).get(reverse("language-set"))

    assert (response.status_code, heading(response)) == (405, "This address takes forms only")
    assert response.headers["Allow"] == "POST"


def test_a_form_without_its_token_answers_403(db):
    response = Client(enforce_csrf_checks=True).post(reverse("account_login"), {})

    assert (response.status_code, heading(response)) == (
        403,
        "This form was open for too long",
    )


def test_too_many_tries_answer_429(client):
    cache.clear()
    for _ in range(30):
        client.post(reverse("account_login"), {})

    response = client.post(reverse("account_login"), {})

    cache.clear()
    assert (response.status_code, heading(response)) == (429, "Too many tries")


def test_a_failure_of_ours_answers_500_without_the_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        response = server_error(RequestFactory().get("/"))

    assert (response.status_code, heading(response)) == (500, "Something went wrong on our side")


@pytest.mark.parametrize("template", ["400.html", "500.html"])
def test_pages_that_know_no_reader_speak_all_three_languages(template):
    page = render_to_string(template)

    assert [page.count(f'lang="{code}"') > 0 for code in ("en", "zh-Hant", "zh-Hans")] == [True] * 3


@pytest.mark.parametrize(
    ("role", "size", "status"),
    [(None, 2, 413), (Role.CIVIL_SERVANT, 2, 302), (Role.CIVIL_SERVANT, 4096, 413)],
)
def test_what_is_too_large_answers_413_before_it_is_read(client, as_role, role, size, status):
    class Unread:
        def read(self, *_size):
            assert status != 413, "it was read"
            return b""

        readline = read

    sender = as_role(role) if role else client
    response = sender.generic(
        "POST",
        reverse("language-set"),
        CONTENT_TYPE="multipart/form-data; boundary=b",
        CONTENT_LENGTH=str(size * 1024**2),
        **{"wsgi.input": Unread()},
    )

    assert response.status_code == status
    if status == 413:
        assert heading(response) == "This is too large"
