"""The second factor: who must have one, setting it up, and how its secret is kept."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.core.cache import cache
from django.test import override_settings
from django.urls import reverse

from people.adapters import SecondFactorAdapter
from people.roles import STAFF_ROLES, Role
from tests.factories import person_with_role

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def _forget_failures():
    cache.clear()
    yield
    cache.clear()


def staff_with_password(role=Role.PROGRAMME_STAFF):
    person = person_with_role(role)
    person.user.set_password(PASSWORD)
    person.user.save()
    return person


def sign_in_by_password(client, person):
    return client.post(reverse("account_login"), {"login": person.user.email, "password": PASSWORD})


def code_for(secret):
    counter = next(totp.yield_hotp_counters_from_time())
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def show_it_is_still_you(client):
    response = client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert response.status_code == 302


def set_up_app(client):
    """Go through the pages as a person does; give the secret that the app now holds."""
    show_it_is_still_you(client)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    response = client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
    assert (response.status_code, response.url) == (302, reverse("mfa_view_recovery_codes"))
    return secret


@pytest.mark.parametrize("role", sorted(STAFF_ROLES))
def test_where_it_is_required_staff_without_one_are_sent_to_set_one_up(client, role):
    person = staff_with_password(role)
    sign_in_by_password(client, person)

    with override_settings(REQUIRE_SECOND_FACTOR=True):
        response = client.get(reverse("home"))

    assert (response.status_code, response.url) == (302, reverse("mfa_index"))


def test_the_page_they_are_sent_to_says_why(client):
    sign_in_by_password(client, staff_with_password())

    with override_settings(REQUIRE_SECOND_FACTOR=True):
        page = client.get(reverse("mfa_index")).content.decode()

    assert "so it needs a second factor" in page


def test_where_it_is_required_others_go_on_without(client):
    sign_in_by_password(client, staff_with_password(Role.CIVIL_SERVANT))

    with override_settings(REQUIRE_SECOND_FACTOR=True):
        assert client.get(reverse("home")).status_code == 200


def test_where_it_is_not_required_staff_go_on_without(client):
    sign_in_by_password(client, staff_with_password())

    assert client.get(reverse("home")).status_code == 200


def test_an_app_is_set_up_through_the_pages_and_then_asked_for_at_sign_in(client):
    person = staff_with_password()
    sign_in_by_password(client, person)
    secret = set_up_app(client)
    client.post(reverse("account_logout"))
    cache.clear()  # a code works once; this stands in for the next half minute

    response = sign_in_by_password(client, person)
    assert response.url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session

    response = client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})

    assert (response.status_code, response.url) == (302, "/")
    assert client.session["_auth_user_id"] == str(person.user_id)


def test_staff_with_an_app_go_on_where_it_is_required(client):
    sign_in_by_password(client, staff_with_password())
    set_up_app(client)

    with override_settings(REQUIRE_SECOND_FACTOR=True):
        assert client.get(reverse("home")).status_code == 200


def test_a_wrong_code_sets_nothing_up_and_keeps_the_secret(client):
    sign_in_by_password(client, staff_with_password())
    show_it_is_still_you(client)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret

    response = client.post(reverse("mfa_activate_totp"), {"code": "000000"})

    assert response.context["form"].errors == {"code": ["Incorrect code."]}
    assert response.context["form"].secret == secret
    assert Authenticator.objects.count() == 0


def test_a_recovery_code_signs_in_once(client):
    person = staff_with_password()
    sign_in_by_password(client, person)
    set_up_app(client)
    code = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"][0]
    client.post(reverse("account_logout"))

    sign_in_by_password(client, person)
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert client.session["_auth_user_id"] == str(person.user_id)
    client.post(reverse("account_logout"))
    sign_in_by_password(client, person)
    client.post(reverse("mfa_authenticate"), {"code": code})

    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_add_webauthn"])
def test_setting_one_up_asks_for_the_password_again(client, name):
    sign_in_by_password(client, staff_with_password())

    response = client.get(reverse(name))

    assert (response.status_code, response.url.partition("?")[0]) == (
        302,
        reverse("account_reauthenticate"),
    )


def test_secrets_are_encrypted_at_rest(client):
    sign_in_by_password(client, staff_with_password())
    secret = set_up_app(client)

    kept = Authenticator.objects.get(type=Authenticator.Type.TOTP).data["secret"]
    seed = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).data["seed"]

    assert secret not in kept
    assert SecondFactorAdapter().decrypt(kept) == secret
    assert re.match("gAAAA", seed)


def test_a_secret_is_read_under_the_key_before_and_not_under_another():
    kept = SecondFactorAdapter().encrypt("JBSWY3DPEHPK3PXP")
    before = settings.SECRET_KEY

    with override_settings(SECRET_KEY="k" * 60, SECRET_KEY_FALLBACKS=[before]):
        assert SecondFactorAdapter().decrypt(kept) == "JBSWY3DPEHPK3PXP"
    with override_settings(SECRET_KEY="k" * 60), pytest.raises(InvalidToken):
        SecondFactorAdapter().decrypt(kept)


@pytest.mark.parametrize(
    "name", ["mfa_index", "mfa_list_webauthn", "mfa_add_webauthn", "mfa_activate_totp"]
)
def test_its_pages_carry_nothing_inline(client, name):
    sign_in_by_password(client, staff_with_password())
    show_it_is_still_you(client)

    page = client.get(reverse(name)).content.decode()

    assert re.findall(r"\sstyle=|\son[a-z]+=|<style", page) == []
    scripts = re.findall(r"<script([^>]*)>", page)
    assert [tag for tag in scripts if "src=" not in tag and "application/json" not in tag] == []
