"""Signing in and out by password, and the language of pages before and after."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.core.cache import cache
from django.urls import NoReverseMatch, reverse

from core.models import AuditEntry
from notifications.models import Message
from notifications.tasks import send_due_messages
from people.roles import Role
from tests.factories import PersonFactory, person_with_role

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def _forget_failures():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def officer():
    person = PersonFactory(user__email="officer@gov.example")
    person.user.set_password(PASSWORD)
    person.user.save()
    return person


def sign_in_by_password(client, email="officer@gov.example", password=PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": email, "password": password, **more})


def signed_in_user(client):
    return client.session.get("_auth_user_id")


def test_the_right_password_signs_in(client, officer):
    response = sign_in_by_password(client)

    assert (response.status_code, response.url) == (302, "/")
    assert signed_in_user(client) == str(officer.user_id)


def test_the_address_is_read_in_any_case(client, officer):
    sign_in_by_password(client, email="Officer@GOV.example")

    assert signed_in_user(client) == str(officer.user_id)


def test_signing_in_leads_to_the_page_that_was_asked_for(client, officer):
    asked = client.get("/my-record/")
    assert asked.url == "/accounts/login/?next=/my-record/"

    response = sign_in_by_password(client, next="/my-record/")

    assert response.url == "/my-record/"


def test_signing_in_starts_a_new_session(client, officer):
    client.get(reverse("account_login"))
    session = client.session
    session["kept"] = "before"
    session.save()
    before = session.session_key

    sign_in_by_password(client)

    assert client.session.session_key != before


def test_signing_in_is_written_down(client, officer):
    sign_in_by_password(client)

    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action, entry.object_id, entry.details) == (
        officer.user,
        "people.signed_in",
        officer.user_id,
        {},
    )


def test_a_wrong_password_keeps_what_was_typed_and_says_so(client, officer):
    response = sign_in_by_password(client, password="wrong")

    assert response.status_code == 200
    assert signed_in_user(client) is None
    assert response.context["form"]["login"].value() == "officer@gov.example"
    assert response.context["form"].non_field_errors() == [
        "The email address and/or password you specified are not correct."
    ]


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(client, officer):
    known = sign_in_by_password(client, password="wrong").context["form"].errors
    unknown = sign_in_by_password(client, email="nobody@gov.example").context["form"].errors

    assert known == unknown


def test_a_failure_is_written_down_with_the_account_and_without_the_address(client, officer):
    sign_in_by_password(client, password="wrong")

    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action, entry.object_id, entry.details) == (
        None,
        "people.sign_in_failed",
        officer.user_id,
        {},
    )


def test_a_failure_with_an_unknown_address_names_no_account(client, officer):
    sign_in_by_password(client, email="nobody@gov.example")

    assert list(AuditEntry.objects.values_list("action", "object_id", "details")) == [
        ("people.sign_in_failed", None, {})
    ]


def test_after_five_failures_even_the_right_password_waits(client, officer):
    for _ in range(5):
        sign_in_by_password(client, password="wrong")

    response = sign_in_by_password(client)

    assert response.status_code == 200
    assert signed_in_user(client) is None
    assert response.context["form"].non_field_errors() == [
        "Too many failed login attempts. Try again later."
    ]


def test_a_closed_account_does_not_sign_in(client, officer):
    officer.user.is_active = False
    officer.user.save()

    sign_in_by_password(client)

    assert signed_in_user(client) is None


def test_signing_out_ends_the_session(sign_in, officer):
    client = sign_in(officer)

    response = client.post(reverse("account_logout"))

    assert (response.status_code, response.url) == (302, "/accounts/login/")
    assert signed_in_user(client) is None


def test_looking_at_the_sign_out_page_does_not_sign_out(sign_in, officer):
    client = sign_in(officer)

    assert client.get(reverse("account_logout")).status_code == 200
    assert signed_in_user(client) == str(officer.user_id)


@pytest.mark.django_db(transaction=True)
def test_a_forgotten_password_is_set_anew_by_a_link_that_works_once(client, officer):
    client.post(reverse("account_reset_password"), {"email": "officer@gov.example"})
    send_due_messages()
    message = mail.outbox[0]
    assert message.subject == "Set a new password"
    link = re.search(r"http://127\.0\.0\.1(/\S+)", message.body)[1]
    form_address = client.get(link).url

    client.post(form_address, {"password1": "another good one", "password2": "another good one"})

    sign_in_by_password(client, password="another good one")
    assert signed_in_user(client) == str(officer.user_id)
    client.logout()
    assert client.get(link).context["token_fail"] is True


def test_a_new_password_is_not_sent_to_an_address_we_do_not_know(client, officer):
    response = client.post(reverse("account_reset_password"), {"email": "nobody@gov.example"})

    assert response.url == reverse("account_reset_password_done")
    assert Message.objects.count() == 0


def test_a_short_password_is_refused_with_a_reason(sign_in, officer):
    client = sign_in(officer)

    response = client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": "short", "password2": "short"},
    )

    assert response.context["form"].errors["password1"] == [
        "This password is too short. It must contain at least 12 characters."
    ]


@pytest.mark.parametrize(
    "name", ["account_signup", "account_email", "socialaccount_connections", "socialaccount_signup"]
)
def test_pages_of_allauth_that_we_do_not_use_are_not_there(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("path", ["/accounts/signup/", "/accounts/email/", "/accounts/3rdparty/"])
def test_addresses_of_pages_that_we_do_not_use_answer_404(client, path):
    assert client.get(path).status_code == 404


def test_before_sign_in_the_browser_remembers_the_language(client):
    response = client.post(
        reverse("language-set"), {"language": "zh-hant", "next": "/accounts/login/"}
    )
    assert response.url == "/accounts/login/"

    page = client.get("/accounts/login/")

    assert '<html lang="zh-Hant">' in page.content.decode()


def test_after_sign_in_the_account_remembers_the_language(sign_in, client, officer):
    sign_in(officer).post(reverse("language-set"), {"language": "zh-hans", "next": "/"})

    officer.user.refresh_from_db()
    assert officer.user.language == "zh-hans"
    client.cookies.clear()
    assert '<html lang="zh-Hans">' in sign_in(officer).get("/accounts/2fa/").content.decode()


def test_an_unknown_language_changes_nothing(sign_in, officer):
    sign_in(officer).post(reverse("language-set"), {"language": "tlh"})

    officer.user.refresh_from_db()
    assert officer.user.language == "en"


def test_changing_the_language_leads_nowhere_else_on_the_web(client):
    response = client.post(
        reverse("language-set"), {"language": "en", "next": "https://elsewhere.example/"}
    )

    assert response.url == "/"


def test_pages_of_the_entrance_carry_nothing_inline(client):
    page = client.get(reverse("account_login")).content.decode()

    assert re.findall(r"\sstyle=|\son[a-z]+=|<style", page) == []
    scripts = re.findall(r"<script([^>]*)>", page)
    assert [tag for tag in scripts if "src=" not in tag and "application/json" not in tag] == []


def test_a_visitor_is_told_of_no_areas(client):
    person_with_role(Role.AUDITOR)

    response = client.get(reverse("account_login"))

    assert isinstance(response.wsgi_request.user, AnonymousUser)
    assert response.context["areas"] == []
