"""Changing the language of a page loses nothing that was typed in it, and does nothing else."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest
import time_machine
from django.urls import reverse

from people.roles import Role
from tests.clock import NOW
from tests.factories import DepartmentFactory, PersonFactory, SessionFactory, person_with_role
from tests.training.views.forms import session_form
from training.models import Session

pytestmark = pytest.mark.django_db

CREATE = reverse("training:session-create")


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def person():
    return person_with_role(Role.PROGRAMME_STAFF)


@pytest.fixture
def staff(sign_in, person):
    return sign_in(person)


def language_form(response):
    """Where the language buttons of a page send what."""
    [form] = re.findall(r'<form class="languages".*?</form>', response.content.decode(), re.DOTALL)
    hidden = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form)
    action = re.search(r'action="([^"]+)"', form)[1]
    return unescape(action), {name: unescape(value) for name, value in hidden}


def kept(**typed):
    """What the language buttons send of a form that was being filled in."""
    return {"language": "zh-hant", "kept-entries": urlencode(typed, doseq=True)}


def test_a_refused_form_is_shown_again_in_the_other_language_with_what_was_typed(staff, person):
    typed = session_form(title_en="", title_zh_hant="利益衝突", levels=["middle", "senior"])
    refused = staff.post(CREATE, typed)
    address, entries = language_form(refused)

    response = staff.post(address, {**entries, "language": "zh-hant"})

    page = response.content.decode()
    person.user.refresh_from_db()
    assert (address, response.status_code) == (CREATE, 422)
    assert person.user.language == "zh-hant"
    assert '<html lang="zh-Hant">' in page
    assert 'value="利益衝突"' in page
    assert response.context["form"]["levels"].value() == ["middle", "senior"]
    assert response.headers["Content-Language"] == "zh-hant"
    assert staff.get(CREATE).content.decode().count('<html lang="zh-Hant">') == 1


def test_a_form_that_is_right_is_shown_again_too_and_not_saved(staff):
    response = staff.post(CREATE, kept(**session_form()))

    assert '<html lang="zh-Hant">' in response.content.decode()
    assert Session.objects.count() == 0


def test_what_needs_no_form_is_not_done_either_and_nothing_says_it_was(staff):
    session = SessionFactory(draft=True)
    address = reverse("training:session-publish", args=[session.pk])

    response = staff.post(address, kept(), follow=True)

    session.refresh_from_db()
    manage = reverse("training:session-manage", args=[session.pk])
    assert response.redirect_chain == [(manage, 302)]
    assert session.status == Session.Status.DRAFT
    assert list(response.context["messages"]) == []


def test_an_unknown_language_changes_and_saves_nothing(staff, person):
    response = staff.post(CREATE, {**kept(**session_form()), "language": "tlh"})

    person.user.refresh_from_db()
    assert '<html lang="en">' in response.content.decode()
    assert person.user.language == "en"
    assert Session.objects.count() == 0


def test_a_page_that_answers_no_form_leads_back_to_itself(staff):
    address, entries = language_form(staff.get(CREATE + "?course=1"))

    assert address == reverse("language-set")
    assert entries["next"] == CREATE + "?course=1"


def test_a_page_of_sign_in_never_carries_the_password(client):
    response = client.post(
        reverse("account_login"), {"login": "officer@gov.example", "password": "wrong horse"}
    )

    address, entries = language_form(response)
    assert address == reverse("language-set")
    assert "kept-entries" not in entries
    assert "wrong horse" not in response.content.decode()


def test_who_may_not_save_may_not_look_that_way_either(sign_in):
    client = sign_in(PersonFactory())

    response = client.post(CREATE, kept())

    assert response.status_code == 403


def test_a_form_of_another_app_is_kept_too(staff):
    address = reverse("ethics_officers:designation-create", args=[DepartmentFactory().pk])
    refused = staff.post(address, {"starts_on": "soon"})
    where, entries = language_form(refused)

    response = staff.post(where, {**entries, "language": "zh-hant"})

    assert (refused.status_code, response.status_code) == (422, 422)
    assert 'value="soon"' in response.content.decode()
