"""The pages of templates."""

import pytest
import time_machine
from django.urls import reverse

from people.roles import Role
from tests.clock import NOW
from tests.pages import words
from tests.reporting.documents import staff, template

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def made():
    return template()


@pytest.fixture
def as_author(client):
    client.force_login(staff())
    return client


def page(name, made):
    return reverse(f"reporting:template-{name}", args=[made.pk])


def typed(client, made, **changes):
    """The form as it is opened, with changes."""
    form = client.get(page("edit", made)).context["form"]
    fields = {name: form[name].value() or "" for name in form.fields}
    return {**fields, "note": "Shorter.", **changes}


def test_next_version_is_written_and_shown_with_those_before(as_author, made):
    as_author.post(page("edit", made), typed(as_author, made, **{"title-en": "Integrity"}))

    now = words(as_author.get(page("detail", made)))
    before = words(as_author.get(page("detail", made) + "?version=1"))

    assert "English Integrity" in now
    assert "English On title." in before
    assert "Version 2 Shorter." in now
    assert "Version 1 Comes with the product" in now


def test_version_that_is_none_is_not_found(as_author, made):
    assert as_author.get(page("detail", made) + "?version=7").status_code == 404


def test_wrong_marks_are_refused_at_their_fields(as_author, made):
    response = as_author.post(
        page("edit", made),
        typed(as_author, made, **{"title-en": "{attendance}", "country-zh-hant": "{period"}),
    )

    assert response.status_code == 422
    assert "Did you mean {attendances}?" in words(response)
    assert set(response.context["form"].errors) == {"title-en", "country-zh-hant"}
    assert made.versions.count() == 1


def test_note_says_what_changes(as_author, made):
    response = as_author.post(
        page("edit", made), typed(as_author, made, note="", **{"title-en": "Integrity"})
    )

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"note"}


def test_what_somebody_saved_meanwhile_is_shown(client, as_author, made):
    opened = typed(as_author, made, **{"title-en": "Mine"})
    as_author.post(page("edit", made), typed(as_author, made, **{"title-en": "Theirs"}))

    response = as_author.post(page("edit", made), opened)

    assert response.status_code == 422
    assert "Mine Theirs" in words(response)


def test_list_of_marks_is_beside_the_form(as_author, made):
    said = words(as_author.get(page("edit", made)))

    assert "{attendances} Attendances" in said
    assert "{period} The first and last day of the period" in said


def test_auditor_reads_templates_and_writes_none(as_role, made):
    client = as_role(Role.AUDITOR)

    response = client.get(page("detail", made))

    assert page("edit", made) not in response.text
    assert client.get(page("edit", made)).status_code == 403
