"""Signing in: a click in the sample, a password, a passkey; and each page of the account."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from people.roles import Role
from tests.factories import person_with_role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "correct horse battery"


def go_by(host, visitor):
    """Reach the server by another name of this machine: browsers keep passkeys for names only."""
    visitor.address = f"http://{host}:{visitor.address.rpartition(':')[2]}"


def auditor_with_password(reader):
    person = person_with_role(
        Role.AUDITOR, user__language=reader.language, user__is_sample=True, name_en="NG Kwok-wai"
    )
    person.user.set_password(PASSWORD)
    person.user.save()
    return person


def enter_password(visitor, person):
    visitor.page.locator("[name=login]").fill(person.user.email)
    visitor.page.locator("[name=password]").fill(PASSWORD)
    visitor.page.locator("[name=password]").press("Enter")
    visitor.page.wait_for_url(visitor.address + "/")


def test_a_click_in_the_sample_leads_home_and_the_menu_out_again(visitor, reader):
    auditor_with_password(reader)

    visitor.open(reverse("account_login"))
    visitor.page.locator(".choices button").click()
    visitor.page.wait_for_url(visitor.address + "/")
    visitor.look()
    visitor.page.locator(".account summary").click()
    visitor.look()
    visitor.press(reader.words("Sign out"))

    expect(visitor.page.locator("#id_login")).to_be_visible()


def test_a_wrong_password_is_said_at_the_top_and_the_address_is_kept(visitor, reader):
    visitor.open(reverse("account_login"))

    visitor.page.locator("[name=login]").fill("nobody@gov.example")
    visitor.page.locator("[name=password]").fill("wrong")
    visitor.page.locator("[name=password]").press("Enter")
    expect(visitor.page.locator(".error-summary")).to_be_focused()
    visitor.look()

    expect(visitor.page.locator("[name=login]")).to_have_value("nobody@gov.example")


def test_a_passkey_is_added_and_then_signs_in_alone(visitor, reader):
    go_by("localhost", visitor)
    person = auditor_with_password(reader)
    page = visitor.page
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )

    # Before a second factor is changed, the password is asked for once more.
    visitor.open(reverse("account_login"))
    enter_password(visitor, person)
    visitor.open(reverse("mfa_add_webauthn"))
    page.locator("[name=password]").fill(PASSWORD)
    visitor.press(reader.words("Continue"))
    page.locator("[name=passwordless]").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**" + reverse("mfa_view_recovery_codes"))
    visitor.look()
    visitor.open(reverse("mfa_list_webauthn"))
    expect(page.locator(".rows > li")).to_have_count(1)

    page.locator(".account summary").click()
    visitor.press(reader.words("Sign out"))
    page.locator("#passkey_login").click()
    page.wait_for_url(visitor.address + "/")

    expect(page.locator(".account summary")).to_contain_text(reader.choose("NG Kwok-wai", "陳大文"))


def test_a_browser_that_gives_no_passkey_says_so_and_stays(visitor, reader):
    go_by("127.0.0.1", visitor)
    visitor.open(reverse("account_login"))

    visitor.page.locator("#passkey_login").click()

    expect(visitor.page.locator("#messages .alert")).to_be_visible()
    visitor.look()


def test_every_account_page_is_in_order(visitor, reader):
    person = auditor_with_password(reader)
    visitor.open(reverse("account_login"))
    enter_password(visitor, person)
    visitor.open(reverse("account_reauthenticate"))
    visitor.page.locator("[name=password]").fill(PASSWORD)
    visitor.press(reader.words("Continue"))

    for name in (
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_list_webauthn",
        "account_change_password",
        "account_logout",
        "account_reset_password",
        "account_reset_password_done",
        "account_inactive",
    ):
        visitor.open(reverse(name))
        assert visitor.page.locator("h1").count() == 1
